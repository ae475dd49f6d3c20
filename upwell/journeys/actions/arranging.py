"""The order of a path's line: moving what is on it, and saying what comes first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.journeys.actions.making import hold_path
from upwell.journeys.models import Path, Section, Step
from upwell.journeys.queries.line import line_of, name_on_line
from upwell.journeys.rings import ring_in
from upwell.people.models import Person


@transaction.atomic
def arrange_line(path: Path, *, by: Person, order: Sequence[str]) -> None:
    """Put the line into this order of 'step-7' and 'section-3'; what is not named stays behind them, as it was.

    Those who make the path may; names of other paths' steps are passed over, and the same order changes nothing.
    """
    path = hold_path(path, by)
    line = _line(path)
    named = {name_on_line(each): each for each in line}
    wanted = list(dict.fromkeys(name for name in order if name in named))
    new = [named[name] for name in wanted] + [each for name, each in named.items() if name not in set(wanted)]
    if new == line:
        return
    for place, each in enumerate(new):
        each.place = place
    Step.objects.bulk_update([each for each in new if isinstance(each, Step)], ["place"])
    Section.objects.bulk_update([each for each in new if isinstance(each, Section)], ["place"])
    journal.record("path.line_changed", by=by, about=path, what="arranged")


@transaction.atomic
def set_before(step: Step, *, by: Person, first: Collection[Step]) -> None:
    """Say which steps have to be done before this one. Those who make the path may; the same again changes nothing.

    Refused by name: steps that would wait for each other in a ring, so that nobody could ever begin.
    """
    path = hold_path(step.path, by)
    steps = path.steps.in_bulk()
    if any(each.pk not in steps for each in first):
        raise PermissionDenied
    before: dict[int, set[int]] = {pk: set() for pk in steps}
    for waits, earlier in Step.after.through.objects.filter(from_step__path=path).values_list("from_step", "to_step"):
        before[waits].add(earlier)
    wanted = {each.pk for each in first}
    if before[step.pk] == wanted:
        return
    before[step.pk] = wanted
    if ring := ring_in(before):
        names = " → ".join(f"‘{steps[pk].title}’" for pk in [*ring, ring[0]])
        raise ValidationError({"first": _("These would wait for each other: %(names)s.") % {"names": names}})
    step.after.set(wanted)
    journal.record("path.line_changed", by=by, about=path, what="before", step=step.pk)


def room_on(path: Path, place: int | None) -> int:
    """The place for something new, part of an action; what stands there and after it moves on by one."""
    line = _line(path)
    if place is None or place >= len(line):
        return line[-1].place + 1 if line else 0
    at = line[max(place, 0)].place
    path.steps.filter(place__gte=at).update(place=F("place") + 1)
    path.sections.filter(place__gte=at).update(place=F("place") + 1)
    return at


def _line(path: Path) -> list[Step | Section]:
    return line_of(path.sections.all(), path.steps.all())
