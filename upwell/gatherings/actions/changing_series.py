"""Changing what a series is: its words, place, length and time; its opened dates follow, but for what was said of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from django.db import transaction

from upwell.core import clock, journal
from upwell.gatherings.actions.planning import change_event
from upwell.gatherings.actions.repeating import details_of, hold_to_run
from upwell.gatherings.details import Details, checked, checked_date
from upwell.gatherings.models import Event, Series
from upwell.gatherings.recurring import days_of
from upwell.people.models import Person

SAID = ("title", "about", "minutes", "place", "call_url", "seats", "time_zone")


@transaction.atomic
def change_series(series: Series, *, by: Person, details: Details, at: time) -> Series:
    """Say anew what a series is, where, how long and at what time; whoever runs it may. Its rule stays.

    Its dates that are open follow and who has a seat is told, as far as nobody has changed that about one of them: a date
    that was moved to another room stays there. Refused as a date would be: fewer seats than were taken, an hour that the
    clocks jump over. The same again changes nothing.
    """
    series = hold_to_run(series, by)
    details = checked(details)
    before, was_at = details_of(series), series.time
    changed = {name for name in SAID if getattr(details, name) != getattr(before, name)}
    changed |= {"time"} if at != was_at else set()
    if not changed:
        return series
    for name in changed - {"time"}:
        setattr(series, name, getattr(details, name))
    series.time = at
    for day in days_of(series, after=clock.now(), most=1):
        checked_date(day, at, details.time_zone, now=clock.now())
    series.save(update_fields=sorted(changed))
    for event in _open_dates(series, clock.now()):
        own = _details_of_date(event)
        follows = {name: getattr(details, name) for name in SAID if getattr(own, name) == getattr(before, name)}
        time_of_day = at if event.time == was_at else event.time
        change_event(event, by=by, details=replace(own, **follows), day=event.day, at=time_of_day)
    journal.record("series.changed", by=by, about=series, what=sorted(changed))
    return series


def _details_of_date(event: Event) -> Details:
    return Details(
        title=event.item.title,
        about=event.item.summary,
        time_zone=event.time_zone,
        minutes=event.minutes,
        place=event.place,
        call_url=event.call_url,
        seats=event.seats,
        skills=[skill.name for skill in event.item.skills.all()],
    )


def _open_dates(series: Series, now: datetime) -> list[Event]:
    coming = series.events.coming(now).standing().filter(starts_at__gt=now)
    return list(coming.select_related("item").prefetch_related("item__skills").order_by("starts_at"))
