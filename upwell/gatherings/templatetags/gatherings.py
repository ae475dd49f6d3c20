"""When something is, in words: by the clock where it is, and by the reader's own where that shows another time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from upwell.core import clock

register = template.Library()


@register.filter
def when(event: Any) -> str:
    """'Thu 3 December, 09:00 to 09:45', with '(Europe/Lisbon)' where the reader's clock shows another time; else 'no date yet'."""
    if event.starts_at is None:
        return _("no date yet")
    zone = ZoneInfo(event.time_zone)
    begins, ends = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    said = _("%(day)s, %(begins)s to %(ends)s") % {
        "day": date_format(begins, "D j F Y" if begins.year != timezone.localdate().year else "D j F"),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }
    return f"{said} ({event.time_zone.replace('_', ' ')})" if for_you(event) else said


@register.filter
def is_past(event: Any) -> bool:
    """Whether it is over."""
    return bool(event.is_over(clock.now()))


@register.filter
def for_you(event: Any) -> str:
    """'10:00 on your clock', where the reader's clock shows another time than the clock where it is; else nothing."""
    if event.starts_at is None:
        return ""
    there, here = event.starts_at.astimezone(ZoneInfo(event.time_zone)), timezone.localtime(event.starts_at)
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return ""
    day = f"{date_format(here, 'D j F')}, " if here.date() != there.date() else ""
    return _("%(time)s on your clock") % {"time": f"{day}{here:%H:%M}"}


@register.filter
def proposed(option: Any) -> str:
    """A proposed date: 'Thu 3 December, 09:00'."""
    return f"{date_format(datetime.combine(option.day, option.time), 'D j F')}, {option.time:%H:%M}"


@register.filter
def is_too_late(option: Any, event: Any) -> bool:
    """Whether a proposed date of `event` has gone by."""
    return bool(option.has_gone_by(event, clock.now()))
