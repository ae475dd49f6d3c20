"""What somebody can do next on the paths they walk, and by when: for the path's page, for one's API, for the week's plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from upwell.core.prepared import IsAmong, prepared
from upwell.journeys.models import Enrolment, Step, StepDone, StepKind, Whom
from upwell.journeys.queries.lines import Laid, Lines
from upwell.journeys.working_days import working_day
from upwell.people.models import Person

MOST_WALKS = 10  # of one person, the latest entered, that are looked at
MOST_DUE = 20  # of one person


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step somebody can do now: where it is done, how long it takes, by when (None: no day), and with whom."""

    step_id: int
    title: str
    url: str
    minutes: int
    due_on: date | None
    path_title: str
    is_meeting: bool
    person_id: int | None


class Going(NamedTuple):
    """A walk that goes on, as far as what is due is concerned."""

    id: int
    person: int
    path: int
    day: date
    buddy: int | None


def due_steps(person: Person, *, today: date) -> list[DueStep]:
    """What `person` can do next on their paths, the soonest due first; on each path in the order of its line.

    Left out: what is done, what waits for another step, what is out of date, and paths that are past their last day.
    """
    return due_steps_of([person.pk], lines=Lines(today)).get(person.pk, [])


def due_steps_of(people: Sequence[int], *, lines: Lines) -> dict[int, list[DueStep]]:
    """The same for many at once, on the day of `lines`, which holds what they share; those who have nothing to do are left out."""
    walks = _latest_walks(people, lines.today)
    if not walks:
        return {}
    lines.look_up(walk.path for walk in walks)
    done: defaultdict[int, set[int]] = defaultdict(set)
    for walk_id, step in _done([walk.id for walk in walks]):
        done[walk_id].add(step)
    waiting: defaultdict[int, list[Iterator[DueStep]]] = defaultdict(list)
    for walk in walks:
        waiting[walk.person].append(_next(walk, lines.steps[walk.path], done.get(walk.id, set())))
    found = {person: list(islice(merge(*lists, key=_soonest), MOST_DUE)) for person, lists in waiting.items()}
    return {person: steps for person, steps in found.items() if steps}


def due_on(step: Step, walk: Enrolment) -> date | None:
    """The day by which a step is due on this walk; none where the step names none."""
    return None if step.offset is None else working_day(walk.day, step.offset)


def _latest_walks(people: Sequence[int], today: date) -> list[Going]:
    kept: list[Going] = []
    count: defaultdict[int, int] = defaultdict(int)
    for row in _going_on(list(people), today):
        walk = Going(*row)
        count[walk.person] += 1
        if count[walk.person] <= MOST_WALKS:
            kept.append(walk)
    return kept


def _next(walk: Going, line: list[Laid], done: set[int]) -> Iterator[DueStep]:
    """The steps of a line that are neither done nor wait for another, the soonest due first; worked out as they are taken."""
    for step in line:
        if step.id not in done and done.issuperset(step.first):
            yield _due(step, walk)


def _due(step: Laid, walk: Going) -> DueStep:
    return DueStep(
        step_id=step.id,
        title=step.title,
        url=step.url,
        minutes=step.minutes,
        due_on=None if step.offset is None else working_day(walk.day, step.offset),
        path_title=step.path_title,
        is_meeting=step.kind == StepKind.MEET,
        person_id=_whom(step, walk),
    )


def _whom(step: Laid, walk: Going) -> int | None:
    if step.whom == Whom.BUDDY:
        return walk.buddy
    return step.person if step.whom == Whom.PERSON and step.person_is_here else None


def _soonest(step: DueStep) -> tuple[bool, date]:
    return step.due_on is None, step.due_on or date.max


@prepared
def _going_on(people: list[int], today: date) -> QuerySet[Enrolment, Any]:
    lasting = Q(until__isnull=True) | Q(until__gte=today)
    walks = Enrolment.objects.going_on().filter(lasting, IsAmong("person", people))
    return walks.order_by("person", "-entered_at").values_list("pk", "person", "path", "day", "buddy")


@prepared
def _done(walks: list[int]) -> QuerySet[StepDone, Any]:
    return StepDone.objects.filter(IsAmong("enrolment", walks)).values_list("enrolment", "step")
