"""A need's page: everything it shows, in a number of queries that does not grow with what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from upwell.core.paging import Page, page
from upwell.discussion.models import Comment
from upwell.library.models import Item
from upwell.needs.models import Answer, Confirmation, Follow, Need, NeedQuerySet, Offer, Outcome, Parking, Voice
from upwell.needs.permissions import can_broker_needs, can_edit_need, can_offer_help
from upwell.needs.queries.story import Happening, story
from upwell.people.models import Person

MOST = 50  # offers, answers, voices and joined needs that the page shows; far more than any need has had
FACES = 8
TEAMS = 6
FEWEST = 5  # below which a group's figure could tell who asked without a name
NOTES = 5


@dataclass(frozen=True)
class AnswerView:
    """An answer, what voices said of it in their own words, and what this person said."""

    answer: Answer
    notes: list[str]
    mine: Confirmation | None

    @property
    def is_use_due(self) -> bool:
        """Whether this person was asked, or may say now, if they used it at work."""
        return bool(self.mine and self.mine.asked_again_at and not self.mine.used)


@dataclass(frozen=True)
class NeedPage:
    """What one person sees of one need."""

    need: Need
    voices: list[Voice]
    teams: list[tuple[str, int, int]]
    team_count: int
    offers: list[Offer]
    answers: list[AnswerView]
    happenings: list[Happening]
    comments: Page[Comment]
    can_edit: bool
    can_offer: bool
    can_broker: bool

    @property
    def faces(self) -> list[Person]:
        """Some of those who say me too, by name; who asked comes first."""
        people = [voice.by for voice in self.voices]
        first = [self.need.asker] if self.need.asker else []
        return [*first, *(person for person in people if person not in first)][:FACES]


def shown_to(person: Person) -> NeedQuerySet:
    """The needs `person` may see, each with what they themselves said of it, its parking, and what was joined with it."""
    mine = Voice.objects.filter(need=OuterRef("pk"), by=person)
    follow = Follow.objects.filter(need=OuterRef("pk"), person=person)
    parking = Parking.objects.filter(need=OuterRef("pk"), ended_at__isnull=True)
    joined = Need.objects.filter(merged_into=OuterRef("pk")).order_by("asked_at", "pk")
    found: Any = (
        Need.objects.visible_to(person)
        .with_card()
        .annotate(
            my_urgency=Subquery(mine.values("urgency")[:1]),
            my_why=Subquery(mine.values("why")[:1]),
            is_muted=Subquery(follow.values("is_muted")[:1]),
            parked_because=Subquery(parking.values("reason")[:1]),
            joined=ArraySubquery(joined.values(json=JSONObject(id="pk", title="title", why="why"))[:MOST]),
        )
    )
    return found  # type: ignore[no-any-return]


def need_page(need: Any, person: Person, *, after: str = "") -> NeedPage:
    """The page of a need that came from `shown_to(person)`."""
    voices = list(need.voices.filter(is_nameless=False).select_related("by").order_by("-at", "-pk")[:MOST])
    offers = list(_offers(need)) if need.offer_count else []
    answers = list(_answers(need, person)) if need.answer_count else []
    joined = {each["id"]: each["title"] for each in need.joined}
    teams = _teams(need)
    return NeedPage(
        need=need,
        voices=voices,
        teams=_drawn(teams, hides=need.is_nameless),
        team_count=len(teams),
        offers=offers,
        answers=_with_confirmations(answers, person),
        happenings=story(need, joined, voices=voices, offers=offers, answers=answers),
        comments=_comments(need, after),
        can_edit=can_edit_need(person, need),
        can_offer=can_offer_help(person, need),
        can_broker=can_broker_needs(person),
    )


def voices_of(need: Need, after: str = "") -> Page[Voice]:
    """Everybody who says me too by name, the latest first."""
    named = need.voices.filter(is_nameless=False).select_related("by__team")
    return page(named, by=("-at", "-id"), after=after, size=40)


def _offers(need: Need) -> QuerySet[Offer]:
    return need.offers.standing().select_related("by__team", "person__team").order_by("at", "pk")[:MOST]


def _answers(need: Need, person: Person) -> QuerySet[Answer]:
    """The answers, those that solved it for the most people first; an item may have become another team's since."""
    seen = Exists(Item.objects.visible_to(person).filter(pk=OuterRef("item")))
    said = {f"{name}_count": Count("confirmations", filter=Q(confirmations__outcome=name)) for name in Outcome.values}
    used = Count("confirmations", filter=Q(confirmations__used="yes"))
    answers = need.answers.select_related("by", "item__owner", "item__thread", "person__team")
    counted: Any = answers.annotate(**said, used_count=used, is_item_seen=seen)
    return counted.order_by("-solved_count", "at", "pk")[:MOST]  # type: ignore[no-any-return]


def _with_confirmations(answers: list[Answer], person: Person) -> list[AnswerView]:
    """Notes stand without a name: whoever said how it went need not be found by it."""
    if not answers:
        return []
    said = Confirmation.objects.filter(Q(by=person) | ~Q(note=""), answer__in=answers).order_by("-at", "-pk")[:MOST]
    mine = {one.answer_id: one for one in said if one.by_id == person.pk}
    notes: dict[int, list[str]] = {}
    for one in said:
        if one.note:
            notes.setdefault(one.answer_id, []).append(one.note)
    return [AnswerView(answer, notes.get(answer.pk, [])[:NOTES], mine.get(answer.pk)) for answer in answers]


def _teams(need: Need) -> list[tuple[str, int, int]]:
    """How many voices with a name sit in each team, the most first: (team, voices, hue)."""
    named = need.voices.filter(is_nameless=False, team__isnull=False).order_by()
    counted = named.values("team__name", "team__hue", "team").annotate(count=Count("pk"))
    rows = [(row["team__name"], row["count"], row["team__hue"]) for row in counted]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _drawn(teams: list[tuple[str, int, int]], *, hides: bool) -> list[tuple[str, int, int]]:
    """The teams that the bar names; the rest stand together, and with them every small one where a name is withheld."""
    named = [row for row in teams[:TEAMS] if not hides or row[1] >= FEWEST]
    rest = sum(count for _, count, _ in teams) - sum(count for _, count, _ in named)
    if rest and (len(teams) - len(named) > 1 or hides or not named):
        return [*named, ("", rest, -1)]
    return teams[:TEAMS] if rest else named


def _comments(need: Need, after: str) -> Page[Comment]:
    if not need.thread.comment_count:
        return Page([], "")
    said = Comment.objects.shown().filter(thread=need.thread_id).select_related("by__team")
    return page(said, by=("-at", "-id"), after=after, size=30)
