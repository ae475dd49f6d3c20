"""The board: which needs, in which order, and what a row says beside the sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from upwell.core.paging import Page, first_page, page
from upwell.core.prepared import IsAmong, ask_kept, prepared
from upwell.needs.models import Need, NeedQuerySet, Voice
from upwell.people.models import Person, PersonSkill, Skill, Team

CARD = ("asked_by__team", "team")
SHOWN = (  # what a row shows besides what `rows_of` adds
    *("title", "is_nameless", "voice_count", "answer_count", "solved_count", "heat", "team__name", "merged_into"),
    *("asked_at", "first_help_at", "answered_at", "solved_at", "parked_at"),
    *(f"asked_by__{name}" for name in ("name", "email", "photo", "team__name")),
)
FACES = 4
FITTING = 5
BESIDES = """
SELECT need.id,
    ARRAY(SELECT by_id FROM needs_voice WHERE need_id = need.id AND NOT is_nameless ORDER BY by_id LIMIT %(faces)s),
    (SELECT urgency FROM needs_voice WHERE need_id = need.id AND by_id = %(me)s),
    EXISTS (SELECT FROM needs_offer WHERE need_id = need.id AND by_id = %(me)s AND withdrawn_at IS NULL),
    (SELECT jsonb_build_array(by_id, how) FROM needs_offer WHERE need_id = need.id AND withdrawn_at IS NULL
        ORDER BY at DESC, id DESC LIMIT 1),
    (SELECT jsonb_agg(jsonb_build_array(skill.id, skill.name) ORDER BY skill.name) FROM needs_need_skills AS named
        JOIN people_skill AS skill ON skill.id = named.skill_id WHERE named.need_id = need.id)
FROM unnest(%(ids)s::bigint[]) AS need(id)
"""
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
    helper: Person | None  # who made the latest offer that stands, and by what way
    how: str
    skills: list[Skill]
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
    fitting = _fitting(person) if view == "open" and skill is None and team is None else []
    besides = [need.pk for need in fitting]
    by = VIEWS[view].by
    if skill is None and team is None and not after:
        found = first_page(_first(person, besides, view=view), by=by)
    else:
        rows = _rows(person, view).filter(~IsAmong("pk", besides))
        if skill is not None:
            rows = rows.filter(pk__in=Need.skills.through.objects.filter(skill=skill).values("need"))
        if team is not None:
            rows = rows.filter(pk__in=_voiced_in(team))
        found = page(rows, by=by, after=after)
    first = [] if after else fitting
    drawn = rows_of([*first, *found.rows], person)
    return Board(view, drawn[len(first) :], found, drawn[: len(first)])


def rows_of(needs: list[Need], person: Person) -> list[Row]:
    """`needs` with a few faces, who helps, their skills and what `person` said of each, in two queries."""
    besides = {row.pop("pk"): row for row in _besides([need.pk for need in needs], person)}
    wanted = {one for row in besides.values() for one in row["named"]}
    wanted |= {row["offer"][0] for row in besides.values() if row["offer"]}
    people = {person.pk: person for person in _faces(list(wanted))}
    return [_row(need, person, people, **besides[need.pk]) for need in needs]


@prepared
def _faces(people: list[int]) -> QuerySet[Person]:
    found: QuerySet[Person] = Person.objects.filter(IsAmong("pk", people)).only("name", "photo", "email")
    return found


@prepared
def skills_to_filter(person: Person) -> QuerySet[Skill]:
    """The skills that one can do, would teach or wants to learn."""
    return Skill.objects.filter(people__person=person).only("name").order_by("name")[:CHOICES]


def teams_to_filter(person: Person, team: Team | None) -> list[Team]:
    """One's own teams, from the top down, and those just below the one that is chosen (or below the top)."""
    if team is None:
        return _teams_near_the_top(person.team_line)
    return _teams_near(list({*person.team_line, *team.line}), team.pk)


@prepared
def _teams_near(near: list[int], above: int) -> QuerySet[Team]:
    return Team.objects.filter(Q(IsAmong("pk", near)) | Q(parent=above)).order_by("path")[:CHOICES]


@prepared
def _teams_near_the_top(near: list[int]) -> QuerySet[Team]:
    top = Team.objects.filter(parent__isnull=True).values("pk")
    below, own = Team.objects.filter(parent__in=top).values("pk"), Team.objects.filter(IsAmong("pk", near)).values("pk")
    # each by its index: one condition with 'or' would look at every team there is
    return Team.objects.filter(pk__in=top.union(below, own)).order_by("path")[:CHOICES]


def _voiced_in(team: Team):  # type: ignore[no-untyped-def]
    return Voice.objects.filter(team__path__startswith=team.path, is_nameless=False).values("need")


def _rows(person: Person, view: str) -> NeedQuerySet:
    return VIEWS[view].rows(Need.objects.visible_to(person), person).select_related(*CARD).only(*SHOWN)


@prepared
def _first(person: Person, besides: list[int], *, view: str) -> NeedQuerySet:
    """The first page of a view, which nearly everybody looks at, and a row more."""
    return _rows(person, view).filter(~IsAmong("pk", besides)).order_by(*VIEWS[view].by)[:21]


@prepared
def _fitting(person: Person) -> NeedQuerySet:
    """The warmest few open ones that name a skill which `person` can do or would teach."""
    able = PersonSkill.objects.filter(Q(level__gte=2) | Q(teaches=True), person=person).values("skill")
    fits = Need.skills.through.objects.filter(skill__in=able).values("need")
    seen = VIEWS["open"].rows(Need.objects.visible_to(person), person).filter(pk__in=fits)
    warmest = seen.order_by("-heat", "-id").values("pk")[:FITTING]  # hundreds may fit: who asks is read for these alone
    return Need.objects.filter(pk__in=warmest).select_related(*CARD).only(*SHOWN).order_by("-heat", "-id")


def _besides(ids: list[int], person: Person) -> list[dict[str, Any]]:
    """What the need's own row does not hold. A need with thousands of voices costs no more: the faces are read in the
    order of the index. As SQL, because building this with the ORM took longer than running it."""
    return [
        {
            "pk": pk,
            "named": named,
            "urgency": urgency or "",
            "is_offered": is_offered,
            "offer": json.loads(offer or "[]"),
            "skills": json.loads(skills or "[]"),
        }
        for pk, named, urgency, is_offered, offer, skills in ask_kept(
            BESIDES, {"ids": ids, "me": person.pk, "faces": FACES}
        )
    ]


def _row(
    need: Need,
    person: Person,
    people: dict[int, Person],
    *,
    named: list[int],
    urgency: str,
    is_offered: bool,
    offer: list[Any],
    skills: list[list[Any]],
) -> Row:
    return Row(
        need=need,
        people=_asker_first(need, [people[one] for one in named]),
        helper=people[offer[0]] if offer else None,
        how=offer[1] if offer else "",
        skills=[Skill(pk=pk, name=name) for pk, name in skills],
        my_urgency=urgency,
        is_mine=need.asked_by_id == person.pk,
        is_offered=is_offered,
    )


def _asker_first(need: Need, people: list[Person]) -> list[Person]:
    if need.asker is None:
        return people
    return [need.asker, *(person for person in people if person != need.asker)][:FACES]
