"""Seats: coming, waiting, leaving, moving up; and who was there."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.gatherings.actions.holding import hold, hold_as_host, refuse_ended
from upwell.gatherings.models import Event, Seat, Willing
from upwell.gatherings.permissions import can_take_seat
from upwell.people.models import Person


@transaction.atomic
def take_seat(event: Event, *, by: Person) -> Seat:
    """Take a seat; where all are taken, wait for one. Everybody who sees an event may, but for its host.

    Whoever comes first has the seat, to the last one, however many try at the same instant. Again changes nothing.
    Refused in words: what is over, was cancelled, or has no date yet.
    """
    event = hold(event, by)
    if known := event.places.filter(person=by).first():
        return known
    refuse_ended(event)
    if event.host_id == by.pk:
        raise ValidationError(_("You host it, so you are there anyway."))
    if not can_take_seat(by, event):
        raise PermissionDenied
    if event.starts_at is None:
        raise ValidationError(_("It has no date yet. Say when you would come."))
    seat = give_place(event, by)
    event.save(update_fields=["going_count", "waiting_count", "next_place"])
    journal.record("event.joined", by=by, about=event, waits=seat.taken_at is None)
    return seat


@transaction.atomic
def leave_event(event: Event, *, by: Person) -> None:
    """Give one's seat back, or wait no more. Whoever waits longest moves up at once and is told. Again changes nothing."""
    event = hold(event, by)
    if event.is_over(clock.now()):
        raise ValidationError(_("It is over."))
    free_place(event, by)


@transaction.atomic
def note_attendance(event: Event, *, by: Person, there: Collection[int], asked: Collection[int] | None = None) -> int:
    """Note who was there, of those who had a seat, by their ids; the host may, once it has begun. Returns how many.

    With `asked`, only of these anything is said: a page names no more than some at once, and nobody is noted as absent
    who did not stand on it. Only the host and each one for themselves see it.
    """
    event = hold_as_host(event, by)
    if not event.has_begun(clock.now()) or event.cancelled_at:
        raise ValidationError(_("Note who was there once it has begun."))
    seats = list(event.places.taken())
    changed = [
        seat
        for seat in seats
        if (asked is None or seat.person_id in asked) and seat.was_there is not (seat.person_id in there)
    ]
    for seat in changed:
        seat.was_there = seat.person_id in there
    Seat.objects.bulk_update(changed, ["was_there"])
    if changed:
        journal.record("event.attended", by=by, about=event)
    return sum(seat.was_there is True for seat in seats)


def give_place(event: Event, person: Person) -> Seat:
    """The next place of the queue for `person`, with a seat where one is free; the caller holds and saves the event."""
    now = clock.now()
    seat = Seat.objects.create(
        event=event,
        person=person,
        place=event.next_place,
        asked_at=now,
        taken_at=None if event.is_full else now,
    )
    event.next_place += 1
    if seat.taken_at:
        event.going_count += 1
    else:
        event.waiting_count += 1
    return seat


def seat_the_willing(event: Event) -> None:
    """Give a place to all who said they would come on the date that an event now has, in the order they said so; the
    caller holds and saves the event."""
    on_this_date = {"option__event": event, "option__day": event.day, "option__time": event.time}
    for one in Willing.objects.filter(**on_this_date, person__is_active=True).select_related("person"):
        if one.person_id != event.host_id:
            give_place(event, one.person)


def free_place(event: Event, person: Person) -> None:
    """Take `person` off the list of an event that is held; who waits longest moves up."""
    seat = event.places.filter(person=person).first()
    if seat is None:
        return
    had_one = seat.taken_at is not None
    seat.delete()
    if had_one:
        event.going_count -= 1
    else:
        event.waiting_count -= 1
    event.save(update_fields=["going_count", "waiting_count"])
    journal.record("event.left", by=person, about=event, had_seat=had_one)
    fill_seats(event)


def fill_seats(event: Event) -> None:
    """Give the free seats of an event that is held to those who wait, the longest first; nobody moves up once it began."""
    if event.cancelled_at or event.has_begun(clock.now()):
        return
    room = event.waiting_count if event.seats is None else event.seats - event.going_count
    if room <= 0 or not event.waiting_count:
        return
    promoted = list(event.places.waiting().filter(person__is_active=True)[:room])
    for seat in promoted:
        seat.taken_at, seat.was_promoted = clock.now(), True
    Seat.objects.bulk_update(promoted, ["taken_at", "was_promoted"])
    event.going_count += len(promoted)
    event.waiting_count -= len(promoted)
    event.save(update_fields=["going_count", "waiting_count"])
    for seat in promoted:
        journal.record("event.promoted", by=None, about=event, person=seat.person_id)
