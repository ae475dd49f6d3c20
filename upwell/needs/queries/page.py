"""A need's page: everything it shows, in a number of queries that does not grow with what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, Exists, Field, JSONField, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from upwell.core import clock
from upwell.core.paging import Page, page
from upwell.core.prepared import IsAmong, prepared
from upwell.discussion.models import Comment
from upwell.gatherings.models import Event
from upwell.library.models import Item
from upwell.needs.models import Answer, Confirmation, Need, NeedQuerySet, Offer, Voice
from upwell.needs.permissions import can_broker_needs, can_edit_need, can_offer_help
from upwell.needs.queries.story import Happening, story
from upwell.people.models import Person

MOST = 50  # offers, answers, voices and joined needs that the page shows; far more than any need has had
VOICES = 40  # the latest ones, from which the faces and most of the story are drawn
FACES = 8
TEAMS = 6
FEWEST = 5  # below which a group's figure could tell who asked without a name
NOTES = 5
SKILLS = """SELECT coalesce(jsonb_agg(jsonb_build_object('pk', skill.id, 'name', skill.name) ORDER BY skill.name), '[]')
    FROM needs_need_skills AS named JOIN people_skill AS skill ON skill.id = named.skill_id
    WHERE named.need_id = needs_need.id"""
SAID = "SELECT count(*) FROM needs_confirmation WHERE answer_id = needs_answer.id AND "
JOINED = """SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title, 'why', why)), '[]') FROM
    (SELECT id, title, why FROM needs_need AS other WHERE merged_into_id = needs_need.id ORDER BY id LIMIT %s) AS joined"""

Part = TypeVar("Part", Voice, Offer, Answer)


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

    @property
    def event_to_come(self) -> Event | None:
        """The session it is, as long as it has not begun: nobody can say yet whether it helped."""
        event: Event | None = getattr(self.answer.item, "event", None)
        return event if event is not None and not event.has_begun(clock.now()) else None

    @property
    def is_their_own(self) -> bool:
        """Whether whoever answered looks after what they answered with, as against having found it."""
        answer = self.answer  # without a name, not even that is said: an owner's name stands on what they own
        return answer.item is not None and not answer.is_nameless and answer.item.owner_id == answer.by_id


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
    def latest_offer(self) -> Offer | None:
        """Who offered help last."""
        return self.offers[-1] if self.offers else None

    @property
    def faces(self) -> list[Person]:
        """Some of those who say me too, by name; who asked comes first."""
        people = [voice.by for voice in self.voices]
        first = [self.need.asker] if self.need.asker else []
        return [*first, *(person for person in people if person not in first)][:FACES]


def shown_to(person: Person) -> NeedQuerySet:
    """The needs `person` may see, each with what they themselves said of it, its parking, and what was joined with it."""
    voice = "FROM needs_voice WHERE need_id = needs_need.id AND by_id = %s"
    found: Any = (
        Need.objects.visible_to(person)
        .select_related("asked_by__team", "team", "thread")
        .annotate(
            named_skills=_one(SKILLS, output_field=JSONField()),
            my_urgency=_one("SELECT urgency " + voice, person.pk),
            my_why=_one("SELECT why " + voice, person.pk),
            is_muted=_one(
                "SELECT is_muted FROM needs_follow WHERE need_id = needs_need.id AND person_id = %s", person.pk
            ),
            parked_because=_one("SELECT reason FROM needs_parking WHERE need_id = needs_need.id AND ended_at IS NULL"),
            joined=_one(JOINED, MOST, output_field=JSONField()),
        )
    )
    return found  # type: ignore[no-any-return]


def seen_by(person: Person, need_id: int) -> Need | None:
    """The need, as in `shown_to`, if `person` may see it."""
    found = _seen(person, need_id)
    return found[0] if found else None


@prepared
def _seen(person: Person, need_id: int) -> NeedQuerySet:
    return shown_to(person).filter(pk=need_id)


def need_page(need: Any, person: Person, *, after: str = "") -> NeedPage:
    """The page of a need that came from `seen_by(person)`."""
    voices = _of(need, _voices(need.pk))
    offers = _of(need, _offers(need.pk)) if need.offer_count else []
    answers = _of(need, _answers(need.pk, person)) if need.answer_count else []
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


def _face(who: str) -> list[str]:
    """The fields of a person that a face and a name need, and the team they sit in."""
    return [f"{who}__{field}" for field in ("name", "photo", "email", "team__name")]


def _one(sql: str, *values: object, output_field: Field[Any, Any] | None = None) -> RawSQL:
    """One value beside each need. As SQL: built by the ORM, these five cost more than the page's other queries."""
    return RawSQL(sql, values, output_field)  # noqa: S611  # every value is a parameter


