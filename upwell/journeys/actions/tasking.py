"""Making a task, changing it, and answering a need with it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from upwell.core import clock, journal
from upwell.journeys.asking import TaskDetails, checked_task
from upwell.journeys.models import Task
from upwell.journeys.permissions import can_change_task, can_make_task
from upwell.library.actions.putting_up import change_card, put_up_card
from upwell.library.models import Item, ItemKind
from upwell.needs.actions.answering import answer_need
from upwell.needs.models import Need
from upwell.people.models import Person, Team

FACTS = ("what", "show", "evidence", "lookers", "checklist", "is_experiment")


@transaction.atomic
def make_task(details: TaskDetails, *, by: Person, team: Team | None = None, need: Need | None = None) -> Task:
    """Make something to try at work; everybody here may. It is out at once, to everybody or to a `team`.

    Made for a `need`, it answers it, and everybody who sees the need sees it. Refused in words: no title, nothing to do,
    nothing to show, nobody to look, more than twelve lines to watch for.
    """
    if not can_make_task(by):
        raise PermissionDenied
    details = checked_task(details)
    item = put_up_card(ItemKind.TASK, by=by, team=need.team if need else team, **_card(details))
    task = Task.objects.create(item=item, **_facts(details))
    journal.record("task.made", by=by, about=item, need=need.pk if need else None)
    if need is not None:
        answer_need(need, by=by, item=item)
    return task


@transaction.atomic
def change_task(task: Task, *, by: Person, details: TaskDetails) -> Task:
    """Say otherwise what to try. Its owner and its authors may, and a steward. The same again changes nothing.

    What was shown before stays as it was shown; ticks are kept by the words of their lines.
    """
    task = hold_task(task)
    if not can_change_task(by, task):
        raise PermissionDenied
    details = checked_task(details)
    wanted = _facts(details)
    changed = [name for name, value in wanted.items() if getattr(task, name) != value]
    for name in changed:
        setattr(task, name, wanted[name])
    if changed:
        task.save(update_fields=changed)
    if not change_card(task.item, **_card(details)) and not changed:
        return task
    Item.objects.filter(pk=task.pk).update(revised_at=clock.now())
    journal.record("item.described", by=by, about=task.item)
    journal.record("task.changed", by=by, about=task.item)
    return task


def hold_task(task: Task) -> Task:
    """The task as it is now, locked, with its card."""
    return Task.objects.select_for_update(of=("self",)).select_related("item").get(pk=task.pk)


def _facts(details: TaskDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in FACTS}


def _card(details: TaskDetails) -> dict[str, Any]:
    return {
        "title": details.title,
        "summary": details.about,
        "seconds": details.minutes * 60,
        "skills": details.skills,
    }
