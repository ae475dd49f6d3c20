"""When a series comes: its rule (RFC 5545, RRULE), without the days that are left out, by the clock on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from icalendar import Calendar, vRecur
from icalendar import Event as Entry

from upwell.gatherings.models import Series

FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
USUAL = [
    ("weekly", later("every week")),
    ("fortnightly", later("every two weeks")),
    ("monthly", later("every month, on this weekday")),
    ("daily", later("every working day")),
]


def usual_rule(how: str, day: date) -> str:
    """The rule of one of USUAL for a series that begins on `day`; '' for what is none of them."""
    weekday, week = WEEKDAYS[day.weekday()], (day.day - 1) // 7 + 1
    return {
        "weekly": "FREQ=WEEKLY",
        "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
        "monthly": f"FREQ=MONTHLY;BYDAY={week if week < 5 else -1}{weekday}",
        "daily": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    }.get(how, "")


def checked_rule(rule: str) -> str:
    """The rule, tidied. Refused: what is no RRULE, comes more often than daily, or has parts that we do not keep."""
    rule = "".join(rule.upper().removeprefix("RRULE:").split())
    try:
        parts = vRecur.from_ical(rule)
    except ValueError as error:
        raise ValidationError({"rule": _("This is not a rule of RFC 5545, such as FREQ=WEEKLY;INTERVAL=2.")}) from error
    names = {str(name).upper() for name in parts}
    frequency = str((parts.get("FREQ") or [""])[0]).upper()
    if frequency not in FREQUENCIES or not names <= PARTS or len(rule) > 300:
        raise ValidationError({"rule": _("It comes daily, weekly, monthly or yearly, such as FREQ=WEEKLY;INTERVAL=2.")})
    return rule


def days_of(series: Series, *, after: datetime, most: int) -> list[date]:
    """The next days on which a series comes and that begin after `after`, at most `most`; left out days are not there."""
    return list(islice(_days(series, after), most))


def _days(series: Series, after: datetime) -> Iterator[date]:
    zone = ZoneInfo(series.time_zone)
    entry = Entry()
    entry.add("uid", str(series.uid))
    entry.add("dtstart", datetime.combine(series.day, series.time, zone))
    entry.add("rrule", vRecur.from_ical(series.rule))
    for skipped in series.skipped.all():
        entry.add("exdate", datetime.combine(skipped.day, series.time, zone))
    calendar = Calendar()
    calendar.add_component(entry)
    first = max(after.astimezone(zone), datetime.combine(series.day, time(0), zone))
    for found in recurring_ical_events.of(calendar).after(first):
        begins: Any = found["DTSTART"].dt
        if begins > after:
            yield begins.astimezone(zone).date()
