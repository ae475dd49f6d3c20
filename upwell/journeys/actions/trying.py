"""Trying a task: beginning, showing something for it, stopping, and telling the others what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.journeys.actions.progressing import start_item
from upwell.journeys.asking import fitting
from upwell.journeys.models import Attempt, AttemptState, Evidence, Looker, Task
from upwell.journeys.permissions import can_observe, can_show, can_try
from upwell.library.models import Item
from upwell.media.models import Picture, StoredFile
from upwell.media.permissions import can_fetch_file
from upwell.people.models import Person

LONGEST_GUESS, LONGEST_TEXT, LONGEST_RESULT = 500, 10_000, 1000  # characters


@dataclass(frozen=True)
class Shown:
    """What somebody shows for a task; at least one of what it asks for."""

    text: str = ""
    picture: Picture | None = None
    file: StoredFile | None = None
    result: str = ""


@transaction.atomic
def try_task(task: Task, *, by: Person, guess: str = "") -> Attempt:
    """Begin to try a task; whoever may see it may, as long as it is not retired. Again changes nothing.

    An experiment asks first what one thinks will happen, and what was guessed stays as it was said.
    """
    if known := Attempt.objects.filter(task=task, person=by).first():
        return known
    if not can_try(by, task):
        raise PermissionDenied
    guess = one_line(fitting(guess, LONGEST_GUESS, "guess"))
    if task.is_experiment and not guess:
        raise ValidationError({"guess": _("Say first what you think will happen. Afterwards everybody knew it.")})
    now = clock.now()
    attempt, is_new = Attempt.objects.get_or_create(
        task=task, person=by, defaults={"guess": guess, "begun_at": now, "at": now}
    )
    if is_new:
        start_item(task.item, by=by)
        journal.record("task.begun", by=by, about=task.item, attempt=attempt.pk)
    return attempt


@transaction.atomic
def show_evidence(attempt: Attempt, *, by: Person, shown: Shown, observer: Person, as_what: str) -> Attempt:
    """Show what came out, and ask `observer` to look, as one of those whom the task names. Only who tries it may.

    Again with the same changes nothing; with something else the observer is asked anew. Refused in words: nothing of what
    the task asks for, an experiment without its result, somebody who may not look at it, what has been accepted.
    """
    attempt = hold_attempt(attempt)
    if not can_show(by, attempt):
        raise PermissionDenied
    shown = _fitting(attempt, shown, by)
    if not can_observe(observer, attempt, as_what):
        raise ValidationError({"name": _no_observer(observer, as_what)})
    before = (attempt.text, attempt.picture, attempt.file, attempt.result, attempt.observer, attempt.as_what)
    now = (shown.text, shown.picture, shown.file, shown.result, observer, as_what)
    if attempt.state == AttemptState.SHOWN and before == now:
        return attempt
    attempt.text, attempt.picture, attempt.file, attempt.result, attempt.observer, attempt.as_what = now
    if attempt.stamp == 0:
        Task.objects.filter(pk=attempt.task_id).update(tried_count=F("tried_count") + 1)
    attempt.state, attempt.stamp = AttemptState.SHOWN, attempt.stamp + 1
    attempt.shown_at = attempt.at = clock.now()
    attempt.save()
    journal.record("task.tried", by=by, about=attempt.task.item, attempt=attempt.pk, observer=observer.pk)
    return attempt


@transaction.atomic
def stop_trying(attempt: Attempt, *, by: Person) -> None:
    """Stop, and take away what one has shown, for good. Only who tries it may, until it is accepted."""
    attempt = hold_attempt(attempt)
    if not can_show(by, attempt):
        raise PermissionDenied
    if attempt.stamp:
        Task.objects.filter(pk=attempt.task_id).update(tried_count=F("tried_count") - 1)
    item: Item = attempt.task.item
    attempt.delete()
    journal.record("task.stopped", by=by, about=item)


@transaction.atomic
def tell_what_came(attempt: Attempt, *, by: Person, text: str, tell: bool) -> Attempt:
    """Say what came of it at work, and whether everybody who sees the task may read it, with one's name.

    Only who tried it may, once it is accepted. An empty text takes it back. The same again changes nothing.
    """
    attempt = hold_attempt(attempt)
    if attempt.person_id != by.pk or not attempt.is_accepted:
        raise PermissionDenied
    text = fitting(text, LONGEST_RESULT, "came_of_it")
    is_told = bool(text) and tell
    if (text, is_told) == (attempt.came_of_it, attempt.told_at is not None):
        return attempt
    attempt.came_of_it = text
    attempt.told_at = (attempt.told_at or clock.now()) if is_told else None
    attempt.save(update_fields=["came_of_it", "told_at"])
    journal.record("task.told", by=by, about=attempt.task.item, attempt=attempt.pk, shared=is_told)
    return attempt


def hold_attempt(attempt: Attempt) -> Attempt:
    """The attempt as it is now, locked; 404 for the page where somebody stopped meanwhile is the caller's."""
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("task__item", "person__team", "observer")
    return rows.get(pk=attempt.pk)


def _fitting(attempt: Attempt, shown: Shown, by: Person) -> Shown:
    asked = attempt.task.evidence
    tidy = Shown(
        text=fitting(shown.text, LONGEST_TEXT, "text"),
        picture=shown.picture if Evidence.PICTURE in asked else None,
        file=shown.file if Evidence.RECORDING in asked else None,
        result=fitting(shown.result, LONGEST_RESULT, "result"),
    )
    if tidy.file is not None and not (tidy.file.is_played and can_fetch_file(by, tidy.file)):
        raise ValidationError({"recording": _("This is no recording of yours. Choose a video or a sound.")})
    given = {Evidence.WORDS: tidy.text, Evidence.PICTURE: tidy.picture, Evidence.RECORDING: tidy.file}
    if not any(given[Evidence(kind)] for kind in asked):
        raise ValidationError({"text": _("Show something of what the task asks for.")})
    if attempt.task.is_experiment and not tidy.result:
        raise ValidationError({"result": _("Say what happened, beside what you thought would.")})
    return tidy


def _no_observer(observer: Person, as_what: str) -> str:
    name = {"name": observer.name}
    if as_what == Looker.LEAD:
        return _("You do not report to %(name)s.") % name
    if as_what == Looker.PEER:
        return _("%(name)s does not try this. Choose another part, or somebody who does.") % name
    return _("%(name)s cannot look at this. Choose somebody who is here and may see the task.") % name
