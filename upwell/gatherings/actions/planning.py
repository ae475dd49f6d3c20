"""Planning an event, changing it, calling it off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.discussion.models import Thread
from upwell.gatherings.actions.holding import hold, hold_as_host, refuse_ended
from upwell.gatherings.actions.seating import fill_seats, seat_the_willing
from upwell.gatherings.details import Details, checked, checked_date
from upwell.gatherings.models import Cancellation, Circle, DateOption, Event
from upwell.gatherings.permissions import can_host, can_plan_in
from upwell.gatherings.wall_clock import moment_of
from upwell.library.actions.describing import named_skills
from upwell.library.models import Authorship, Item, ItemKind
from upwell.people.models import Person, Team

MOST_OPTIONS, LONGEST_WORD = 8, 500


@transaction.atomic
def plan_event(
    details: Details,
    *,
    by: Person,
    day: date | None = None,
    at: time | None = None,
    options: Iterable[tuple[date, time]] = (),
    circle: Circle | None = None,
    team: Team | None = None,
    for_need_id: int | None = None,
) -> Event:
    """Plan an event as its host: on a day, or with dates to choose from, of which colleagues say when they would come.

    Everybody here may; in a circle its members. What a private circle plans, only its members see; `team` limits it to
    a team. Refused in words: no title, a day that is over, an unknown time zone, an hour that does not exist that day.
    """
    if not by.is_active or (circle is not None and not can_plan_in(by, circle)):
        raise PermissionDenied
    details, proposed = checked(details), sorted(set(options))
    _check_when(details, day, at, proposed)
    event = put_up(details, host=by, owner=by, day=day, at=at, circle=circle, team=team, for_need_id=for_need_id)
    DateOption.objects.bulk_create(DateOption(event=event, day=one, time=when) for one, when in proposed)
    journal.record("event.planned", by=by, about=event, circle=circle.pk if circle else None, for_need=for_need_id)
    return event


@transaction.atomic
def change_event(
    event: Event, *, by: Person, details: Details, day: date | None = None, at: time | None = None
) -> Event:
    """Change what is said of an event, or move it; the host may. Everybody who has a seat is told, if it matters to them.

    Moved by a day or by half a year, it keeps the time that the clock on the wall shows. One that looked for a date has
    found it: who said they would come then have a seat. Refused: fewer seats than have been taken, and what is over or
    was cancelled. The same again changes nothing.
    """
    event = hold_as_host(event, by)
    refuse_ended(event)
    details = checked(details)
    _refuse_too_few(event, details)
    if day is not None and at is not None and (day, at, details.time_zone) != (event.day, event.time, event.time_zone):
        checked_date(day, at, details.time_zone, now=clock.now())
    looked_for_a_date = event.starts_at is None
    changed = _change_card(event.item, details) | _change_session(event, details, day or event.day, at or event.time)
    if not changed:
        return event
    is_found = looked_for_a_date and event.starts_at is not None
    if is_found:
        seat_the_willing(event)
    if changed & {"title", "when", "place", "call_url", "minutes"}:
        event.sequence += 1
    event.save()
    fill_seats(event)
    if changed & {"title", "about", "skills"} and event.item.is_published:
        journal.record("item.described", by=by, about=event.item)
    if is_found:
        journal.record("event.dated", by=by, about=event, for_need=event.for_need_id)
    else:
        journal.record("event.changed", by=by, about=event, what=sorted(changed))
    return event


@transaction.atomic
def cancel_event(event: Event, *, by: Person, word: str) -> Cancellation:
    """Call an event off with a word that everybody who wanted to come reads. The host may; again changes nothing."""
    event = hold(event, by)
    if not can_host(by, event):
        raise PermissionDenied
    if known := Cancellation.objects.filter(event=event).first():
        return known
    refuse_ended(event)
    word = one_line(word)
    if not word or len(word) > LONGEST_WORD:
        raise ValidationError({"word": _("Say why, in a sentence: people kept the time free.")})
    event.cancelled_at = event.item.retired_at = clock.now()
    event.sequence += 1
    event.save(update_fields=["cancelled_at", "sequence"])
    event.item.save(update_fields=["retired_at"])
    made = Cancellation.objects.create(event=event, by=by, word=word, at=event.cancelled_at)
    if event.item.is_published:
        journal.record("item.retired", by=by, about=event.item)
    journal.record("event.cancelled", by=by, about=event, word=word)
    return made


def put_up(
    details: Details,
    *,
    host: Person,
    owner: Person,
    day: date | None,
    at: time | None,
    circle: Circle | None = None,
    team: Team | None = None,
    for_need_id: int | None = None,
    is_private: bool = False,
    **more: object,
) -> Event:
    """Make the card and the event; part of an action that asked who may and checked what is said.

    The card of what a private circle plans is not published, so that it is found nowhere but in the circle; nor is one
    that `is_private`, which only those see who host it or look after it.
    """
    now = clock.now()
    item = Item.objects.create(
        kind=ItemKind.EVENT,
        title=details.title,
        summary=details.about,
        seconds=details.minutes * 60,
        owner=owner,
        team=team,
        thread=Thread.objects.create(),
        created_at=now,
        published_at=None if is_private or (circle is not None and circle.is_private) else now,
    )
    Authorship.objects.create(item=item, person=host)
    item.skills.set(named_skills(details.skills))
    event = Event(item=item, host=host, circle=circle, for_need_id=for_need_id, time_zone=details.time_zone)
    event.uid, event.minutes, event.seats = uuid.uuid4(), details.minutes, details.seats
    event.place, event.call_url = details.place, details.call_url
    for name, value in more.items():
        setattr(event, name, value)
    set_when(event, day, at)
    event.save()
    if item.is_published:
        journal.record("item.published", by=owner, about=item, version=None)
    return event


def set_when(event: Event, day: date | None, at: time | None) -> None:
    """Set the wall clock's day and time, and the moments that follow from them; the caller saves."""
    event.day, event.time = day, at
    event.starts_at = moment_of(day, at, event.time_zone) if day is not None and at is not None else None
    event.ends_at = event.starts_at + event.length if event.starts_at else None


