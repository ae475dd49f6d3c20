"""What is next for one person: the few events they host or have a seat at, for the start page and the week's plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from upwell.core import clock
from upwell.core.prepared import prepared
from upwell.gatherings.models import Event, Seat
from upwell.gatherings.queries.events import listed
from upwell.people.models import Person


@dataclass(frozen=True)
class ComingUp:
    """An event that one hosts or has a seat at. `event` is loaded as a row of a list shows it (gatherings/_row.html)."""

    event: Event
    hosts: bool

    @property
    def title(self) -> str:
        """What it is called."""
        return self.event.item.title

    @property
    def url(self) -> str:
        """Where one reads about it."""
        return self.event.get_absolute_url()


def coming_up(person: Person, *, limit: int = 3) -> list[ComingUp]:
    """The next `limit` events that `person` hosts or has a seat at, those on now among them, the nearest first.

    A mentoring session is one of them. What was cancelled, or where they only wait, is not. One question.
    """
    shown = _coming(person, clock.now(), limit=limit)
    return [ComingUp(event, hosts=event.host_id == person.pk) for event in shown]


@prepared
def _coming(person: Person, now: datetime, *, limit: int) -> QuerySet[Event]:
    seat = Seat.objects.taken().filter(event=OuterRef("pk"), person=person)
    mine = Event.objects.standing().coming(now).filter(Q(host=person) | Exists(seat))
    return listed(mine, person).order_by("starts_at", "item_id")[:limit]
