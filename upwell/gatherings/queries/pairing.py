"""Whom the matching may pair: the wishes that wait, the offers with room, and what speaks for each two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count

from upwell.core import clock
from upwell.gatherings.models import Mentoring, MentoringOffer, MentoringOutcome, MentoringWish
from upwell.gatherings.pairing import Fit, Mentor, Side, fit
from upwell.gatherings.queries.reporting import leaders_of
from upwell.gatherings.wall_clock import is_zone
from upwell.people.models import Person, PersonSkill


@dataclass(frozen=True)
class Pool:
    """What there is to pair: wishes by id, offers by their person's id, how two fit, and who can take how many."""

    wishes: dict[int, MentoringWish]
    offers: dict[int, MentoringOffer]
    fits: dict[tuple[int, int], Fit]  # by (wish, mentor)
    mentors: dict[int, Mentor]


def pool() -> Pool:
    """Everything that may be paired now: wishes nobody is proposed for, offers of the same skill with room.

    Left out is every two of whom one is above the other, who said no to each other or left it unanswered once, or who
    are about something together now.
    """
    wishes = {wish.pk: wish for wish in _waiting()}
    offers = {offer.person_id: offer for offer in _standing({wish.skill_id for wish in wishes.values()})}
    busy = _busy(offers)
    mentors = {one: Mentor(most=offer.most, busy=busy.get(one, 0)) for one, offer in offers.items()}
    mentees = {wish.person_id for wish in wishes.values()}
    sides = _sides(wishes.values(), offers.values())
    above, apart = leaders_of([*offers, *mentees]), _apart(mentees)
    fits: dict[tuple[int, int], Fit] = {}
    for wish, mentor in _same_skill(wishes.values(), offers.values()):
        mentee = wish.person_id
        if mentor in above[mentee] or mentee in above[mentor] or (mentor, mentee) in apart:
            continue
        found = fit(sides[mentor, wish.skill_id], sides[mentee, wish.skill_id], weeks=_weeks_since(wish.wished_at))
        if found is not None:
            fits[wish.pk, mentor] = found
    return Pool(wishes, offers, fits, mentors)


def side_of(person: Person, level: int | None) -> Side:
    """What the matching looks at of somebody who knows a skill at `level`."""
    return Side(
        person=person.pk,
        level=level,
        languages=frozenset(person.languages),
        offset=_offset(person.time_zone or settings.TIME_ZONE),
        team=person.team_id,
    )


def _waiting() -> Iterable[MentoringWish]:
    open_ones = Mentoring.objects.open().filter(wish__isnull=False).values("wish")
    return MentoringWish.objects.standing().exclude(pk__in=open_ones).select_related("person").order_by("pk")


def _standing(skills: set[int]) -> Iterable[MentoringOffer]:
    about = MentoringOffer.objects.standing().filter(skills__in=skills).distinct()
    return about.select_related("person").prefetch_related("skills").order_by("pk")


def _busy(mentors: Iterable[int]) -> dict[int, int]:
    """How many each mentors or is asked about."""
    rows = Mentoring.objects.open().filter(mentor__in=mentors).values_list("mentor").annotate(count=Count("pk"))
    return dict(rows)


def _apart(mentees: set[int]) -> set[tuple[int, int]]:
    """Every (mentor, mentee) who are about something together now, or between whom a proposal came to nothing."""
    before = Mentoring.objects.filter(mentee__in=mentees).exclude(outcome=MentoringOutcome.ENDED)
    return set(before.values_list("mentor", "mentee"))


def _same_skill(
    wishes: Iterable[MentoringWish], offers: Iterable[MentoringOffer]
) -> Iterable[tuple[MentoringWish, int]]:
    by_skill: dict[int, list[int]] = defaultdict(list)
    for offer in offers:
        for skill in offer.skills.all():
            by_skill[skill.pk].append(offer.person_id)
    return ((wish, mentor) for wish in wishes for mentor in by_skill[wish.skill_id])


def _sides(wishes: Iterable[MentoringWish], offers: Iterable[MentoringOffer]) -> dict[tuple[int, int], Side]:
    """By person and skill, what the matching looks at."""
    asked = {(wish.person_id, wish.skill_id): wish.person for wish in wishes}
    asked |= {(offer.person_id, skill.pk): offer.person for offer in offers for skill in offer.skills.all()}
    skills = {skill for _person, skill in asked}
    known = PersonSkill.objects.filter(person__in={person for person, _skill in asked}, skill__in=skills)
    levels = {(person, skill): level for person, skill, level in known.values_list("person", "skill", "level")}
    return {key: side_of(person, levels.get(key)) for key, person in asked.items()}


def _offset(zone: str) -> int:
    """Minutes from UTC now, by the clock there."""
    there = clock.now().astimezone(ZoneInfo(zone if is_zone(zone) else "UTC"))
    return int((there.utcoffset() or timedelta()).total_seconds() // 60)


def _weeks_since(moment: datetime) -> int:
    return max(0, (clock.now() - moment).days // 7)
