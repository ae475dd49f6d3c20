"""Ties of somebody who is new: with whom they have done something here since their day. Never read from messages.

A tie is that one met the other in a step, that one answered the other's need or offered help with it, or that both were
at an event of a size in which people meet. Named to oneself alone; others see how many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from upwell.core import clock
from upwell.gatherings.models import Event, Seat
from upwell.journeys.models import Enrolment, Path, StepDone
from upwell.journeys.queries.together import LARGEST
from upwell.needs.models import Answer, Offer
from upwell.people.models import Person

LATELY = timedelta(days=30)
MOST = 500  # ties looked at, of each person
FACES = 12
FEWEST, LATEST = 5, 100  # people of whom a figure is made: never of fewer, and of the latest so many

Tie = tuple[int, int, datetime]  # who, with whom, when


@dataclass(frozen=True)
class Ties:
    """How many colleagues somebody has done something with, how many of them in other teams, how many came lately."""

    people: list[Person]
    others: int
    lately: int

    @property
    def count(self) -> int:
        """With how many colleagues."""
        return len(self.people)

    @property
    def faces(self) -> list[Person]:
        """The latest of them."""
        return self.people[:FACES]


@dataclass(frozen=True)
class Growth:
    """How many colleagues the latest who walk a path have come to know on average, and how many of them in other teams."""

    walkers: int
    known: float
    others: float


def ties_of(walk: Enrolment) -> Ties:
    """The ties of whoever walks, since the day the path counts from; the latest first."""
    return ties_among([walk])[walk.pk]


def growth_on(path: Path) -> Growth | None:
    """The growth of ties of the latest hundred who walk a path; None where it would speak of fewer than five."""
    walks = Enrolment.objects.standing().filter(path=path, person__is_active=True).select_related("person")
    found = ties_among(list(walks.order_by("-entered_at", "-pk")[:LATEST]))
    if len(found) < FEWEST:
        return None
    ties = found.values()
    return Growth(
        len(ties), sum(each.count for each in ties) / len(ties), sum(each.others for each in ties) / len(ties)
    )


def ties_among(walks: Sequence[Enrolment]) -> dict[int, Ties]:
    """The ties of those who walk, by walk; asked in the same few questions however many they are."""
    if not walks:
        return {}
    since = {walk.person_id: timezone.make_aware(datetime.combine(walk.day, datetime.min.time())) for walk in walks}
    first: defaultdict[int, dict[int, datetime]] = defaultdict(dict)
    for person, other, at in _met(since):
        if person != other and at >= since[person]:
            first[person][other] = min(at, first[person].get(other, at))
    wanted = {other for known in first.values() for other in list(known)[:MOST]}
    people = Person.objects.select_related("team").in_bulk(wanted)
    return {walk.pk: _ties(walk.person, first[walk.person_id], people) for walk in walks}


def _ties(person: Person, first: dict[int, datetime], people: dict[int, Person]) -> Ties:
    latest = sorted((people[pk] for pk in first if pk in people), key=lambda each: first[each.pk], reverse=True)
    return Ties(
        people=latest,
        others=sum(each.team_id != person.team_id for each in latest),
        lately=sum(first[each.pk] > clock.now() - LATELY for each in latest),
    )


def _met(since: dict[int, datetime]) -> Iterable[Tie]:
    people, earliest, most = list(since), min(since.values()), MOST * len(since)
    done = StepDone.objects.filter(at__gte=earliest)
    yield from done.filter(enrolment__person__in=people, met__isnull=False).values_list(
        "enrolment__person", "met", "at"
    )[:most]
    yield from done.filter(met__in=people).values_list("met", "enrolment__person", "at")[:most]
    for helped in (Answer.objects.filter(is_nameless=False), Offer.objects.all()):
        said = helped.filter(at__gte=earliest)
        named = said.filter(by__in=people, need__is_nameless=False)
        yield from named.values_list("by", "need__asked_by", "at")[:most]
        yield from said.filter(need__asked_by__in=people).values_list("need__asked_by", "by", "at")[:most]
    yield from _at_events(people, earliest, most)


def _at_events(people: list[int], earliest: datetime, most: int) -> Iterable[Tie]:
    small = Event.objects.filter(starts_at__gte=earliest, going_count__lte=LARGEST)
    theirs = Seat.objects.filter(event__in=small, was_there=True, person__in=people)
    attended = list(theirs.values_list("person", "event", "event__host", "event__starts_at")[:most])
    there: defaultdict[int, list[int]] = defaultdict(list)
    seats = Seat.objects.filter(event__in={event for _person, event, _host, _at in attended}, was_there=True)
    for event, colleague in seats.values_list("event", "person")[:most]:
        there[event].append(colleague)
    for person, event, host, at in attended:
        for colleague in (host, *there[event]):
            yield person, colleague, at or earliest  # an event that people were at has begun
