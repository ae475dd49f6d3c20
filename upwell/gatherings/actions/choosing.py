"""Finding a date: saying when one would come, and choosing the date that suits most."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.gatherings.actions.holding import hold, hold_alone, hold_as_host, refuse_ended
from upwell.gatherings.actions.planning import set_when
from upwell.gatherings.actions.seating import seat_the_willing
from upwell.gatherings.details import checked_date
from upwell.gatherings.models import Circle, DateOption, Event, Willing
from upwell.people.models import Person


@transaction.atomic
def say_when(event: Event, *, by: Person, options: Collection[int]) -> int:
    """Say on which of the proposed dates one would come, by their ids; everybody who sees it may. Returns how many.

    What one says holds until one says otherwise; none at all takes it back. Refused once a date is chosen; of a date
    that has gone by, nothing is said any more.
    """
    event = hold(event, by)
    refuse_ended(event)
    if event.starts_at is not None:
        raise ValidationError(_("The date is chosen. Take a seat."))
    now = clock.now()
    to_come = {option.pk for option in event.options.all() if not option.has_gone_by(event, now)}
    if not set(options) <= to_come:
        raise ValidationError(_("Choose from the dates that are still to come."))
    mine = Willing.objects.filter(option__in=to_come, person=by)
    before = set(mine.values_list("option", flat=True))
    if before == set(options):
        return len(before)
    mine.exclude(option__in=options).delete()
    Willing.objects.bulk_create(Willing(option_id=one, person=by, at=now) for one in sorted(set(options) - before))
    _count(event)
    journal.record("event.would_come", by=by, about=event, count=len(set(options)))
    return len(set(options))


@transaction.atomic
def choose_date(option: DateOption, *, by: Person) -> Event:
    """Settle on one of the proposed dates; the host may. Who said they would come then have a seat, in the order they
    said so, and the rest of them wait; who could come on the others only is told, too. Again changes nothing; another
    date is a move."""
    event = hold_as_host(option.event, by)
    refuse_ended(event)
    if event.starts_at is not None:
        if (event.day, event.time) == (option.day, option.time):
            return event
        raise ValidationError(_("The date is chosen already. Change the event to move it."))
    if option.event_id != event.pk:
        raise PermissionDenied
    checked_date(option.day, option.time, event.time_zone, now=clock.now())
    set_when(event, option.day, option.time)
    seat_the_willing(event)
    event.save()
    journal.record("event.dated", by=by, about=event, for_need=event.for_need_id)
    return event


@transaction.atomic
def take_dates_back_of(leaver: Person, *, circle: Circle | None = None) -> None:
    """Somebody has left, or left a `circle`: they would come on none of the dates that are still to be chosen from."""
    events = Event.objects.undated() if circle is None else circle.events.undated()
    for event in events.filter(options__willing__person=leaver).distinct().order_by("pk"):
        event = hold_alone(event)
        Willing.objects.filter(option__event=event, person=leaver).delete()
        _count(event)


def _count(event: Event) -> None:
    options = list(event.options.annotate(said=Count("willing")))
    for option in options:
        option.count = option.said
    DateOption.objects.bulk_update(options, ["count"])
