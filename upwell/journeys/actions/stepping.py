"""The line of a path: putting steps and headings on it, changing and removing them."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.core.text import one_line
from upwell.journeys.actions.arranging import room_on, set_before
from upwell.journeys.actions.making import count_line, hold_path
from upwell.journeys.laying import StepDetails, checked_step
from upwell.journeys.models import Path, Section, Step
from upwell.library.models import Item
from upwell.people.models import Person

MOST_STEPS, MOST_SECTIONS, LONGEST_HEADING = 300, 60, 120
FIELDS = ("kind", "title", "words", "minutes", "offset", "whom", "person", "shows")


@transaction.atomic
def add_step(path: Path, *, by: Person, details: StepDetails, place: int | None = None) -> Step:
    """Put a step on the line, at its end or at `place` (from 0, sections counted). Those who make the path may.

    Refused in words: what a step may not say, an item that whoever adds it cannot see, more than three hundred steps.
    """
    path, details = hold_path(path, by), checked_step(details)
    if path.step_count >= MOST_STEPS:
        raise ValidationError(_("A path has at most %(most)s steps. Make a second one.") % {"most": MOST_STEPS})
    _refuse_unseen(details, by)
    step = Step.objects.create(
        path=path, place=room_on(path, place), **{name: getattr(details, name) for name in FIELDS}
    )
    step.items.set(details.items)
    _say(path, by, "added", step)
    return step


@transaction.atomic
def change_step(step: Step, *, by: Person, details: StepDetails) -> Step:
    """Say otherwise what one does in a step. Those who make the path may; the same again changes nothing."""
    path, details = hold_path(step.path, by), checked_step(details)
    step = Step.objects.get(pk=step.pk)
    held = set(step.items.all())
    _refuse_unseen(details, by, known=held)
    changed = [name for name in FIELDS if getattr(step, name) != getattr(details, name)]
    if not changed and held == set(details.items):
        return step
    for name in changed:
        setattr(step, name, getattr(details, name))
    step.save()
    step.items.set(details.items)
    _say(path, by, "changed", step)
    return step


@transaction.atomic
def write_step(path: Path, *, by: Person, step: Step | None, details: StepDetails, first: Collection[Step]) -> Step:
    """Put a step on the line, or change it, together with what comes before it: both or neither. As each may refuse."""
    kept = add_step(path, by=by, details=details) if step is None else change_step(step, by=by, details=details)
    set_before(kept, by=by, first=first)
    return kept


@transaction.atomic
def remove_step(step: Step, *, by: Person) -> None:
    """Take a step off the line; what was waiting for it waits no more. Those who make the path may."""
    path = hold_path(step.path, by)
    kept = Step.objects.filter(pk=step.pk).first()
    if kept is not None:
        title, pk = kept.title, kept.pk
        kept.delete()
        count_line(path)
        journal.record("path.line_changed", by=by, about=path, what="removed", step=pk, title=title)


@transaction.atomic
def add_section(path: Path, *, by: Person, title: str, place: int | None = None) -> Section:
    """Put a heading on the line, above what comes after it. Those who make the path may; refused without words."""
    path, title = hold_path(path, by), _heading(title)
    if path.sections.count() >= MOST_SECTIONS:
        raise ValidationError({"title": _("A path has at most %(most)s sections.") % {"most": MOST_SECTIONS}})
    section = Section.objects.create(path=path, title=title, place=room_on(path, place))
    journal.record("path.line_changed", by=by, about=path, what="section", title=title)
    return section


@transaction.atomic
def remove_section(section: Section, *, by: Person) -> None:
    """Take a heading off the line; the steps below it stay. Those who make the path may."""
    path = hold_path(section.path, by)
    if Section.objects.filter(pk=section.pk).delete()[0]:
        journal.record("path.line_changed", by=by, about=path, what="section_removed", title=section.title)


def _refuse_unseen(details: StepDetails, by: Person, known: Collection[Item] = ()) -> None:
    new = {item.pk for item in details.items} - {item.pk for item in known}
    if len(new) != Item.objects.visible_to(by).filter(pk__in=new).count():
        raise ValidationError({"held": _("One of these is not here. Choose again.")})


def _say(path: Path, by: Person, what: str, step: Step) -> None:
    count_line(path)
    journal.record("path.line_changed", by=by, about=path, what=what, step=step.pk, title=step.title)


def _heading(title: str) -> str:
    title = one_line(title)
    if not title or len(title) > LONGEST_HEADING:
        raise ValidationError({"title": _("Say in a few words what the stretch is called.")})
    return title
