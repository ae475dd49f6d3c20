"""What follows from people having met: the steps that bring just them together are done, and nobody has to say so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from upwell.journeys.actions.finishing import finish_walks, note_done
from upwell.journeys.models import Enrolment, Step, StepDone, StepKind
from upwell.journeys.queries.meeting import company_for


@transaction.atomic
def follow_meeting(people: Collection[int], *, at: datetime) -> int:
    """These people met: a step that brings one of them together with another is done for whoever walks it.

    Left as they are: steps before which another has to be done, and walks that began after they met. Whoever walks may take
    it back as if they had said it themselves. Again changes nothing. Returns how many steps it changed.
    """
    if len(people) < 2:
        return 0
    meetings = Step.objects.filter(path=OuterRef("path"), kind=StepKind.MEET)
    walks = Enrolment.objects.select_for_update(of=("self",)).going_on().filter(person__in=people, entered_at__lte=at)
    walks = walks.filter(Exists(meetings)).select_related("path", "person__team__lead", "person__lead", "buddy")
    made = [done for walk in walks.order_by("pk") for done in _mark(walk, people, at)]
    finish_walks({done.enrolment_id for done in made})
    return len(made)


def _mark(walk: Enrolment, people: Collection[int], at: datetime) -> list[StepDone]:
    made = []
    done = StepDone.objects.filter(enrolment=walk)
    steps = walk.path.steps.filter(kind=StepKind.MEET).exclude(done__in=done)
    for step in steps.select_related("person").prefetch_related("after"):
        met = [one.person for one in company_for(step, walk) if one.person.pk in people]
        if met and not step.after.exclude(done__in=done).exists():
            new = StepDone.objects.create(enrolment=walk, step=step, at=at)
            new.met.set(met)
            note_done(walk, step, met=met)
            made.append(new)
    return made
