"""Feeds: making an address, taking it back, and writing what calendars read there."""

from __future__ import annotations

import hashlib
import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction

from upwell.core import clock, journal
from upwell.gatherings.models import Circle, Feed
from upwell.gatherings.permissions import is_member
from upwell.gatherings.queries.feeds import calendar_of
from upwell.people.models import Person


@transaction.atomic
def make_feed(*, by: Person, circle: Circle | None = None) -> Feed:
    """A fresh address for one's own calendar, or for that of a circle one is in; the one before works no more."""
    if not by.is_active or (circle is not None and not is_member(by, circle)):
        raise PermissionDenied
    Feed.objects.filter(person=by, circle=circle, revoked_at__isnull=True).update(revoked_at=clock.now(), body="")
    feed = Feed.objects.create(person=by, circle=circle, key=secrets.token_urlsafe(18), made_at=clock.now())
    write_feed(feed)
    journal.record("feed.made", by=by, about=feed, circle=circle.pk if circle else None)
    return feed


@transaction.atomic
def revoke_feed(feed: Feed, *, by: Person) -> None:
    """Let an address work no more; only whose it is. Again changes nothing."""
    if feed.person_id != by.pk:
        raise PermissionDenied
    changed = Feed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=clock.now(), body="")
    if changed:
        journal.record("feed.revoked", by=by, about=feed)


@transaction.atomic
def write_feed(feed: Feed) -> bool:
    """Write what calendars read, from how things are now; nobody asks for it, it follows from what happens. True if
    anything is different."""
    feed = Feed.objects.select_for_update(of=("self",)).select_related("person", "circle").get(pk=feed.pk)
    body = calendar_of(feed)
    etag = hashlib.sha256(body.encode()).hexdigest()
    if etag == feed.etag:
        return False
    feed.body, feed.etag, feed.written_at = body, etag, clock.now()
    feed.save(update_fields=["body", "etag", "written_at"])
    return True
