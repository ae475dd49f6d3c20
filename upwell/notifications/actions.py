"""Every write of the inbox: telling people, marking as read, choosing how to hear of things, and what was mailed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from upwell.core import clock, jobs, journal
from upwell.core.journal import Happening
from upwell.notifications.models import Mailing, Notice, NoticeKind, Preference
from upwell.notifications.queries.caring import asked_owner
from upwell.notifications.queries.inbox import mailing_of, preferences_of
from upwell.notifications.queries.telling import telling_of
from upwell.notifications.queries.told import Telling
from upwell.people.models import Person

PEOPLE_A_NOTE = 350  # a note of PostgreSQL's holds 8,000 bytes; an id has at most 20 digits


@transaction.atomic
def tell(line: Happening) -> int:
    """Put what happened into the inbox of whoever should hear of it; a second time changes nothing. Returns how many.

    Those who chose not to see this kind in the bell get it as read; mail that goes at once is left to a job.
    """
    told = telling_of(line)
    if told is None:
        return 0
    chosen = mailing_of(told.people, told.kind)
    notices = [_notice(line, told, chosen[person]) for person in sorted(told.people)]
    Notice.objects.bulk_create(notices, batch_size=1000, ignore_conflicts=True)
    _light_bells(told.people)
    if any(row.mailing == Mailing.AT_ONCE for row in chosen.values()):
        jobs.enqueue("upwell.notifications.tasks.mail_at_once", line_id=line["id"])
    return len(notices)


@transaction.atomic
def mark_read(notices: Iterable[int] | None, *, by: Person) -> int:
    """Mark these of one's own notices as read, or all of them (`None`). Returns how many were unread."""
    rows = Notice.objects.unread().filter(person=by)
    if notices is not None:
        rows = rows.filter(pk__in=list(notices))
    _light_bells({by.pk})
    return rows.update(read_at=clock.now())


@dataclass(frozen=True)
class Choice:
    """How somebody wants to hear of one kind of thing: whether it lights the bell, and when it is mailed."""

    in_inbox: bool
    mailing: Mailing


@transaction.atomic
def settle_care(line: Happening) -> int:
    """Where `line` says that an owner has answered, the question in their inbox is answered, too. Returns how many were."""
    owner = asked_owner(line)
    if owner is None:
        return 0
    asked = Notice.objects.unread().filter(
        person=owner, kind=NoticeKind.CARE, about_kind="item", about_id=line["object"], at__lte=line["at"]
    )
    answered = asked.update(read_at=clock.now())
    if answered:
        _light_bells({owner})
    return answered


@transaction.atomic
def choose(choices: Mapping[NoticeKind, Choice], *, by: Person) -> None:
    """Say how one wants to hear of some kinds of things; only of oneself, and the others stay as they are."""
    before = {row.kind: Choice(row.in_inbox, Mailing(row.mailing)) for row in preferences_of(by)}
    changed = {kind: choice for kind, choice in choices.items() if before[kind] != choice}
    for kind, choice in changed.items():
        told = {"in_inbox": choice.in_inbox, "mailing": choice.mailing}
        Preference.objects.update_or_create(person=by, kind=kind, defaults=told)
    if changed:
        journal.record("preferences.chosen", by=by, about=by, kinds=sorted(changed))


@transaction.atomic
def claim_for_mail(notices: Iterable[Notice]) -> list[Notice]:
    """Take `notices` that nobody has mailed yet, so that each goes into one mail only, even when two workers try."""
    rows = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk__in=[notice.pk for notice in notices], mailed_at__isnull=True
    )
    claimed = list(rows.select_related("person", "actor").order_by("-at", "-id"))
    Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(mailed_at=clock.now())
    return claimed


def _light_bells(people: set[int]) -> None:
    """Let the pages these people have open know, when this transaction is through (PostgreSQL sends it then)."""
    ordered = sorted(people)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), PEOPLE_A_NOTE):
            told = ",".join(str(person) for person in ordered[start : start + PEOPLE_A_NOTE])
            cursor.execute("SELECT pg_notify('upwell_inbox', %s)", [told])


def _notice(line: Happening, told: Telling, preference: Preference) -> Notice:
    return Notice(
        person_id=preference.person_id,
        kind=told.kind,
        actor_id=told.actor,
        about_kind=str(told.about._meta.model_name),
        about_id=told.about.pk,
        about_title=str(told.about)[:300],
        quote=told.quote,
        line_id=line["id"],
        at=line["at"],
        read_at=None if preference.in_inbox else line["at"],
    )
