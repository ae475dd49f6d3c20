"""Doors to events: the list, one of them, planning, changing, calling off."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from upwell.core import clock
from upwell.core.access import members_only
from upwell.gatherings.actions.planning import cancel_event, change_event, plan_event
from upwell.gatherings.calendars import entry_of, written
from upwell.gatherings.forms import CancelForm, EventForm, NotesForm, WordsForm
from upwell.gatherings.models import Event
from upwell.gatherings.queries.events import VIEWS, event_page, events_for_need, events_of
from upwell.gatherings.views.showing import circle_to_plan_in, fill_in, form_page, hosted, seen, typed
from upwell.people.requests import MemberRequest


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
    circle = circle_to_plan_in(request)
    form = EventForm(typed(request), person=request.user, initial={"title": request.GET.get("title", "")})

    def act() -> Event:
        said = form.cleaned_data
        return plan_event(
            form.details(), by=request.user, day=said["day"], at=said["time"], options=form.options(), circle=circle
        )

    told = _("Planned. Tell those who should come, or let them find it.")
    return fill_in(request, "gatherings/plan.html", form, act, told, circle=circle)


@members_only
@form_page
def change(request: MemberRequest, event_id: int) -> HttpResponse:
    """Change or move an event."""
    found = hosted(request, event_id)
    form = EventForm.of(found, request.user, typed(request))

    def act() -> Event:
        said = form.cleaned_data
        return change_event(found, by=request.user, details=form.details(), day=said["day"], at=said["time"])

    told = _("Changed. Everybody who has a seat is told.")
    return fill_in(request, "gatherings/change.html", form, act, told, event=found)


@members_only
@form_page
def cancel(request: MemberRequest, event_id: int) -> HttpResponse:
    """Call an event off."""
    found = hosted(request, event_id)
    form = CancelForm(typed(request))

    def act() -> Event:
        return cancel_event(found, by=request.user, word=form.cleaned_data["word"]).event

    told = _("Cancelled. Everybody who wanted to come is told.")
    return fill_in(request, "gatherings/cancel.html", form, act, told, event=found)


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
