"""Doors to tasks: mine, one of them, making and changing one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.core.text import shorten
from upwell.journeys.actions.tasking import change_task as change
from upwell.journeys.actions.tasking import make_task as make
from upwell.journeys.models import Task
from upwell.journeys.permissions import can_change_task
from upwell.journeys.queries.trying import VIEWS, attempts_of, task_page, tasks_made, to_look_at_count, trying_of
from upwell.journeys.task_forms import GuessForm, TaskForm
from upwell.journeys.views.showing import LARGEST_ID, fill_in, form_page, task_of
from upwell.needs.models import Need
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def tasks(request: MemberRequest) -> HttpResponse:
    """What one tries, has done, is asked to look at, has made: ?view=mine|look|done|made &after=<key>."""
    view, after = request.GET.get("view", "mine"), request.GET.get("after", "")
    if view not in VIEWS:
        raise Http404
    labels = {"mine": _("You try"), "look": _("For you to look at"), "done": _("Done"), "made": _("You made")}
    counts = {"look": to_look_at_count(request.user) or ""}
    tabs = [
        {"url": f"?view={name}", "label": labels[name], "is_here": name == view, "count": counts.get(name, "")}
        for name in VIEWS
    ]
    found = (
        tasks_made(request.user, after=after) if view == "made" else attempts_of(request.user, view=view, after=after)
    )
    return render(request, "journeys/tasks.html", {"page": found, "view": view, "tabs": tabs})


@members_only
@require_safe
def task(request: MemberRequest, task_id: int) -> HttpResponse:
    """A task: what to do, what to show, who looks, and what came of it for others."""
    found = task_of(request, task_id)
    page = task_page(found, request.user, after=request.GET.get("after", ""), told_after=request.GET.get("told", ""))
    return render(request, "journeys/task.html", {"sheet": page, "task": found, "form": GuessForm()})


@members_only
@require_safe
def part(request: MemberRequest, task_id: int) -> HttpResponse:
    """What a module shows of a task that it asks for: to try it, or how far one is. By itself it leads to the task."""
    found = task_of(request, task_id)
    if not request.htmx:
        return redirect(found)
    return render(
        request, "journeys/_part.html", {"sheet": trying_of(found, request.user), "task": found, "form": GuessForm()}
    )


@members_only
@form_page
def make_task(request: MemberRequest) -> HttpResponse:
    """Make a task; ?need=<id> answers that need with it."""
    need = _need(request)
    start = {"title": shorten(need.title, 200)} if need else {}
    form = TaskForm(request.POST if request.method == "POST" else None, initial=start)

    def made() -> Task:
        return make(form.details(), by=request.user, need=need)

    said = _("It is out. Everybody who needs it is told.") if need else _("It is out. Whoever sees it can try it.")
    return fill_in(request, "journeys/make_task.html", form, made, said, need=need)


@members_only
@form_page
def change_task(request: MemberRequest, task_id: int) -> HttpResponse:
    """Change what to try."""
    found = task_of(request, task_id)
    if not can_change_task(request.user, found):
        raise PermissionDenied
    form = TaskForm.of(found, request.POST if request.method == "POST" else None)

    def changed() -> Task:
        return change(found, by=request.user, details=form.details())

    return fill_in(request, "journeys/change_task.html", form, changed, _("Changed."), task=found)


def _need(request: MemberRequest) -> Need | None:
    written = request.POST.get("need") or request.GET.get("need", "")
    if not written:
        return None
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
    return get_object_or_404(Need.objects.visible_to(request.user).standing(), pk=min(number, LARGEST_ID))
