"""Tasks, attempts and progress, for programs: the same actions and the same permissions as the pages."""

from typing import Literal

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.problems import REFUSALS
from upwell.journeys.actions.looking import look_at_attempt
from upwell.journeys.actions.progressing import finish_item, keep_place, reopen_item
from upwell.journeys.actions.tasking import change_task, make_task
from upwell.journeys.actions.trying import Shown, show_evidence, try_task
from upwell.journeys.models import Attempt, AttemptQuerySet, Progress, Task, TaskQuerySet
from upwell.journeys.queries.progress import progress_of
from upwell.journeys.queries.trying import attempts_of
from upwell.journeys.tasks_schemas import (
    AttemptOut,
    FinishIn,
    GuessIn,
    LookIn,
    PlaceIn,
    ProgressOut,
    ShownIn,
    TaskIn,
    TaskOut,
)
from upwell.library.models import Item, ItemKind
from upwell.needs.models import Need
from upwell.people.bearer import ProgramRequest
from upwell.people.models import Person

router = Router(tags=["tasks and progress"])
READ = (ItemKind.MODULE, ItemKind.LINK)  # what one says oneself that one has finished


@router.post("/tasks", response={201: TaskOut, **REFUSALS})
def make(request: ProgramRequest, body: TaskIn) -> Status[Task]:
    """Make something to try at work; with `need` it answers that need."""
    needs = Need.objects.visible_to(request.auth).standing()
    need = get_object_or_404(needs, pk=body.need) if body.need else None
    return Status(201, make_task(body.details(), by=request.auth, need=need))


@router.get("/tasks/{task_id}", response={200: TaskOut, **REFUSALS})
def task(request: ProgramRequest, task_id: Id) -> Task:
    """One task."""
    return get_object_or_404(_tasks(request), pk=task_id)


@router.put("/tasks/{task_id}", response={200: TaskOut, **REFUSALS})
def change(request: ProgramRequest, task_id: Id, body: TaskIn) -> Task:
    """Say otherwise what to try; `need` is passed over."""
    change_task(get_object_or_404(_tasks(request), pk=task_id), by=request.auth, details=body.details())
    return _tasks(request).get(pk=task_id)


@router.post("/tasks/{task_id}/try", response={201: AttemptOut, **REFUSALS})
def try_it(request: ProgramRequest, task_id: Id, body: GuessIn) -> Status[Attempt]:
    """Begin to try it."""
    made = try_task(get_object_or_404(_tasks(request), pk=task_id), by=request.auth, guess=body.guess)
    return Status(201, _attempts(request).get(pk=made.pk))


@router.get("/attempts", response={200: Listing[AttemptOut], **REFUSALS})
def attempts(
    request: ProgramRequest,
    view: Literal["mine", "look", "done"] = "mine",
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """What one tries, is asked to look at, or has done."""
    found = attempts_of(request.auth, view=view, after=after, size=limit)
    return listing(found)


@router.post("/attempts/{attempt_id}/show", response={200: AttemptOut, **REFUSALS})
def show(request: ProgramRequest, attempt_id: Id, body: ShownIn) -> Attempt:
    """Show what came out in words, and ask somebody to look."""
    found = get_object_or_404(_attempts(request), pk=attempt_id)
    observer = get_object_or_404(Person.objects.visible_to(request.auth), pk=body.observer)
    shown = Shown(text=body.text, picture=found.picture, file=found.file, result=body.result)
    show_evidence(found, by=request.auth, shown=shown, observer=observer, as_what=body.as_what)
    return _attempts(request).get(pk=attempt_id)


@router.post("/attempts/{attempt_id}/look", response={200: AttemptOut, **REFUSALS})
def look(request: ProgramRequest, attempt_id: Id, body: LookIn) -> Attempt:
    """Say what one saw: accept it, or send it back with a word."""
    found = get_object_or_404(_attempts(request), pk=attempt_id)
    look_at_attempt(found, by=request.auth, accept=body.accept, word=body.word, ticked=body.ticked, stamp=body.stamp)
    return _attempts(request).get(pk=attempt_id)


@router.get("/progress", response={200: Listing[ProgressOut], **REFUSALS})
def learned(
    request: ProgramRequest,
    view: Literal["finished", "begun"] = "finished",
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """What one has finished, or begun. Nobody else's."""
    found = progress_of(request.auth, view=view, after=after, size=limit)
    return listing(found)


@router.put("/items/{item_id}/place", response={200: ProgressOut, **REFUSALS})
def place(request: ProgramRequest, item_id: Id, body: PlaceIn) -> Progress:
    """Note where one is; a module whose end was reached and whose questions were answered is finished by it."""
    item = _item(request, item_id)
    return keep_place(item, by=request.auth, place=body.place(), seconds=body.seconds, visit=body.visit)


@router.post("/items/{item_id}/finish", response={200: ProgressOut, **REFUSALS})
def finish(request: ProgramRequest, item_id: Id, body: FinishIn) -> Progress:
    """Say that one is done with a module or a link."""
    return finish_item(_item(request, item_id), by=request.auth, result=body.result)


@router.post("/items/{item_id}/reopen", response={200: ProgressOut, **REFUSALS})
def reopen(request: ProgramRequest, item_id: Id) -> Progress:
    """Not done after all."""
    return reopen_item(_item(request, item_id), by=request.auth)


def _item(request: ProgramRequest, item_id: int) -> Item:
    return get_object_or_404(Item.objects.published().visible_to(request.auth).filter(kind__in=READ), pk=item_id)


def _tasks(request: ProgramRequest) -> TaskQuerySet:
    return Task.objects.visible_to(request.auth).with_card()


def _attempts(request: ProgramRequest) -> AttemptQuerySet:
    return Attempt.objects.visible_to(request.auth).with_everything()
