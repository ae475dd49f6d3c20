"""Who comes to an event: the first on its own page, everybody on a page of theirs, and who waits for the host alone."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.core import clock
from upwell.core.paging import Page, page
from upwell.gatherings.models import Event, Seat
from upwell.gatherings.permissions import can_host
from upwell.people.models import Person

SHOWN = 60  # people named at once
FEWEST = 5  # below which a group's figure is not shown


@dataclass(frozen=True)
class EventPeople:
    """The people of an event as one person may see them."""

    going: Page[Seat]
    waiting: list[Seat]
    there: int | None
    can_host: bool
    has_begun: bool
    is_over: bool
    is_off: bool

    @property
    def may_note(self) -> bool:
        """Whether this person may say who was there."""
        return self.can_host and self.has_begun and bool(self.going.rows) and not self.is_off


def people_of(event: Event, person: Person, *, after: str = "") -> EventPeople:
    """Who comes, in the order in which they came, SHOWN at once; to the host alone who waits, the first of them; and how
    many were there, from five on."""
    now = clock.now()
    hosts = can_host(person, event)
    named = event.places.select_related("person__team")
    there = event.places.filter(was_there=True).count() if event.has_begun(now) else 0
    return EventPeople(
        going=page(named.taken(), by=("place",), after=after, size=SHOWN) if event.going_count else Page([], ""),
        waiting=list(named.waiting()[:SHOWN]) if hosts and event.waiting_count and not after else [],
        there=there if there >= FEWEST else None,
        can_host=hosts,
        has_begun=event.has_begun(now),
        is_over=event.is_over(now),
        is_off=event.cancelled_at is not None,
    )
