"""What an inbox shows, and how somebody wants to hear of things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import QuerySet

from upwell.core import clock
from upwell.core.prepared import prepared
from upwell.notifications.defaults import MAILING
from upwell.notifications.models import Mailing, Notice, NoticeKind, Preference
from upwell.people.models import Person

MOST_COUNTED = 100
FRESH = timedelta(days=1)  # what an import or a replayed history tells is not news to anybody's mailbox


def mailing_of(people: Iterable[int], kind: str) -> dict[int, Preference]:
    """How each of `people` wants to hear of `kind`; those without a row get the default."""
    chosen = {row.person_id: row for row in Preference.objects.filter(person__in=people, kind=kind)}
    return {person: chosen.get(person) or default_preference(person, kind) for person in people}


def default_preference(person: int, kind: str) -> Preference:
    """What holds where somebody has not chosen (not saved)."""
    return Preference(person_id=person, kind=kind, mailing=MAILING[kind])


def preferences_of(person: Person) -> list[Preference]:
    """Every kind of notice, with what this person chose or the default."""
    chosen = {row.kind: row for row in person.preferences.all()}
    return [chosen.get(kind) or default_preference(person.pk, kind) for kind in NoticeKind.values]


@dataclass(frozen=True)
class Bundle:
    """Notices about the same thing and of the same kind that came one after another: one row of the inbox."""

    latest: Notice
    others: int
    is_unread: bool
    ids: list[int] = field(default_factory=list)


def bundles(notices: list[Notice]) -> list[Bundle]:
    """`notices` (newest first) with neighbours of one kind about one thing told together."""
    together = groupby(notices, key=lambda notice: (notice.kind, notice.about_kind, notice.about_id))
    return [_bundle(list(group)) for _, group in together]


def unread_count(person: Person) -> int:
    """How many notices wait, counted no further than MOST_COUNTED, which is all a bell can say."""
    return len(_unread(person))


@prepared
def _unread(person: Person) -> QuerySet[Notice, int]:
    return Notice.objects.unread().filter(person=person).values_list("pk", flat=True)[:MOST_COUNTED]


def _bundle(notices: list[Notice]) -> Bundle:
    others = {notice.actor_id for notice in notices} - {notices[0].actor_id}
    return Bundle(
        latest=notices[0],
        others=len(others),
        is_unread=any(notice.read_at is None for notice in notices),
        ids=[notice.pk for notice in notices],
    )


def to_mail_of(line_id: int, mailing: Mailing) -> list[Notice]:
    """The fresh notices of one journal line that nobody mailed yet, to those who want that kind mailed so."""
    return _wanting(Notice.objects.filter(line_id=line_id, at__gte=clock.now() - FRESH), mailing)


def to_mail_daily(since: datetime) -> list[Notice]:
    """Unread notices since `since` that wait for the daily digest of those who want one."""
    return _wanting(Notice.objects.unread().filter(at__gte=since), Mailing.DAILY)


def _wanting(notices: QuerySet[Notice], mailing: Mailing) -> list[Notice]:
    rows = list(notices.filter(mailed_at__isnull=True, person__is_active=True))
    chosen = {
        (row.person_id, row.kind): row.mailing
        for row in Preference.objects.filter(person__in={notice.person_id for notice in rows})
    }
    return [row for row in rows if chosen.get((row.person_id, row.kind), MAILING[row.kind]) == mailing]
