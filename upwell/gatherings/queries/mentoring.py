"""What one sees of mentoring: one's own desk, one pair's page, and for stewards figures without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count

from upwell.core import clock
from upwell.core.paging import Page, page
from upwell.gatherings.models import (
    Mentoring,
    MentoringCheck,
    MentoringOffer,
    MentoringSession,
    MentoringThanks,
    MentoringWish,
)
from upwell.gatherings.queries.reasons import reasons_for
from upwell.people.models import Person, PersonSkill, Skill

FEWEST = 5  # below which a group's figure is not shown
YEAR = timedelta(days=365)
MOST_OPEN = 20  # mentorings that one has at once; a mentor takes five, and those of needs come on top
SESSIONS = 60
SHOWN_SKILLS = 30


@dataclass(frozen=True)
class Pair:
    """A mentoring as one of the two sees it in a list: who the other is, and whether one is the mentor."""

    mentoring: Mentoring
    other: Person
    am_mentor: bool
    reasons: list[str]

    @property
    def is_asked(self) -> bool:
        """Whether it waits for this person's answer."""
        mentoring = self.mentoring
        agreed = mentoring.mentor_agreed_at if self.am_mentor else mentoring.mentee_agreed_at
        return mentoring.is_open and mentoring.begun_at is None and agreed is None


@dataclass(frozen=True)
class Desk:
    """Everything of mentoring that concerns one person."""

    asked: list[Pair]
    waiting: list[Pair]
    going: list[Pair]
    over: Page[Mentoring]
    wish: MentoringWish | None
    offer: MentoringOffer | None
    wants: list[Skill]
    teaches: list[Skill]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of theirs yet."""
        return not (self.asked or self.waiting or self.going or self.over.rows or self.wish or self.offer)


@dataclass(frozen=True)
class PairPage:
    """What one of the two sees of their mentoring."""

    pair: Pair
    sessions: list[MentoringSession]
    checks: list[MentoringCheck]
    thanks: list[MentoringThanks]
    is_check_due: bool
    my_check: MentoringCheck | None
    my_thanks: MentoringThanks | None

    @property
    def mentoring(self) -> Mentoring:
        """The mentoring itself."""
        return self.pair.mentoring


@dataclass(frozen=True)
class Figures:
    """How mentoring goes on the whole; None stands for fewer than five, which would tell who."""

    wishes: int | None
    offers: int | None
    proposed: int | None
    going: int | None
    ended: int | None
    skills: list[tuple[str, int]]


def desk_of(person: Person, *, after: str = "") -> Desk:
    """What is proposed to `person`, what goes on, what they wish and offer, and what was."""
    mine = Mentoring.objects.visible_to(person).with_pair()
    pairs = [as_seen_by(person, each) for each in mine.open().order_by("-proposed_at", "-id")[:MOST_OPEN]]
    named = PersonSkill.objects.filter(person=person).select_related("skill").order_by("skill__name")
    learning = {pair.mentoring.skill_id for pair in pairs if not pair.am_mentor}
    return Desk(
        asked=[pair for pair in pairs if pair.is_asked],
        waiting=[pair for pair in pairs if not pair.is_asked and not pair.mentoring.begun_at],
        going=[pair for pair in pairs if pair.mentoring.begun_at],
        over=page(mine.filter(closed_at__isnull=False, begun_at__isnull=False), by=("-closed_at", "-id"), after=after),
        wish=MentoringWish.objects.standing().select_related("skill").filter(person=person).first(),
        offer=MentoringOffer.objects.standing().prefetch_related("skills").filter(person=person).first(),
        wants=[one.skill for one in named if one.wants and one.skill_id not in learning],
        teaches=[one.skill for one in named if one.teaches],
    )


def seen_pair(person: Person, mentoring_id: int) -> Mentoring | None:
    """The mentoring, if `person` is one of the two."""
    return Mentoring.objects.visible_to(person).with_pair().filter(pk=mentoring_id).first()


def pair_page(mentoring: Mentoring, person: Person) -> PairPage:
    """Everything the two see of their mentoring."""
    pair = as_seen_by(person, mentoring)
    checks = list(mentoring.checks.select_related("by__team"))
    thanks = list(mentoring.thanks.select_related("by__team"))
    mine = next((check for check in checks if check.by_id == person.pk), None)
    return PairPage(
        pair=pair,
        sessions=list(mentoring.sessions.select_related("event__item", "by")[:SESSIONS]),
        checks=checks,
        thanks=thanks,
        is_check_due=mentoring.goes_on and mentoring.check_asked_at is not None and mine is None,
        my_check=mine,
        my_thanks=next((each for each in thanks if each.by_id == person.pk), None),
    )


def as_seen_by(person: Person, mentoring: Mentoring) -> Pair:
    """A mentoring from where one of the two stands."""
    return Pair(mentoring, mentoring.other(person), mentoring.mentor_id == person.pk, reasons_for(mentoring, person))


def figures() -> Figures:
    """How many wait, offer, are proposed and go on now, and have ended within a year; and which skills are wished for.
    Nothing under five is said."""
    wishes = MentoringWish.objects.standing()
    ended = Mentoring.objects.filter(begun_at__isnull=False, closed_at__gte=clock.now() - YEAR)
    skills = wishes.values_list("skill__name").annotate(count=Count("pk")).filter(count__gte=FEWEST)
    return Figures(
        wishes=_enough(wishes.count()),
        offers=_enough(MentoringOffer.objects.standing().count()),
        proposed=_enough(Mentoring.objects.proposed().count()),
        going=_enough(Mentoring.objects.going_on().count()),
        ended=_enough(ended.count()),
        skills=list(skills.order_by("-count", "skill__name")[:SHOWN_SKILLS]),
    )


def _enough(count: int) -> int | None:
    return count if count >= FEWEST else None