def _check_when(details: Details, day: date | None, at: time | None, options: list[tuple[date, time]]) -> None:
    if len(options) > MOST_OPTIONS:
        raise ValidationError({"day": _("Propose at most %(most)s dates.") % {"most": MOST_OPTIONS}})
    if (day is None) != (at is None) or (day is None and not options):
        raise ValidationError({"day": _("Choose a day and a time, or propose a few dates.")})
    for one, when in options if day is None or at is None else [(day, at)]:
        checked_date(one, when, details.time_zone, now=clock.now())


def _refuse_too_few(event: Event, details: Details) -> None:
    if details.seats is not None and details.seats < event.going_count:
        raise ValidationError(
            {"seats": _("%(count)s people have a seat already; nobody loses theirs.") % {"count": event.going_count}}
        )


def _change_card(item: Item, details: Details) -> set[str]:
    skills = named_skills(details.skills)
    before = {"title": item.title, "about": item.summary, "skills": {*item.skills.all()}}
    item.title, item.summary, item.seconds = details.title, details.about, details.minutes * 60
    item.save(update_fields=["title", "summary", "seconds"])
    item.skills.set(skills)
    after = {"title": item.title, "about": item.summary, "skills": {*skills}}
    return {name for name, value in after.items() if value != before[name]}


def _change_session(event: Event, details: Details, day: date | None, at: time | None) -> set[str]:
    before = (event.day, event.time, event.time_zone)
    changed = {
        name for name in ("minutes", "place", "call_url", "seats") if getattr(event, name) != getattr(details, name)
    }
    for name in changed:
        setattr(event, name, getattr(details, name))
    event.time_zone = details.time_zone
    set_when(event, day, at)
    if before != (event.day, event.time, event.time_zone):
        event.reminded_at = None
        changed.add("when")
    return changed
