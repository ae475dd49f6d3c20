"""What is said of an event or a series beside when it is: checked once for both, and refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from upwell.core.text import one_line
from upwell.gatherings.wall_clock import exists, is_zone, moment_of

LONGEST_TITLE, LONGEST_ABOUT, LONGEST_PLACE, LONGEST_URL = 200, 300, 200, 500
LONGEST = 24 * 60  # minutes: what takes longer than a day is several events
MOST_SEATS = 100_000
FARTHEST = 5 * 366  # days ahead
_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Details:
    """What is said of a session; `minutes` is how long it takes, `seats` None is as many as come."""

    title: str
    about: str = ""
    time_zone: str = "UTC"
    minutes: int = 60
    place: str = ""
    call_url: str = ""
    seats: int | None = None
    skills: Sequence[str] = ()


def checked(details: Details) -> Details:
    """The same, tidied; refused with a word for each field that does not fit."""
    tidy = replace(
        details,
        title=one_line(details.title),
        about=one_line(details.about),
        place=one_line(details.place),
        call_url=one_line(details.call_url),
    )
    faults = {
        "title": _title_fault(tidy.title),
        "about": _too_long(tidy.about, LONGEST_ABOUT),
        "place": _too_long(tidy.place, LONGEST_PLACE),
        "call_url": _address_fault(tidy.call_url),
        "time_zone": "" if is_zone(tidy.time_zone) else _("Choose a time zone from the list, such as Europe/Lisbon."),
        "minutes": "" if 1 <= tidy.minutes <= LONGEST else _("Say how many minutes it takes: from 1 to 1440."),
        "seats": ""
        if tidy.seats is None or 1 <= tidy.seats <= MOST_SEATS
        else _("From 1 to %(most)s seats; leave it empty where everybody fits.") % {"most": MOST_SEATS},
    }
    if found := {name: fault for name, fault in faults.items() if fault}:
        raise ValidationError(found)
    return tidy


def checked_date(day: date, at: time, zone: str, *, now: datetime) -> None:
    """Refuse a date that is over, years away, or in the hour that is missing when the clocks go forward."""
    if not exists(day, at, zone):
        raise ValidationError(
            {"time": _("That day the clocks there jump over %(time)s. Choose another time.") % {"time": f"{at:%H:%M}"}}
        )
    begins = moment_of(day, at, zone)
    if begins <= now:
        raise ValidationError({"day": _("This is over already. Choose a day to come.")})
    if (begins - now).days > FARTHEST:
        raise ValidationError({"day": _("This is more than five years away. Choose a nearer day.")})


def _title_fault(title: str) -> str:
    if not title:
        return _("Give it a title: what will people do or know afterwards?")
    return _too_long(title, LONGEST_TITLE)


def _too_long(text: str, most: int) -> str:
    if len(text) <= most:
        return ""
    return _("This has %(count)s characters; at most %(most)s fit. Say it shorter.") % {
        "count": len(text),
        "most": most,
    }


def _address_fault(address: str) -> str:
    if not address:
        return ""
    if len(address) > LONGEST_URL:
        return _too_long(address, LONGEST_URL)
    try:
        _is_address(address)
    except ValidationError:
        return _("This is not a web address. It begins with https://.")
    return ""
