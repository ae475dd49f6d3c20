"""Paths, for programs: the same actions and the same permissions as the pages."""

from dataclasses import asdict
from typing import Literal

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.problems import REFUSALS
from upwell.journeys.actions.entering import assign_path, enter_path, leave_path
from upwell.journeys.actions.walking import do_step
from upwell.journeys.models import Enrolment, Path, Step
from upwell.journeys.paths_schemas import (
    AssignIn,
    BeginIn,
    DueStepOut,
    GivenOut,
    PathOut,
    PathStepOut,
    StepDoneIn,
    WalkOut,
)
from upwell.journeys.queries.due import due_steps
from upwell.journeys.queries.paths import paths_of
from upwell.people.bearer import ProgramRequest
from upwell.people.models import Person

router = Router(tags=["paths"])


@router.get("/paths", response={200: Listing[PathOut], **REFUSALS})
def paths(
    request: ProgramRequest,
    view: Literal["all", "mine", "making"] = "all",
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """Paths one may see: all that can be begun, those one walks, those one makes."""
    found = paths_of(request.auth, view=view, after=after, size=limit)
    return listing(found)


@router.get("/paths/due", response={200: list[DueStepOut], **REFUSALS})
def due(request: ProgramRequest) -> list[dict[str, object]]:
    """What one can do next on one's paths, the soonest due first."""
    steps = due_steps(request.auth, today=timezone.localdate())
    people = Person.objects.with_team().in_bulk({step.person_id for step in steps if step.person_id})
    return [{**asdict(step), "person": people.get(step.person_id or 0)} for step in steps]


@router.get("/paths/{path_id}", response={200: PathOut, **REFUSALS})
def path(request: ProgramRequest, path_id: Id) -> Path:
    """One path."""
    return _path(request, path_id)


@router.get("/paths/{path_id}/steps", response={200: list[PathStepOut], **REFUSALS})
def steps(request: ProgramRequest, path_id: Id) -> QuerySet[Step]:
    """The steps on its line, in order; at most three hundred."""
    return _path(request, path_id).steps.all()


@router.post("/paths/{path_id}/walk", response={201: WalkOut, **REFUSALS})
def begin(request: ProgramRequest, path_id: Id, body: BeginIn) -> Status[Enrolment]:
    """Begin it, or go on where one was."""
    return Status(201, enter_path(_path(request, path_id), by=request.auth, day=body.day))


@router.get("/paths/{path_id}/walk", response={200: WalkOut, **REFUSALS})
def walk(request: ProgramRequest, path_id: Id) -> Enrolment:
    """One's own walk on it."""
    return _walk(request, path_id)


@router.post("/paths/{path_id}/leave", response={204: None, **REFUSALS})
def leave(request: ProgramRequest, path_id: Id) -> Status[None]:
    """Leave it, if one began it oneself."""
    leave_path(_walk(request, path_id), by=request.auth)
    return Status(204, None)


@router.post("/paths/{path_id}/assign", response={201: GivenOut, **REFUSALS})
def assign(request: ProgramRequest, path_id: Id, body: AssignIn) -> Status[Enrolment]:
    """Give it to somebody, as their lead or as a steward."""
    person = get_object_or_404(Person, pk=body.person)
    buddy = get_object_or_404(Person, pk=body.buddy) if body.buddy else None
    made = assign_path(_path(request, path_id), by=request.auth, person=person, day=body.day, buddy=buddy)
    return Status(201, made)


@router.post("/paths/{path_id}/steps/{step_id}/done", response={200: WalkOut, **REFUSALS})
def step_done(request: ProgramRequest, path_id: Id, step_id: Id, body: StepDoneIn) -> Enrolment:
    """Say that one has done a step that nothing else notices."""
    walking = _walk(request, path_id)
    step = get_object_or_404(Step, pk=step_id, path=path_id)
    met = list(Person.objects.active().filter(pk__in=body.met))
    do_step(walking, by=request.auth, step=step, words=body.words, met=met, share=body.share)
    return _walk(request, path_id)


def _path(request: ProgramRequest, path_id: int) -> Path:
    return get_object_or_404(Path.objects.visible_to(request.auth).with_card(), pk=path_id)


def _walk(request: ProgramRequest, path_id: int) -> Enrolment:
    walks = Enrolment.objects.standing().select_related("person__team", "buddy__team")
    return get_object_or_404(walks, path=path_id, person=request.auth)
