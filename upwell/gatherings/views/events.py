"""Doors to events: the list, one of them, planning, changing, calling off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from upwell.core import clock
from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.gatherings.actions.planning import cancel_event, change_event, plan_event
from upwell.gatherings.calendars import entry_of, written
from upwell.gatherings.forms import CancelForm, EventForm, NotesForm, WordsForm
from upwell.gatherings.models import Circle
from upwell.gatherings.permissions import can_host, can_plan_in
from upwell.gatherings.queries.events import VIEWS, event_page, events_for_need, events_of
from upwell.gatherings.views.showing import number, seen
from upwell.people.requests import MemberRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@require_safe
def events(request: MemberRequest) -> HttpResponse:
    """What is planned: ?view=coming|mine|looking|past &after=<key>."""
    view = request.GET.get("view", "coming")
    if view not in VIEWS:
        raise Http404
    labels = {"coming": _("Coming"), "mine": _("Yours"), "looking": _("Looking for a date"), "past": _("Past")}
    tabs = [{"url": f"?view={name}", "label": labels[name], "is_here": name == view} for name in VIEWS]
    page = events_of(request.user, view=view, after=request.GET.get("after", ""))
    return render(request, "gatherings/events.html", {"page": page, "view": view, "tabs": tabs})


@members_only
@require_safe
def event(request: MemberRequest, event_id: int) -> HttpResponse:
    """An event: when, where, who comes, what came of it."""
    found = seen(request, event_id)
    page = event_page(found, request.user, after=request.GET.get("after", ""))
    context = {"page": page, "event": found, "form": WordsForm(), "notes": NotesForm(initial={"notes": found.notes})}
    return render(request, "gatherings/event.html", context)


@members_only
@require_safe
def for_need(request: MemberRequest, need_id: int) -> HttpResponse:
    """What is planned for a need, for its page; nothing where nothing is."""
    found = events_for_need(min(need_id, 2**63 - 1), request.user)
    return render(request, "gatherings/_for_need.html", {"events": found})


@members_only
@form_page
def plan(request: MemberRequest) -> HttpResponse:
    """Plan an event; ?circle=<id> plans it there."""
    circle = _circle(request)
    if request.method != "POST":
        form = EventForm(person=request.user, initial={"title": request.GET.get("title", "")})
        return render(request, "gatherings/plan.html", {"form": form, "circle": circle})
    form = EventForm(request.POST, person=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = plan_event(
                form.details(), by=request.user, day=said["day"], at=said["time"], options=form.options(), circle=circle
            )
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Planned. Tell those who should come, or let them find it."))
            return redirect(made)
    return render(request, "gatherings/plan.html", {"form": form, "circle": circle}, status=422)


@members_only
@form_page
def change(request: MemberRequest, event_id: int) -> HttpResponse:
    """Change or move an event."""
    found = seen(request, event_id)
    if not can_host(request.user, found):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "gatherings/change.html", {"event": found, "form": EventForm.of(found, request.user)})
    form = EventForm.of(found, request.user, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            change_event(found, by=request.user, details=form.details(), day=said["day"], at=said["time"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Changed. Everybody who has a seat is told."))
            return redirect(found)
    return render(request, "gatherings/change.html", {"event": found, "form": form}, status=422)


@members_only
@form_page
def cancel(request: MemberRequest, event_id: int) -> HttpResponse:
    """Call an event off."""
    found = seen(request, event_id)
    if not can_host(request.user, found):
        raise PermissionDenied
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_event(found, by=request.user, word=form.cleaned_data["word"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Cancelled. Everybody who wanted to come is told."))
            return redirect(found)
    status = 422 if request.method == "POST" else 200
    return render(request, "gatherings/cancel.html", {"event": found, "form": form}, status=status)


@members_only
@require_safe
def file(request: MemberRequest, event_id: int) -> HttpResponse:
    """The event as a file for a calendar."""
    found = seen(request, event_id)
    if found.starts_at is None:
        raise Http404
    body = written([entry_of(found, now=clock.now())])
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="event-{found.pk}.ics"'
    return response


def _circle(request: MemberRequest) -> Circle | None:
    typed = request.POST.get("circle") or request.GET.get("circle", "")
    if not typed:
        return None
    found = get_object_or_404(Circle.objects.visible_to(request.user), pk=number(typed))
    if not can_plan_in(request.user, found):
        raise PermissionDenied
    return found
