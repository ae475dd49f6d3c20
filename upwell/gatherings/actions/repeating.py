"""Series: starting one, opening its next dates, leaving one out, coming always, ending it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from icalendar import vRecur

from upwell.core import clock, journal
from upwell.gatherings.actions.planning import cancel_event, put_up
from upwell.gatherings.actions.rotating import next_host
from upwell.gatherings.actions.seating import give_place
from upwell.gatherings.details import Details, checked, checked_date
from upwell.gatherings.models import Circle, Event, Regular, Series, SkippedDate, Turn
from upwell.gatherings.permissions import can_plan_in, can_run
from upwell.gatherings.recurring import checked_rule, days_of
from upwell.people.models import Person

OPENED = 3  # dates of a series to which one can come already


@transaction.atomic
def start_series(
    details: Details, *, by: Person, day: date, at: time, rule: str, circle: Circle | None = None
) -> Series:
    """Start something that comes again by a rule of RFC 5545, from `day` on, always at the same time by the clock of its
    zone; as the first of those who take turns to host. Everybody here may, in a circle its members."""
    if not by.is_active or (circle is not None and not can_plan_in(by, circle)):
        raise PermissionDenied
    details, rule = checked(details), checked_rule(rule)
    checked_date(day, at, details.time_zone, now=clock.now())
    series = Series.objects.create(
        title=details.title,
        about=details.about,
        circle=circle,
        by=by,
        day=day,
        time=at,
        time_zone=details.time_zone,
        minutes=details.minutes,
        rule=rule,
        place=details.place,
        call_url=details.call_url,
        seats=details.seats,
        uid=uuid.uuid4(),
        started_at=clock.now(),
    )
    Turn.objects.create(series=series, person=by, place=1)
    days = days_of(series, after=clock.now(), most=2)
    if not days:
        raise ValidationError({"rule": _("By this rule it never comes.")})
    if len(days) == 1 and not {"COUNT", "UNTIL"} & set(vRecur.from_ical(rule)):
        # such as each 31 February: whoever asks for the next date would search to the end of time, again and again
        raise ValidationError({"rule": _("By this rule it comes once and never again. Plan an event instead.")})
    journal.record("series.started", by=by, about=series, circle=circle.pk if circle else None)
    open_dates(series)
    return series


@transaction.atomic
def open_dates(series: Series) -> int:
    """Open the next dates of a series, so that one can come: each with its host in turn, and a seat for those who always
    come, in the order in which they said so. Safe to call again; returns how many were opened."""
    series = hold_series(series)
    if series.ended_at:
        return 0
    days = days_of(series, after=clock.now(), most=OPENED)
    known = set(series.events.filter(series_day__in=days).values_list("series_day", flat=True))
    for day in days:
        if day not in known:
            _open(series, day)
    return len(set(days) - known)


@transaction.atomic
def skip_date(series: Series, *, by: Person, day: date, word: str) -> SkippedDate:
    """Leave out one date; whoever runs the series may. An opened one is cancelled with a word. Again changes nothing."""
    series = hold_to_run(series, by)
    if known := series.skipped.filter(day=day).first():
        return known
    opened = series.events.filter(series_day=day).first()
    if opened is not None:
        cancel_event(opened, by=by, word=word)
    skipped = SkippedDate.objects.create(series=series, day=day)
    journal.record("series.date_skipped", by=by, about=series, day=day.isoformat())
    open_dates(series)
    return skipped


@transaction.atomic
def come_always(series: Series, *, by: Person) -> Regular:
    """Come to every date, also those still to be opened. Everybody who sees it may; again changes nothing."""
    series = _seen(series, by)
    regular, is_new = Regular.objects.get_or_create(series=series, person=by, defaults={"at": clock.now()})
    if is_new:
        for event in series.events.coming(clock.now()).filter(cancelled_at__isnull=True).order_by("starts_at"):
            _seat(event, by)
        journal.record("series.joined", by=by, about=series)
    return regular


@transaction.atomic
def come_no_more(series: Series, *, by: Person) -> None:
    """Come to further dates only where one says so; seats one has one keeps. Again changes nothing."""
    gone, _each = Regular.objects.filter(series=series, person=by).delete()
    if gone:
        journal.record("series.left", by=by, about=series)


@transaction.atomic
def end_series(series: Series, *, by: Person, word: str) -> Series:
    """End a series; whoever runs it may. Its opened dates are cancelled with a word. Again changes nothing."""
    series = hold_to_run(series, by)
    if series.ended_at is None:
        for event in series.events.coming(clock.now()).filter(cancelled_at__isnull=True, starts_at__gt=clock.now()):
            cancel_event(event, by=by, word=word)
        series.ended_at = clock.now()
        series.save(update_fields=["ended_at"])
        journal.record("series.ended", by=by, about=series)
    return series


def open_all_dates() -> int:
    """Open the next dates of every series that goes on; by the clock. Returns how many."""
    return sum(open_dates(series) for series in Series.objects.going_on().order_by("pk").iterator())


def details_of(series: Series) -> Details:
    """What is said of each of its dates, unless somebody says otherwise of one."""
    return Details(
        title=series.title,
        about=series.about,
        time_zone=series.time_zone,
        minutes=series.minutes,
        place=series.place,
        call_url=series.call_url,
        seats=series.seats,
        skills=[skill.name for skill in series.circle.skills.all()] if series.circle else [],
    )


def hold_series(series: Series) -> Series:
    """The row as it is now, locked until the transaction ends."""
    return Series.objects.select_for_update(of=("self",)).select_related("circle", "by").get(pk=series.pk)


def hold_to_run(series: Series, by: Person) -> Series:
    """The same, for whoever may run it."""
    held = _seen(series, by)
    if not can_run(by, held):
        raise PermissionDenied
    return held


def _seen(series: Series, by: Person) -> Series:
    if not by.is_active or not Series.objects.visible_to(by).filter(pk=series.pk).exists():
        raise PermissionDenied
    return hold_series(series)


def _open(series: Series, day: date) -> Event:
    host = next_host(series)
    event = put_up(
        details_of(series),
        host=host,
        owner=series.by if series.by.is_active else host,
        day=day,
        at=series.time,
        circle=series.circle,
        uid=uuid.uuid5(series.uid, day.isoformat()),
        series=series,
        series_day=day,
    )
    journal.record("event.planned", by=None, about=event, circle=series.circle_id, for_need=None, series=series.pk)
    _seat_all(event, [row.person for row in series.regulars.select_related("person")])
    return event


def _seat_all(event: Event, people: Iterable[Person]) -> None:
    for person in people:
        if person.is_active:
            _seat(event, person)


def _seat(event: Event, person: Person) -> None:
    held = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if held.host_id == person.pk or held.places.filter(person=person).exists():
        return
    seat = give_place(held, person)
    held.save(update_fields=["going_count", "waiting_count", "next_place"])
    journal.record("event.joined", by=person, about=held, waits=seat.taken_at is None)
