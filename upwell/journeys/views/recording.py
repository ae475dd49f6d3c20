"""Doors to recording where a step or a task asks for it: the recorder, and back with what was recorded."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.gatherings.views.showing import form_page
from upwell.journeys.models import Evidence, StepKind
from upwell.journeys.permissions import can_show
from upwell.journeys.views.path_steps import walked_step
from upwell.journeys.views.showing import attempt_of
from upwell.library.actions.recording import start_with_file
from upwell.library.queries.recorder import recorder, take_named
from upwell.media.actions.takes import keep_take
from upwell.media.actions.uploads import drop_upload
from upwell.people.requests import MemberRequest


@members_only
@form_page
def record_step(request: MemberRequest, path_id: int, step_id: int) -> HttpResponse:
    """Record what a step asks for; a `take` goes back with one to the step, where it is handed in."""
    found, step, _walk = walked_step(request, path_id, step_id)
    if step.kind != StepKind.RECORDING:
        raise PermissionDenied
    asked = {"title": step.title, "asks": step.words, "back": f"{found.get_absolute_url()}#step-{step.pk}"}
    return _record(request, asked, f"{found.get_absolute_url()}?step={step.pk}&recording=%s#step-{step.pk}")


@members_only
@form_page
def record_evidence(request: MemberRequest, attempt_id: int) -> HttpResponse:
    """Record what one shows for a task; a `take` goes back with one to where one says who looks at it."""
    found = attempt_of(request, attempt_id)
    if not can_show(request.user, found) or Evidence.RECORDING not in found.task.evidence:
        raise PermissionDenied
    back = reverse("journeys:show", args=[found.pk])
    asked = {"title": found.task.item.title, "asks": found.task.show, "back": back}
    return _record(request, asked, f"{back}?recording=%s")


@members_only
@require_POST
def make_module(request: MemberRequest, path_id: int, step_id: int) -> HttpResponse:
    """Begin a module with what one handed in for a step, so that colleagues can see it once it is published."""
    _found, step, walk = walked_step(request, path_id, step_id)
    done = walk.done.filter(step=step).select_related("file").first()
    if done is None or done.file is None:
        raise Http404
    return redirect("library:edit", start_with_file(done.file, by=request.user, title=step.title).pk)


def _record(request: MemberRequest, asked: dict[str, str], back: str) -> HttpResponse:
    """The recorder; with a `take` it becomes a file, whose name goes into the address `back`."""
    fault = ""
    if request.method == "POST":
        take = take_named(request.POST.get("take", ""), request.user)
        if take is None:
            raise Http404
        try:
            file = keep_take(take, by=request.user)
        except ValidationError as refusal:
            fault = " ".join(refusal.messages)
        else:
            drop_upload(take, by=request.user)
            return redirect(back % file.sha256)
    context = {**recorder(), **asked, "notes": asked["asks"], "use_url": request.path, "fault": fault}
    return render(request, "journeys/record.html", context, status=422 if fault else 200)
