"""Today: what to do now, whom one could help, what came back. Put together from the floors below; never an endless feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from upwell.core.prepared import IsAmong, prepared
from upwell.gatherings.queries.coming_up import ComingUp, coming_up
from upwell.library.models import Item
from upwell.needs.models import Answer, Confirmation, Need, Offer, Outcome, Voice
from upwell.notifications.models import Notice, NoticeKind
from upwell.notifications.queries.inbox import Bundle, bundles
from upwell.people.models import Level, Person, PersonSkill
from upwell.planning.queries.plan import Shown, Week, this_week
from upwell.search.models import HelperSuggestion

ASKING = 3
BACK = 5
LATELY = 4
COMING = 3
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
ASKS = (
    "title",
    "asked_at",
    "first_help_at",
    "voice_count",
    "is_nameless",
    "asked_by__team__name",
    *(f"asked_by__{name}" for name in FACE),
)


@dataclass(frozen=True)
class Asking:
    """A need this person could help with, and why them."""

    need: Need
    reason: str
    suggested: bool


@dataclass(frozen=True)
class Today:
    """One person's day: the week's plan with one thing to do first, a few who ask, a few that came back, what comes up."""

    person: Person
    week: Week | None
    confirm: list[Answer]
    mine: list[Need]
    asking: list[Asking]
    back: list[Bundle]
    coming: list[ComingUp]
    lately: list[Item]

    @property
    def first(self) -> Shown | None:
        """The one thing of the plan to do now; what is said of an answer one waited for comes before it."""
        return self.week.open[0] if self.week and self.week.open and not self.confirm else None

    @property
    def has_read_answer(self) -> bool:
        """Whether the answer one is to speak of is among what one has done this week."""
        item = self.confirm[0].item if self.confirm else None
        pieces = self.week.pieces if self.week else []
        return item is not None and any(piece.is_done and piece.url == item.get_absolute_url() for piece in pieces)

    @property
    def besides(self) -> list[Asking]:
        """Who asks besides whoever stands on top already."""
        first = self.first.url.partition("#")[0] if self.first else None
        return [asking for asking in self.asking if asking.need.get_absolute_url() != first]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits at all (a newcomer's first morning)."""
        return not (self.confirm or self.mine or self.asking or self.back or (self.week and self.week.pieces))

    @property
    def is_alone(self) -> bool:
        """Whether nobody else is here yet (the first admin's first morning); asked only where nothing waits."""
        return self.is_empty and not Person.objects.exclude(pk=self.person.pk).exists()


def today_of(person: Person) -> Today:
    """What Today shows `person`, in a number of queries that does not grow with the organisation."""
    return Today(
        person=person,
        week=this_week(person),
        confirm=to_confirm(person),
        mine=mine(person),
        asking=asking_for(person),
        back=bundles(back(person))[:BACK],
        coming=coming_up(person, limit=COMING),
        lately=lately(person, timezone.localdate()),
    )


@prepared
def mine(person: Person) -> QuerySet[Need]:
    """What `person` asked and nobody has answered, the latest first."""
    return Need.objects.waiting().filter(asked_by=person).only(*WAITING).order_by("-asked_at", "-id")[:2]


@prepared
def back(person: Person) -> QuerySet[Notice]:
    """What came back to `person`, the latest first, read or not; whom they could help stands elsewhere on the page."""
    told = Notice.objects.filter(person=person).exclude(kind=NoticeKind.SUGGESTED).select_related("actor")
    return told.only(*NOTICE).order_by("-at", "-id")[:12]


@prepared
def lately(person: Person, today: date) -> QuerySet[Item]:
    """What colleagues published last, of what `person` may see and holds `today`."""
    items = Item.objects.current(today).visible_to(person).select_related("owner__team").only(*LATEST)
    return items.order_by("-published_at", "-id")[:LATELY]


@prepared
def to_confirm(person: Person) -> QuerySet[Answer]:
    """Answers to needs this person voiced, by others, which they have said nothing about yet; the newest first."""
    voiced = Voice.objects.filter(need=OuterRef("need"), by=person)
    said = Confirmation.objects.filter(answer=OuterRef("pk"), by=person)
    solved = Confirmation.objects.filter(answer__need=OuterRef("need"), by=person, outcome=Outcome.SOLVED)
    answers = Answer.objects.filter(Exists(voiced), ~Exists(said), ~Exists(solved), need__parked_at__isnull=True)
    newest = answers.exclude(by=person).order_by("-at", "-id").values("pk")[:2]
    shown = Answer.objects.filter(pk__in=newest).select_related("need", "by__team", "item")
    return shown.only(*ANSWER, *GIVER).order_by("-at", "-id")


def asking_for(person: Person) -> list[Asking]:
    """Needs this person was suggested for and has not answered, offered or declined; then, if few, of their own skills."""
    found = [Asking(row.need, ". ".join(row.reasons), suggested=True) for row in suggested_to(person)]
    if len(found) < ASKING:
        found += _by_skill(person, [asking.need.pk for asking in found])[: ASKING - len(found)]
    return found


@prepared
def suggested_to(person: Person) -> QuerySet[HelperSuggestion]:
    """The needs that still wait for which `person` was suggested, and has neither offered help nor declined."""
    offered = Offer.objects.filter(need=OuterRef("need"), by=person)
    return (
        HelperSuggestion.objects.filter(person=person, declined_at__isnull=True, need__in=Need.objects.waiting())
        .filter(~Exists(offered))
        .select_related("need__asked_by__team")
        .only(*ASKED, *ASKER)
        .order_by("-at")[:ASKING]
    )


@prepared
def asking_about(person: Person, besides: list[int]) -> QuerySet[Any]:
    """Needs about what `person` would teach or does well that nobody helps with and they have not voiced, the longest waiting
    first; each with the names of those skills (`shared`)."""
    known = PersonSkill.objects.filter(Q(teaches=True) | Q(level__gte=Level.WELL), person=person)
    named = Need.skills.through.objects.filter(need=OuterRef("pk"), skill__in=known.values("skill"))
    voiced = Voice.objects.filter(need=OuterRef("pk"), by=person)
    return (
        Need.objects.unhelped()
        .visible_to(person)
        .filter(Exists(named), ~Exists(voiced), ~IsAmong("pk", besides))
        .exclude(asked_by=person)
        .select_related("asked_by__team")
        .only(*ASKS)
        .annotate(shared=ArraySubquery(named.order_by("skill__name").values("skill__name")))
        .order_by("asked_at", "id")[:ASKING]
    )


def _by_skill(person: Person, besides: list[int]) -> list[Asking]:
    return [Asking(need, _shared(need.shared), suggested=False) for need in asking_about(person, besides)]


def _shared(names: list[str]) -> str:
    return _("You said you know about %(skills)s") % {"skills": ", ".join(names)}
