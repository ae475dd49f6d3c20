"""Fills an empty installation with the demo organisation: whole, or not at all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from upwell import demo
from upwell.core import clock, jobs, journal
from upwell.core.models import Line
from upwell.interop.actions.importing import import_folder
from upwell.interop.demo.events import Event, read_history
from upwell.interop.demo.filming import tell_words
from upwell.interop.demo.gathering import ZONE
from upwell.interop.demo.storyboards import tell_films
from upwell.interop.demo.telling import Teller
from upwell.interop.demo.week import plan_the_week, tell_recall
from upwell.library.tasks import notice_days
from upwell.needs.models import Need
from upwell.notifications.actions import claim_for_mail, mark_read, tell
from upwell.notifications.models import Notice
from upwell.people.actions import edit_organisation
from upwell.people.models import Person, Role
from upwell.search.actions.rebuilding import rebuild_everything
from upwell.search.actions.suggesting import suggest_helpers

NOTIFY = "upwell.notifications.tasks.notify_line"
TOLD_FOR = timedelta(days=45)  # what came back earlier nobody looks for in an inbox any more
READ_BEFORE = timedelta(days=3)  # what came back earlier, people have seen
ASKED_WITHIN = timedelta(minutes=20)
Progress = Callable[[int, int], None]


@transaction.atomic
def load_demo(folder: Path = demo.FOLDER, *, progress: Progress = lambda done, total: None) -> bool:
    """Bring in the demo's people and tell its history. Does nothing where there are people; returns whether it did.

    Inboxes are told of each event of the last weeks when it happens; search is built once, at the end, from how things
    stand, and people are asked for help then. Nothing is mailed.
    """
    if Person.objects.exists():
        return False
    now = timezone.now().replace(second=0, microsecond=0)
    events = read_history(folder, now)
    _ensure_months(sorted({(event.at.year, event.at.month): event.at for event in events}.values()))
    _add_people(folder, now, before=min((event.at for event in events), default=now) - timedelta(days=1))
    teller = Teller(folder, events)
    told = _newest_line()
    for done, event in enumerate(events, start=1):
        with journal.quietly(), clock.at(event.at):
            teller.tell(event)
            if event.at > now - TOLD_FOR:
                told = _tell_inboxes(event, told)
        progress(done, len(events))
    with journal.quietly():
        tell_recall(now)
    with journal.quietly(), clock.at(now):
        notice_days(int(now.timestamp()))
        _tell_inboxes(Event(now, "notice_days", None), told)
        tell_words(folder / "modules")
    rebuild_everything()
    _look_for_helpers()
    with journal.quietly():
        plan_the_week(now)
    claim_for_mail(Notice.objects.all())
    jobs.run_waiting()
    _read_what_is_old(now - READ_BEFORE)
    tell_films()  # last, so that its film is made once Upwell runs
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return True


def whom_to_be() -> str:
    """As whom a visitor may sign in, in a sentence."""
    return (
        f"Sign in as amara.okafor@st-brigids.example with the password {demo.PASSWORD} (everybody in the demo has it)."
    )


def _tell_inboxes(event: Event, told: int) -> int:
    """What the journal's reader would do of all lines after `told`, without a job for each; returns the last one's id.

    Nobody else writes here yet, so the lines come in the order of their ids.
    """
    for line in Line.objects.filter(at=event.at, id__gt=told).order_by("id"):
        told = line.id
        if NOTIFY in journal.readers_of(line.verb):
            tell(journal.happening(line))
    return told


def _look_for_helpers() -> None:
    """Whoever could help with what still waits was asked soon after it was declared, as they would have been."""
    for need in Need.objects.waiting().order_by("asked_at"):
        with clock.at(need.asked_at + ASKED_WITHIN):
            suggest_helpers(need)


def _read_what_is_old(before: datetime) -> None:
    """Nobody comes to an inbox of months."""
    for person in Person.objects.filter(notices__read_at=None, notices__at__lt=before).distinct():
        old = person.notices.unread().filter(at__lt=before)
        with clock.at(before):
            mark_read(list(old.values_list("pk", flat=True)), by=person)


def _newest_line() -> int:
    return Line.objects.aggregate(last=Max("id"))["last"] or 0


def _ensure_months(moments: list[datetime]) -> None:
    for moment in moments:
        journal.ensure_month(moment)


def _add_people(folder: Path, now: datetime, *, before: datetime) -> None:
    """Everybody was here before it began; they can all sign in, which people of an import cannot."""
    with clock.at(before):
        outcome = import_folder(folder, by=None, anchor=now, only=["teams.csv", "people.csv"])
        if outcome.problems.count:
            raise ValidationError([str(problem) for problem in outcome.problems.in_order()])
        Person.objects.update(password=make_password(demo.PASSWORD), created_at=before, time_zone=ZONE)
        admin = Person.objects.filter(role=Role.ADMIN).order_by("pk").first()
        if admin:
            edit_organisation(by=admin, name=demo.NAME, welcome=demo.WELCOME)
