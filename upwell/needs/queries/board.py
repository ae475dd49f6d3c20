"""The board: which needs, in which order, and what a row says beside the sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery, prefetch_related_objects

from upwell.core.paging import Page, page
from upwell.needs.models import Need, NeedQuerySet, Offer, Voice
from upwell.people.models import Person, Skill, Team

CARD = ("asked_by__team", "team")  # what a row shows besides what `rows_of` adds
FACES = 4
FITTING = 5
CHOICES = 40  # teams or skills that a filter offers at once


@dataclass(frozen=True)
class View:
    """One way to look at the board: what its rows are and the key they are paged by."""

    rows: Callable[[NeedQuerySet, Person], NeedQuerySet]
    by: tuple[str, ...]


VIEWS = {
    "open": View(lambda needs, person: needs.waiting().exclude(asked_by=person), ("-asked_at", "-id")),
    "mine": View(
        lambda needs, person: needs.standing().filter(pk__in=person.voices.values("need")), ("-asked_at", "-id")
    ),
    "growing": View(
        lambda needs, person: needs.standing().filter(solved_at__isnull=True, parked_at__isnull=True), ("-heat", "-id")
    ),
    "waiting": View(lambda needs, person: needs.waiting(), ("asked_at", "id")),
    "solved": View(lambda needs, person: needs.solved(), ("-solved_at", "-id")),
    "parked": View(lambda needs, person: needs.standing().filter(parked_at__isnull=False), ("-parked_at", "-id")),
}


@dataclass(frozen=True)
class Row:
    """One need as the board shows it to one person."""

    need: Need
    people: list[Person]
    offer: Offer | None
    my_urgency: str
    is_mine: bool
    is_offered: bool


@dataclass(frozen=True)
class Board:
    """A page of the board, with the filters that could be set."""

    view: str
    rows: list[Row]
    page: Page[Need]
    fitting: list[Row] = field(default_factory=list)


def board(person: Person, *, view: str, skill: Skill | None, team: Team | None, after: str) -> Board:
    """A page of the needs that `person` may see. The open ones that fit what they can do come first, warmest first.

    A filter by team finds needs asked or voiced there; a voice without a name is in no team.
    """
    seen = VIEWS[view]
    rows = seen.rows(Need.objects.visible_to(person), person)
    if skill is not None:
        rows = rows.filter(pk__in=Need.skills.through.objects.filter(skill=skill).values("need"))
    if team is not None:
        rows = rows.filter(pk__in=_voiced_in(team))
    fitting = _fitting(rows, person) if view == "open" and skill is None else []
    found = page(rows.exclude(pk__in=[need.pk for need in fitting]).select_related(*CARD), by=seen.by, after=after)
    first = [] if after else fitting
    drawn = rows_of([*first, *found.rows], person)
    return Board(view, drawn[len(first) :], found, drawn[: len(first)])


def rows_of(needs: list[Need], person: Person) -> list[Row]:
    """`needs` with a few faces, the latest offer, and what `person` said of each; four queries however many they are."""
    prefetch_related_objects(needs, "skills")
    ids = [need.pk for need in needs]
    said = {row["pk"]: row for row in _said(ids, person)}
    people = Person.objects.in_bulk({one for row in said.values() for one in row["named"]})
    offers = {offer.need_id: offer for offer in _latest_offers(ids)}
    return [
        Row(
            need=need,
            people=_asker_first(need, [people[one] for one in said[need.pk]["named"]]),
            offer=offers.get(need.pk),
            my_urgency=said[need.pk]["my_urgency"] or "",
            is_mine=need.asked_by_id == person.pk,
            is_offered=said[need.pk]["is_offered"],
        )
        for need in needs
    ]


def skills_to_filter(person: Person) -> list[Skill]:
    """The skills that one can do, would teach or wants to learn."""
    return list(Skill.objects.filter(people__person=person).order_by("name")[:CHOICES])


def teams_to_filter(person: Person, team: Team | None) -> list[Team]:
    """One's own teams, from the top down, and those just below the one that is chosen (or below the top)."""
    near = Q(pk__in=[*person.team_line, *(team.line if team else [])])
    below = Q(parent=team) if team else Q(parent__isnull=True) | Q(parent__parent__isnull=True)
    return list(Team.objects.filter(near | below).order_by("path")[:CHOICES])


def _voiced_in(team: Team):  # type: ignore[no-untyped-def]
    return Voice.objects.filter(team__path__startswith=team.path, is_nameless=False).values("need")


def _fitting(rows: NeedQuerySet, person: Person) -> list[Need]:
    """The warmest few that name a skill which `person` can do or would teach."""
    able = person.skills.filter(Q(level__gte=2) | Q(teaches=True)).values("skill")
    fits = Need.skills.through.objects.filter(skill__in=able).values("need")
    return list(rows.filter(pk__in=fits).select_related(*CARD).order_by("-heat", "-id")[:FITTING])


def _said(ids: list[int], person: Person) -> list[dict[str, Any]]:
    """For each need, whose faces stand for those who say me too, and what `person` said.

    The faces are read from the index of (need, person), in its order, so a need with thousands of voices costs no more.
    """
    named = Voice.objects.filter(need=OuterRef("pk"), is_nameless=False).order_by("by").values("by")[:FACES]
    mine = Voice.objects.filter(need=OuterRef("pk"), by=person).values("urgency")[:1]
    offered = Offer.objects.standing().filter(need=OuterRef("pk"), by=person)
    rows = Need.objects.filter(pk__in=ids).annotate(
        named=ArraySubquery(named), my_urgency=Subquery(mine), is_offered=Exists(offered)
    )
    return [dict(row) for row in rows.values("pk", "named", "my_urgency", "is_offered")]


def _latest_offers(ids: list[int]) -> list[Offer]:
    offers = Offer.objects.standing().filter(need__in=ids).select_related("by")
    return list(offers.order_by("need", "-at", "-id").distinct("need"))


def _asker_first(need: Need, people: list[Person]) -> list[Person]:
    if need.asker is None:
        return people
    return [need.asker, *(person for person in people if person != need.asker)][:FACES]
