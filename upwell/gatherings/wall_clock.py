"""Time as people agree on it: a day and what the clock on the wall of a place shows then.

The wall clock is what holds: 'Thursdays at nine in Lisbon' stays at nine when the clocks change.
"""

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


@cache
def zone_names() -> list[str]:
    """The time zones one may choose from, as continent and city."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/"))) + [
        "UTC"
    ]


def is_zone(name: str) -> bool:
    """Whether this is a time zone that is known here."""
    return name == "UTC" or name in available_timezones()


def moment_of(day: date, at: time, zone: str) -> datetime:
    """The moment when the clock there shows this.

    Where the clocks jump over it, it is read as before the jump, and where they show it twice, the first time is meant
    (RFC 5545, 3.3.5).
    """
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def exists(day: date, at: time, zone: str) -> bool:
    """Whether the clock there shows this on that day at all; in the night to summer time an hour is missing."""
    shown = moment_of(day, at, zone).astimezone(ZoneInfo(zone))
    return (shown.date(), shown.time()) == (day, at)
