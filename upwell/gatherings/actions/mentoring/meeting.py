"""What the two do while a mentoring goes on: their goals, the times they meet, and the check halfway."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean, one_line
from upwell.gatherings.actions.mentoring.proposing import LONGEST_GOALS, LONGEST_WORD, hold_pair
from upwell.gatherings.actions.planning import put_up
from upwell.gatherings.actions.seating import give_place
from upwell.gatherings.details import Details, checked, checked_date
from upwell.gatherings.models import Mentoring, MentoringCheck, MentoringSession
from upwell.gatherings.permissions import can_go_on
from upwell.library.models import Authorship
from upwell.people.models import Person

LONGEST_NOTE = 1000
BACK = timedelta(days=365)  # earlier than that nobody remembers the day


@transaction.atomic
def change_goals(mentoring: Mentoring, *, by: Person, goals: str) -> Mentoring:
    """Say anew what the mentoring is for; either of the two, while it goes on. The same again changes nothing."""
    held = hold_going(mentoring, by)
    goals = clean(goals)
    if not goals or len(goals) > LONGEST_GOALS:
        raise ValidationError({"goals": _("Say in a few sentences what you want to be able to do.")})
    if goals != held.goals:
        held.goals = goals
        held.save(update_fields=["goals"])
        journal.record("mentoring.goals_changed", by=by, about=held)
    return held


@transaction.atomic
def arrange_session(mentoring: Mentoring, details: Details, *, by: Person, day: date, at: time) -> MentoringSession:
    """Put a time to meet into both calendars; either of the two may, while it goes on.

    It is an event of two seats that nobody else sees; both look after it, so either may move it or call it off. At the
    same moment there is one only: again it is the same.
    """
    held = hold_going(mentoring, by)
    other = held.other(by)
    details = checked(replace(details, title=details.title or str(held), seats=2, skills=()))
    checked_date(day, at, details.time_zone, now=clock.now())
    known = held.sessions.filter(event__day=day, event__time=at, event__cancelled_at__isnull=True).first()
    if known is not None:
        return known
    event = put_up(details, host=by, owner=other, day=day, at=at, is_private=True)
    Authorship.objects.get_or_create(item=event.item, person=other)
    made = MentoringSession.objects.create(mentoring=held, event=event, day=day, by=by, at=clock.now())
    journal.record("event.planned", by=by, about=event, circle=None, for_need=None)
    for person in (by, other):
        give_place(event, person)
        event.save(update_fields=["going_count", "waiting_count", "next_place"])
        journal.record("event.joined", by=person, about=event, waits=False)
    journal.record("mentoring.session_planned", by=by, about=held, event=event.pk)
    return made


@transaction.atomic
def note_session(
    mentoring: Mentoring, *, by: Person, day: date, note: str = "", session: MentoringSession | None = None
) -> MentoringSession:
    """Say that the two met, on a planned date (`session`) or on a day without one, and what to keep of it.

    Either may, while it goes on; the other reads it, and nobody else. A day is noted once; again changes its note.
    """
    held = hold_going(mentoring, by)
    note = clean(note)
    _check_note(day, note)
    now = clock.now()
    found = session or held.sessions.filter(day=day).order_by("event__starts_at", "pk").first()
    if found is not None and found.mentoring_id != held.pk:
        raise PermissionDenied
    met = found or MentoringSession(mentoring=held, day=day, by=by, at=now)
    if met.held_at is not None and met.note == (note or met.note):
        return met
    is_new = met.held_at is None
    met.held_at, met.note = met.held_at or now, note or met.note
    met.save()
    if is_new:
        journal.record("mentoring.session_held", by=by, about=held, mentor=held.mentor_id, mentee=held.mentee_id)
    return met


@transaction.atomic
def check_mentoring(mentoring: Mentoring, *, by: Person, is_right: bool, word: str = "") -> MentoringCheck:
    """Say whether it is still right, and what should change; each of the two for themselves, while it goes on.

    Both read what each said, and nobody else does. Saying it again replaces it.
    """
    held = hold_going(mentoring, by)
    word = one_line(word)
    if len(word) > LONGEST_WORD:
        raise ValidationError({"word": _("At most %(most)s characters fit.") % {"most": LONGEST_WORD}})
    said = held.checks.filter(by=by).first()
    if said is not None and (said.is_right, said.word) == (is_right, word):
        return said
    said = said or MentoringCheck(mentoring=held, by=by)
    said.is_right, said.word, said.at = is_right, word, clock.now()
    said.save()
    journal.record("mentoring.checked", by=by, about=held)
    return said


@transaction.atomic
def ask_halfway() -> int:
    """Ask both of the two, once, whether it is still right, when half of the time is over. By the clock; returns of how
    many mentorings."""
    due = Mentoring.objects.going_on().filter(
        check_asked_at__isnull=True, check_due__lte=timezone.localdate(clock.now())
    )
    found = list(due.select_for_update(of=("self",)).order_by("pk"))
    for mentoring in found:
        mentoring.check_asked_at = clock.now()
        mentoring.save(update_fields=["check_asked_at"])
        journal.record("mentoring.check_asked", by=None, about=mentoring)
    return len(found)


def hold_going(mentoring: Mentoring, by: Person) -> Mentoring:
    """The row as it is now, locked, for one of the two, while it goes on."""
    held = hold_pair(mentoring, by)
    if not can_go_on(by, held):
        raise PermissionDenied
    return held


def _check_note(day: date, note: str) -> None:
    today = timezone.localdate(clock.now())
    if not today - BACK <= day <= today + timedelta(days=1):  # in the east tomorrow has begun
        raise ValidationError({"day": _("Say the day on which you met.")})
    if len(note) > LONGEST_NOTE:
        raise ValidationError({"note": _("At most %(most)s characters fit.") % {"most": LONGEST_NOTE}})
