"""What the tests of gatherings say in a word."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from upwell.core import clock
from upwell.core.models import Line
from upwell.gatherings.actions.planning import plan_event
from upwell.gatherings.actions.seating import take_seat
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event
from upwell.people.models import Person

TODAY = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday; the clocks of Europe go forward on the 29th
THURSDAY, NINE = date(2026, 3, 26), time(9)


def planned(by: Person, *, seats: int | None = None, title: str = "Letters, read aloud", **more: Any) -> Event:
    """An event on Thursday at nine in Lisbon."""
    details = Details(title=title, time_zone="Europe/Lisbon", minutes=45, seats=seats, place="Room 4")
    with clock.at(TODAY):
        return plan_event(details, by=by, **{"day": THURSDAY, "at": NINE, **more})


def join(event: Event, *people: Person) -> None:
    """They come, one after the other."""
    for number, person in enumerate(people):
        with clock.at(TODAY + timedelta(minutes=number)):
            take_seat(event, by=person)


def again(event: Event) -> Event:
    """As it is in the database."""
    return Event.objects.select_related("item").get(pk=event.pk)


def begin_of(event: Event) -> datetime:
    """When it begins, now that it has a date."""
    begins = again(event).starts_at
    assert begins is not None
    return begins


def end_of(event: Event) -> datetime:
    """When it is over."""
    ends = again(event).ends_at
    assert ends is not None
    return ends


def verbs(event: Event) -> list[str]:
    """What the journal says of it, in order."""
    return list(
        Line.objects.filter(object_kind="event", object_id=event.pk).order_by("id").values_list("verb", flat=True)
    )


def going(event: Event) -> list[str]:
    """Who has a seat, by first name, in the order in which they came."""
    return [seat.person.first_name for seat in event.places.taken().select_related("person").order_by("place")]


def waiting(event: Event) -> list[str]:
    """Who waits, in order."""
    return [seat.person.first_name for seat in event.places.waiting().select_related("person")]
