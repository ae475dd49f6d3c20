"""Ties of somebody who is new: with whom they have done something here since their day. Never read from messages.

A tie is that one met the other in a step, that one answered the other's need or offered help with it, or that both were
at an event of a size in which people meet. Named to oneself alone; others see how many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from upwell.core import clock
from upwell.gatherings.models import Event, Seat
from upwell.journeys.models import Enrolment, StepDone
from upwell.journeys.queries.together import LARGEST
from upwell.needs.models import Answer, Offer
from upwell.people.models import Person

LATELY = timedelta(days=30)
MOST = 500  # ties looked at
FACES = 12


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


def ties_of(walk: Enrolment) -> Ties:
    """The ties of whoever walks, since the day the path counts from; the latest first."""
    since = timezone.make_aware(datetime.combine(walk.day, datetime.min.time()))
    first: dict[int, datetime] = {}
    for person, at in _met(walk.person, since):
        if person != walk.person_id and (person not in first or at < first[person]):
            first[person] = at
    people = Person.objects.select_related("team").in_bulk(list(first)[:MOST])
    latest = sorted(people.values(), key=lambda each: first[each.pk], reverse=True)
    return Ties(
        people=latest,
        others=sum(each.team_id != walk.person.team_id for each in latest),
        lately=sum(first[each.pk] > clock.now() - LATELY for each in latest),
    )


def _met(person: Person, since: datetime) -> Iterable[tuple[int, datetime]]:
    steps = StepDone.objects.filter(enrolment__person=person, at__gte=since, met__isnull=False)
    yield from steps.values_list("met", "at")[:MOST]
    yield from StepDone.objects.filter(met=person, at__gte=since).values_list("enrolment__person", "at")[:MOST]
    for helped in (Answer.objects.filter(is_nameless=False), Offer.objects.all()):
        mine = helped.filter(by=person, at__gte=since, need__is_nameless=False)
        yield from mine.values_list("need__asked_by", "at")[:MOST]
        yield from helped.filter(need__asked_by=person, at__gte=since).values_list("by", "at")[:MOST]
    yield from _at_events(person, since)


def _at_events(person: Person, since: datetime) -> Iterable[tuple[int, datetime]]:
    small = Event.objects.filter(starts_at__gte=since, going_count__lte=LARGEST)
    attended = small.filter(places__person=person, places__was_there=True)
    hosts = {event.pk: event for event in attended[:MOST]}
    there = Seat.objects.filter(event__in=hosts, was_there=True).values_list("event", "person")[:MOST]
    for event, colleague in [*there, *((event.pk, event.host_id) for event in hosts.values())]:
        yield colleague, hosts[event].starts_at or since
