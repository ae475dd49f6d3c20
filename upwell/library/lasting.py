"""How long things hold: reckoning with days and months, and an item's age and state in a few words. No database here."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core import clock
from upwell.library.models import Item

SOON = timedelta(days=14)  # so long before the end its owner is asked
IN_SIGHT = timedelta(days=60)  # ends that are nearer than that are told to readers of lists
SHORTEST, LONGEST = timedelta(days=7), timedelta(days=365)  # what 'still right' puts an end off by
OLD = timedelta(days=365)  # not looked at for so long: 'more than a year ago' says enough


def today() -> date:
    """The day it is where the organisation is, also while a history is told."""
    return timezone.localdate(clock.now())


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def put_off(item: Item, day: date) -> date | None:
    """Until when it holds once it was found still right on `day`: as long again as it was to hold the last time.

    At least a week, at most a year; an end that is further away than two weeks stays, and none stays none.
    """
    if item.valid_until is None or item.valid_until > day + SOON:
        return item.valid_until
    since = item.checked_on or (timezone.localdate(item.published_at) if item.published_at else day)
    return day + min(max(item.valid_until - since, SHORTEST), LONGEST)


def state_of(item: Item, day: date | None = None) -> str:
    """What a list says of it: 'draft', 'retired', 'over', 'ahead', 'ends' (soon), 'checked' or 'new' (never checked)."""
    day = day or today()
    if item.published_at is None:
        return "draft"
    if item.retired_at is not None:
        return "retired"
    if item.valid_until is not None and item.valid_until < day:
        return "over"
    if item.valid_from is not None and item.valid_from > day:
        return "ahead"
    if item.valid_until is not None and item.valid_until <= day + IN_SIGHT:
        return "ends"
    return "checked" if item.checked_on else "new"


def in_words(item: Item) -> str:
    """Its age and state: 'checked 3 weeks ago', 'valid until 4 March', 'out of date since 1 May'; '' says nothing."""
    day = today()
    state = state_of(item, day)
    if state == "over" and item.valid_until:
        return _("out of date since %(day)s") % {"day": _on(item.valid_until + timedelta(days=1), day)}
    if state == "ends" and item.valid_until:
        return _("valid until %(day)s") % {"day": _on(item.valid_until, day)}
    if state == "ahead" and item.valid_from:
        return _("valid from %(day)s") % {"day": _on(item.valid_from, day)}
    if state == "checked" and item.checked_on:
        return _("checked %(ago)s") % {"ago": _ago(day - item.checked_on)}
    if state == "retired":
        return _("retired")
    return _("draft") if state == "draft" else ""


def _on(day: date, today: date) -> str:
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def _ago(age: timedelta) -> str:
    days = max(0, age.days)
    if age >= OLD:
        return _("more than a year ago")
    if days < 2:
        return _("yesterday") if days else _("today")
    if days < 14:
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    if days < 60:
        return ngettext("%(count)s week ago", "%(count)s weeks ago", days // 7) % {"count": days // 7}
    return ngettext("%(count)s month ago", "%(count)s months ago", days // 30) % {"count": days // 30}