def _of(need: Need, rows: list[Part]) -> list[Part]:
    """The same rows, each with the need at hand."""
    for row in rows:
        row.need = need
    return rows


@prepared
def _voices(need: int) -> QuerySet[Voice]:
    named = Voice.objects.filter(need=need, is_nameless=False).select_related("by__team")
    return named.only("urgency", "why", "at", "need", *_face("by")).order_by("-at", "-pk")[:VOICES]


@prepared
def _offers(need: int) -> QuerySet[Offer]:
    offers = Offer.objects.standing().filter(need=need).select_related("by__team", "person__team")
    return offers.only("how", "note", "at", "need", *_face("by"), *_face("person")).order_by("at", "pk")[:MOST]


@prepared
def _answers(need: int, person: Person) -> QuerySet[Answer]:
    """The answers, those that solved it for the most people first; an item may have become another team's since."""
    answers: Any = (
        Answer.objects.filter(need=need)
        .select_related("by", "item__owner", "item__event", "person__team")
        .annotate(
            is_item_seen=Exists(Item.objects.visible_to(person).filter(pk=OuterRef("item"))),
            solved_count=_one(SAID + "outcome = 'solved'"),
            partly_count=_one(SAID + "outcome = 'partly'"),
            not_count=_one(SAID + "outcome = 'not'"),
            used_count=_one(SAID + "used = 'yes'"),
        )
    )
    return answers.order_by("-solved_count", "at", "pk")[:MOST]  # type: ignore[no-any-return]


@prepared
def _said(answers: list[int], person: Person) -> QuerySet[Confirmation]:
    """What `person` said of these answers, and what others said in words, the latest first."""
    heard = Confirmation.objects.filter(Q(by=person) | ~Q(note=""), IsAmong("answer", answers))
    return heard.order_by("-at", "-pk")[:MOST]


def _with_confirmations(answers: list[Answer], person: Person) -> list[AnswerView]:
    """Notes stand without a name: whoever said how it went need not be found by it."""
    if not answers:
        return []
    said = _said([answer.pk for answer in answers], person)
    mine = {one.answer_id: one for one in said if one.by_id == person.pk}
    notes: dict[int, list[str]] = {}
    for one in said:
        if one.note:
            notes.setdefault(one.answer_id, []).append(one.note)
    return [AnswerView(answer, notes.get(answer.pk, [])[:NOTES], mine.get(answer.pk)) for answer in answers]


def _teams(need: Need) -> list[tuple[str, int, int]]:
    """How many voices with a name sit in each team, the most first: (team, voices, hue)."""
    return [(name, count, hue) for name, hue, _, count in _counted(need.pk)]


@prepared
def _counted(need: int) -> QuerySet[Any, tuple[str, int, int, int]]:
    named = Voice.objects.filter(need=need, is_nameless=False, team__isnull=False)
    teams = named.values_list("team__name", "team__hue", "team").annotate(count=Count("pk"))
    return teams.order_by("-count", "team__name")


def _drawn(teams: list[tuple[str, int, int]], *, hides: bool) -> list[tuple[str, int, int]]:
    """The teams that the bar names; the rest stand together, and with them every small one where a name is withheld."""
    named = [row for row in teams[:TEAMS] if not hides or row[1] >= FEWEST]
    if not named:
        return []
    rest = sum(count for _, count, _ in teams) - sum(count for _, count, _ in named)
    return [*named, ("", rest, -1)] if rest else named


def _comments(need: Need, after: str) -> Page[Comment]:
    if not need.thread.comment_count:
        return Page([], "")
    said = Comment.objects.shown().filter(thread=need.thread_id).select_related("by__team")
    return page(said, by=("-at", "-id"), after=after, size=30)
