"""Looking at what a colleague tried: accepted, or sent back with a word."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.journeys.actions.progressing import finish_item
from upwell.journeys.actions.trying import hold_attempt
from upwell.journeys.asking import fitting
from upwell.journeys.models import Attempt, AttemptState, Look, Task
from upwell.journeys.permissions import can_look, can_progress
from upwell.people.models import Person

LONGEST_WORD = 1000  # characters


class SomethingElseShown(ValidationError):
    """Something else was shown while one looked: nobody accepts what they have not seen."""


@transaction.atomic
def look_at_attempt(
    attempt: Attempt, *, by: Person, accept: bool, word: str, ticked: Collection[str] = (), stamp: int
) -> Look:
    """Say what one saw: accept it, or send it back, with a word either way, and tick the lines of the checklist one saw.

    Only who was asked may. `stamp` is of what one looked at: if something else was shown since, it is refused. Again for
    the same changes nothing. Accepted, whoever tried it has finished the task.
    """
    attempt = hold_attempt(attempt)
    known = attempt.looks.filter(stamp=stamp, by=by).first()
    if known is not None:
        return known
    if not can_look(by, attempt):
        raise PermissionDenied
    if stamp != attempt.stamp:
        raise SomethingElseShown(_("Something else has been shown meanwhile. Look at it once more."))
    word = fitting(word, LONGEST_WORD, "word")
    if not word:
        raise ValidationError({"word": _("Say a word: what was good, or what is still missing.")})
    look = Look.objects.create(
        attempt=attempt,
        by=by,
        as_what=attempt.as_what,
        is_accepted=accept,
        word=word,
        ticked=[line for line in attempt.task.checklist if line in ticked],
        stamp=stamp,
        at=clock.now(),
    )
    _settle(attempt, look, by)
    return look


@transaction.atomic
def free_attempts_of(leaver: Person) -> int:
    """Whoever looked has left: those who wait choose somebody else, and are told. Returns how many; again is harmless."""
    waiting = Attempt.objects.select_for_update(of=("self",)).waiting().filter(observer=leaver)
    attempts = list(waiting.select_related("task__item"))
    for attempt in attempts:
        attempt.observer, attempt.as_what, attempt.state = None, "", AttemptState.TRYING
        attempt.save(update_fields=["observer", "as_what", "state"])
        journal.record("task.unseen", by=None, about=attempt.task.item, attempt=attempt.pk)
    return len(attempts)


def _settle(attempt: Attempt, look: Look, by: Person) -> None:
    attempt.state = AttemptState.ACCEPTED if look.is_accepted else AttemptState.SENT_BACK
    attempt.at = look.at
    attempt.accepted_at = look.at if look.is_accepted else None
    attempt.save(update_fields=["state", "at", "accepted_at"])
    item = attempt.task.item
    journal.record(
        "task.accepted" if look.is_accepted else "task.sent_back",
        by=by,
        about=item,
        attempt=attempt.pk,
        person=attempt.person_id,
        look=look.pk,
    )
    if look.is_accepted:
        Task.objects.filter(pk=item.pk).update(accepted_count=F("accepted_count") + 1)
        if can_progress(attempt.person, item):
            lines = attempt.task.checklist
            finish_item(item, by=attempt.person, result=len(look.ticked) / len(lines) if lines else None)
