"""Today: what to do now, whom one could help, what came back. Put together from the floors below; never an endless feed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from upwell.library.models import Item
from upwell.needs.models import Answer, Confirmation, Need, Outcome, Voice
from upwell.notifications.models import Notice, NoticeKind
from upwell.notifications.queries.inbox import Bundle, bundles
from upwell.people.models import Person
from upwell.search.models import HelperSuggestion

ASKING = 3
BACK = 5
LATELY = 4
# only what the page shows: putting a whole person's columns into each question costs more than asking it
FACE = ("name", "email", "photo")
WAITING = ("title", "asked_at", "first_help_at", "voice_count")
LATEST = ("kind", "title", "summary", "seconds", "owner__team__name", *(f"owner__{name}" for name in FACE))
ANSWER = (
    "at",
    "text",
    "is_nameless",
    "need__title",
    "need__is_nameless",
    "need__asked_by",
    "item__title",
    "item__kind",
    "item__seconds",
)
GIVER = ("by__team__name", *(f"by__{name}" for name in FACE))
NOTICE = (
    "kind",
    "about_kind",
    "about_id",
    "about_title",
    "quote",
    "at",
    "read_at",
    *(f"actor__{name}" for name in FACE),
)
ASKED = (
    "need__title",
    "need__asked_at",
    "need__first_help_at",
    "need__voice_count",
    "need__is_nameless",
    "reasons",
    "person",
)
ASKER = ("need__asked_by__team__name", *(f"need__asked_by__{name}" for name in FACE))


@dataclass(frozen=True)
class Asking:
    """A need this person could help with, and why them."""

    need: Need
    reason: str
    suggested: bool


@dataclass(frozen=True)
class Today:
    """One person's day: at most one thing to do first, a few who ask, a few that came back."""

    confirm: list[Answer]
    mine: list[Need]
    asking: list[Asking]
    back: list[Bundle]
    lately: list[Item]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits at all (a newcomer's first morning)."""
        return not (self.confirm or self.mine or self.asking or self.back)


def today_of(person: Person) -> Today:
    """What Today shows `person`, in a number of queries that does not grow with the organisation."""
    asking = asking_for(person)
    return Today(
        confirm=list(to_confirm(person)[:2]),
        mine=list(Need.objects.waiting().filter(asked_by=person).only(*WAITING).order_by("-asked_at")[:2]),
        asking=asking,
        back=bundles(
            list(
                Notice.objects.filter(person=person)
                .exclude(kind=NoticeKind.SUGGESTED)
                .select_related("actor__team")
                .order_by("-at", "-id")[:12]
            )
        )[:BACK],
        lately=list(_lately(person)[:LATELY]),
    )


def _lately(person: Person) -> QuerySet[Item]:
    items = Item.objects.current().visible_to(person).select_related("owner__team").only(*LATEST)
    return items.order_by("-published_at", "-id")


def to_confirm(person: Person) -> QuerySet[Answer]:
    """Answers to needs this person voiced, by others, which they have said nothing about yet; the newest first."""
    voiced = Voice.objects.filter(need=OuterRef("need"), by=person)
    said = Confirmation.objects.filter(answer=OuterRef("pk"), by=person)
    solved = Confirmation.objects.filter(answer__need=OuterRef("need"), by=person, outcome=Outcome.SOLVED)
    return (
        Answer.objects.filter(Exists(voiced), ~Exists(said), ~Exists(solved), need__parked_at__isnull=True)
        .exclude(by=person)
        .select_related("need", "by__team", "item")
        .only(*ANSWER, *GIVER)
        .order_by("-at", "-id")
    )


def asking_for(person: Person) -> list[Asking]:
    """Needs this person was suggested for and has not answered, offered or declined; then, if few, of their own skills."""
    offered = Exists(Need.objects.filter(pk=OuterRef("need"), offers__by=person))
    suggested = (
        HelperSuggestion.objects.filter(person=person, declined_at__isnull=True, need__in=Need.objects.waiting())
        .filter(~offered)
        .select_related("need__asked_by__team")
        .only(*ASKED, *ASKER)
        .order_by("-at")[:ASKING]
    )
    found = [Asking(row.need, ". ".join(row.reasons), suggested=True) for row in suggested]
    if len(found) < ASKING:
        found += _by_skill(person, {asking.need.pk for asking in found}, ASKING - len(found))
    return found


def _by_skill(person: Person, besides: set[int], count: int) -> list[Asking]:
    skills = {
        row.skill_id: row.skill.name
        for row in person.skills.select_related("skill")
        if row.teaches or (row.level or 0) >= 3
    }
    if not skills:
        return []
    needs = (
        Need.objects.unhelped()
        .visible_to(person)
        .filter(skills__in=skills)
        .exclude(asked_by=person)
        .exclude(pk__in=besides)
        .exclude(voices__by=person)
        .with_card()
        .order_by("asked_at")
        .distinct()[:count]
    )
    return [Asking(need, _shared(need, skills), suggested=False) for need in needs]


def _shared(need: Need, skills: dict[int, str]) -> str:
    names = [skill.name for skill in need.skills.all() if skill.pk in skills]
    return _("You said you know about %(skills)s") % {"skills": ", ".join(names)}
