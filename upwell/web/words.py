"""Times and lengths in the words people use: '3 days ago', 'Yesterday', '2 h 10 min'."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800


def ago(moment: datetime | date, now: datetime | None = None) -> str:
    """How long ago something happened: 'just now', '5 minutes ago', 'yesterday', '3 weeks ago', then the date.

    A bare date has no hours: it is 'today', 'yesterday' or some days ago.
    """
    now = now or timezone.now()
    if not isinstance(moment, datetime):
        return _days_ago((timezone.localdate(now) - moment).days, moment)
    seconds = (now - moment).total_seconds()
    if seconds < 90:
        return _("just now")
    if seconds < HOUR:
        count = round(seconds / MINUTE)
        return ngettext("%(count)s minute ago", "%(count)s minutes ago", count) % {"count": count}
    days = (timezone.localdate(now) - timezone.localdate(moment)).days
    if days == 0 or seconds < 12 * HOUR:
        count = round(seconds / HOUR)
        return ngettext("%(count)s hour ago", "%(count)s hours ago", count) % {"count": count}
    return _days_ago(days, timezone.localdate(moment))


def _days_ago(days: int, day: date) -> str:
    if days <= 0:
        return _("today") if days == 0 else on_day(day)
    if days == 1:
        return _("yesterday")
    if days < 14:
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    if days < 60:
        count = days // 7
        return ngettext("%(count)s week ago", "%(count)s weeks ago", count) % {"count": count}
    if days < 365:
        count = days // 30
        return ngettext("%(count)s month ago", "%(count)s months ago", count) % {"count": count}
    return on_day(day)


def on_day(day: date) -> str:
    """A day as people write it: '4 March', with the year where it is not this one."""
    return date_format(day, "j F" if day.year == timezone.localdate().year else "j F Y")


def waited(since: datetime, until: datetime | None = None) -> str:
    """How long from `since` to `until` (or now), in the one unit that matters: '40 minutes', '4 hours', '3 days'."""
    return span((until or timezone.now()) - since)


def span(length: timedelta) -> str:
    """A length of time in the one unit that matters."""
    seconds = max(0, length.total_seconds())
    if seconds < HOUR:
        count = max(1, round(seconds / MINUTE))
        return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}
    if seconds < 2 * DAY:
        count = round(seconds / HOUR)
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    if seconds < 8 * WEEK:
        count = int(seconds // DAY)
        return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
    count = int(seconds // (30 * DAY))
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


def minutes(count: float) -> str:
    """A number of minutes, short: '3 min', '2 h', '2 h 10 min'; never less than one."""
    whole = max(1, round(count))
    hours, rest = divmod(whole, 60)
    if not hours:
        return _("%(count)s min") % {"count": rest}
    if not rest:
        return _("%(count)s h") % {"count": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
