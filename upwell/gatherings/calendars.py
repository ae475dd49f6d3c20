"""Events as calendars know them: iCalendar (RFC 5545) and invitations by mail (iTIP, RFC 5546)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Entry

from upwell.gatherings.models import Event, Series
from upwell.people.models import Person

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
MAKER = "-//Upwell//Gatherings//EN"


def invitation(event: Event, person: Person, method: str, *, now: datetime) -> bytes:
    """What goes to one person's calendar by mail: REQUEST puts the event there or changes it, CANCEL takes it away."""
    entry = entry_of(event, now=now)
    entry["organizer"] = _address(_sender(), event.host.name)
    guest = _address(person.email, person.name)
    guest.params["partstat"] = vText("DECLINED" if method == CANCEL else "ACCEPTED")
    guest.params["role"], guest.params["rsvp"] = vText("REQ-PARTICIPANT"), vText("FALSE")
    entry.add("attendee", guest, encode=False)
    if method == CANCEL:
        entry["status"] = vText("CANCELLED")
    return written([entry], method=method)


def entry_of(event: Event, *, now: datetime, waits: bool = False) -> Entry:
    """One event with a date; `waits` marks it as not certain, for whoever has no seat yet."""
    if event.day is None or event.time is None:
        raise ValueError("an event without a date is in no calendar")
    entry = session(
        uid=str(event.uid),
        title=event.item.title,
        begins=datetime.combine(event.day, event.time, ZoneInfo(event.time_zone)),
        event=event,
    )
    entry.add("dtstamp", now)
    entry.add("sequence", event.sequence)
    entry.add("url", settings.SITE_URL + event.get_absolute_url())
    said = [event.item.summary, _call(event), settings.SITE_URL + event.get_absolute_url()]
    entry.add("description", "\n".join(filter(None, said)))
    entry.add("status", "CANCELLED" if event.cancelled_at else "TENTATIVE" if waits else "CONFIRMED")
    return entry


def session(*, uid: str, title: str, begins: datetime, event: Event | Series) -> Entry:
    """What an opened date and one that is still to be opened have in common; `event` has `length`, `place` and `call_url`."""
    entry = Entry()
    entry.add("uid", f"{uid}@{urlsplit(settings.SITE_URL).hostname or 'upwell'}")
    entry.add("summary", title)
    entry.add("dtstart", begins)
    entry.add("dtend", _end(begins, event.length))
    if place := event.place or event.call_url:
        entry.add("location", place)
    return entry


def written(entries: Iterable[Entry], *, method: str = PUBLISH, name: str = "") -> bytes:
    """A calendar of these entries with the rules of every time zone in it, as bytes."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for entry in entries:
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _end(begins: datetime, length: timedelta) -> datetime:
    """So much time later, also where the clocks jump in between."""
    return (begins.astimezone(UTC) + length).astimezone(begins.tzinfo)


def _call(event: Event) -> str:
    return _("Join: %(address)s") % {"address": event.call_url} if event.call_url else ""


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["cn"] = vText(name)
    return address


def _sender() -> str:
    """The address invitations come from: calendars believe an organiser only who is also the sender."""
    given = settings.DEFAULT_FROM_EMAIL
    return str(given[given.find("<") + 1 :].rstrip(">"))
