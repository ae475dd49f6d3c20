"""What is due for somebody on the paths they walk; read by the week's plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from upwell.journeys.models import Enrolment, Step, StepDone, StepKind, Whom
from upwell.journeys.working_days import working_day
from upwell.people.models import Person

MOST_WALKS, MOST_STEPS = 10, 60  # looked at
MOST_DUE = 20


@dataclass(frozen=True)
class DueStep:
    """A step somebody can do now: where it is done, how long it takes, by when (None: no day), and with whom."""

    step_id: int
    title: str
    url: str
    minutes: int
    due_on: date | None
    path_title: str
    is_meeting: bool
    person: Person | None


def due_steps(person: Person, *, today: date) -> list[DueStep]:
    """What `person` can do next on their paths, the soonest due first; on each path in the order of its line.

    Left out: what is done, what waits for another step, what is out of date, and paths that are past their last day.
    """
    open_steps = _open_steps(person, today)[:MOST_STEPS]
    walks = {walk.path_id: walk for walk in _walks(person, today)}
    found = [_due(step, walks[step.path_id]) for step in open_steps if step.path_id in walks]
    found.sort(key=lambda due: (due.due_on is None, due.due_on or today))
    return found[:MOST_DUE]


def _walks(person: Person, today: date) -> Iterable[Enrolment]:
    lasting = Q(until__isnull=True) | Q(until__gte=today)
    walks = Enrolment.objects.going_on().filter(lasting, person=person)
    return walks.select_related("path__item", "buddy").order_by("-entered_at")[:MOST_WALKS]


def _open_steps(person: Person, today: date) -> list[Step]:
    walked = Enrolment.objects.going_on().filter(person=person)
    done = StepDone.objects.filter(enrolment__person=person)
    waits = Step.after.through.objects.filter(from_step=OuterRef("pk"))
    unmet = waits.filter(~Exists(done.filter(step=OuterRef("to_step"))))
    steps = Step.objects.walkable(today).filter(path__in=walked.values("path"))
    steps = steps.filter(~Exists(done.filter(step=OuterRef("pk"))), ~Exists(unmet))
    soonest = steps.select_related("person").prefetch_related("items")
    return list(soonest.order_by(F("offset").asc(nulls_last=True), "place", "pk")[: MOST_STEPS + 1])


def _due(step: Step, walk: Enrolment) -> DueStep:
    return DueStep(
        step_id=step.pk,
        title=step.title,
        url=url_of(step, walk),
        minutes=step.minutes,
        due_on=due_on(step, walk),
        path_title=walk.path.item.title,
        is_meeting=step.is_meeting,
        person={Whom.BUDDY.value: walk.buddy, Whom.PERSON.value: step.person}.get(step.whom),
    )


def due_on(step: Step, walk: Enrolment) -> date | None:
    """The day by which a step is due on this walk; none where the step names none."""
    return None if step.offset is None else working_day(walk.day, step.offset)


def url_of(step: Step, walk: Enrolment) -> str:
    """Where a step is done: at the one thing it holds, else on the path's own page."""
    items = list(step.items.all())
    if len(items) == 1 and step.kind not in {StepKind.RECORDING, StepKind.MEET, StepKind.REFLECTION}:
        return items[0].get_absolute_url()
    return f"{reverse('journeys:path', args=[walk.path_id])}#step-{step.pk}"
