"""What a feed holds, whose feeds something touches, and which feed an address means."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.signing import Signer
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from upwell.core import clock
from upwell.core.journal import Happening
from upwell.gatherings.calendars import entry_of, session, written
from upwell.gatherings.models import Event, Feed, FeedQuerySet, Seat, Series
from upwell.gatherings.recurring import days_of

MOST_DATES = 500
BACK = timedelta(days=60)
AHEAD_OF_SERIES = 30  # dates of each series, also those still to be opened


def address_of(feed: Feed) -> str:
    """Where a feed is read: its key, and a signature that only this installation can make."""
    return settings.SITE_URL + reverse("gatherings:calendar", args=[f"{feed.key}.{_sign(feed.key)}"])


def key_of(secret: str) -> str:
    """The key that an address holds; '' for one that this installation did not make."""
    key, _dot, signature = secret.partition(".")
    return key if constant_time_compare(signature, _sign(key)) else ""


def feeds_touched(line: Happening) -> FeedQuerySet:
    """The feeds in which something changes with a line: about an event, of who hosts, comes or waits, or did so until
    now, and of its circle; about a circle or a series, of that circle, which bears its name and its further dates."""
    if line["kind"] == "circle":
        return Feed.objects.live().filter(circle=line["object"])
    if line["kind"] == "series":
        return Feed.objects.live().filter(circle__series=line["object"])
    if line["kind"] != "event":
        return Feed.objects.none()
    event = Event.objects.filter(pk=line["object"]).first()
    if event is None:
        return Feed.objects.none()
    people = {event.host_id, line["actor"], line["context"].get("person")}
    seated = Seat.objects.filter(event=event).values("person")
    own = Q(circle__isnull=True) & (Q(person__in=people - {None}) | Q(person__in=seated))
    circle = Q(circle=event.circle_id) if event.circle_id else Q(pk__in=[])
    return Feed.objects.live().filter(own | circle)


def calendar_of(feed: Feed) -> str:
    """Everything of the last two months and to come, at most 500 dates: one's own events, marked where one only waits;
    or those of a circle, and the dates of its series that are not opened yet."""
    now = clock.now()
    recent = Event.objects.filter(starts_at__isnull=False, ends_at__gt=now - BACK).select_related("item", "host")
    if feed.circle is not None:
        events = recent.filter(circle=feed.circle)
        waits: set[int] = set()
    else:
        mine = Seat.objects.filter(person=feed.person)
        events = recent.filter(Q(host=feed.person) | Q(pk__in=mine.values("event")))
        waits = set(mine.filter(taken_at__isnull=True).values_list("event", flat=True))
    found = list(events.order_by("starts_at", "item_id")[:MOST_DATES])
    entries = [entry_of(event, now=event.starts_at or now, waits=event.pk in waits) for event in found]
    if feed.circle is not None:
        entries += _still_to_open(feed, {event.uid for event in found}, MOST_DATES - len(found), now)
    name = feed.circle.name if feed.circle else _("Learning together")
    return written(entries, name=name).decode()


def _still_to_open(feed: Feed, opened: set[uuid.UUID], most: int, now: datetime) -> list[Entry]:
    entries: list[Entry] = []
    for series in Series.objects.going_on().filter(circle=feed.circle).prefetch_related("skipped"):
        for day in days_of(series, after=now, most=AHEAD_OF_SERIES):
            uid = uuid.uuid5(series.uid, day.isoformat())
            if uid in opened or len(entries) >= most:
                continue
            begins = datetime.combine(day, series.time, ZoneInfo(series.time_zone))
            entry = session(uid=str(uid), title=series.title, begins=begins, event=series)
            entry.add("dtstamp", series.started_at)
            entry.add("status", "TENTATIVE")
            entries.append(entry)
    return entries


def _sign(key: str) -> str:
    return Signer(salt="upwell.gatherings.feed").signature(key)
