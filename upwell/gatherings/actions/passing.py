"""What time does to events, and what somebody's leaving does to what they host and where they have a seat."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from upwell.core import clock, journal
from upwell.gatherings.actions.choosing import take_dates_back_of
from upwell.gatherings.actions.holding import hold_alone
from upwell.gatherings.actions.seating import free_place
from upwell.gatherings.models import Circle, Event, Regular
from upwell.people.models import Person

REMINDED = timedelta(hours=24)  # before it begins
AT_ONCE = 2_000


def remind_of_events() -> int:
    """Tell everybody who has a seat at something within a day, once for each event. Returns of how many."""
    now = clock.now()
    near = Event.objects.standing().filter(reminded_at__isnull=True, starts_at__gt=now, starts_at__lte=now + REMINDED)
    return sum(_remind(event) for event in near.order_by("starts_at")[:AT_ONCE])


def put_past_away() -> int:
    """Take what is over out of the lists, unless something came of it that is worth finding. Returns how many."""
    now = clock.now()
    over = Event.objects.past(now).filter(item__retired_at__isnull=True, notes="", materials__isnull=True)
    return sum(_put_away(event) for event in over.filter(ends_at__gt=now - timedelta(days=30))[:AT_ONCE])


@transaction.atomic
def free_seats_of(leaver: Person) -> None:
    """Give the seats of somebody who has left to those who wait; for everything that is still to come."""
    for event in Event.objects.coming(clock.now()).filter(places__person=leaver).order_by("pk"):
        free_place(hold_alone(event), leaver)


@transaction.atomic
def come_out_of(circle: Circle, leaver: Person) -> None:
    """Somebody left a private circle, and sees no more what it plans: their seats go to those who wait, and they come to
    its series no more. What they host stays theirs until they hand it over."""
    if not circle.is_private:
        return
    for event in circle.events.coming(clock.now()).filter(places__person=leaver).order_by("pk"):
        free_place(hold_alone(event), leaver)
    take_dates_back_of(leaver, circle=circle)
    Regular.objects.filter(series__circle=circle, person=leaver).delete()


@transaction.atomic
def _remind(event: Event) -> bool:
    event = hold_alone(event)
    if event.reminded_at or event.cancelled_at:
        return False
    event.reminded_at = clock.now()
    event.save(update_fields=["reminded_at"])
    journal.record("event.tomorrow", by=None, about=event)
    return True


@transaction.atomic
def _put_away(event: Event) -> bool:
    event = hold_alone(event)
    if event.item.retired_at or event.notes:
        return False
    event.item.retired_at = clock.now()
    event.item.save(update_fields=["retired_at"])
    if event.item.is_published:
        journal.record("item.retired", by=None, about=event.item)
    return True
