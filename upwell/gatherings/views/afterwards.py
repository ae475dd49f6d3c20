"""Doors to what is laid beside an event, what came of it, and what is said about it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.discussion.actions import remove_comment
from upwell.gatherings.actions.afterwards import add_material, remove_material, write_notes
from upwell.gatherings.actions.talking import comment_on_event
from upwell.gatherings.forms import MaterialForm, NotesForm, WordsForm
from upwell.gatherings.models import Event
from upwell.gatherings.queries.events import event_page
from upwell.gatherings.views.showing import done, fill_in, form_page, hosted, seen, typed
from upwell.people.requests import MemberRequest


@members_only
@form_page
def notes(request: MemberRequest, event_id: int) -> HttpResponse:
    """Write down what came of it."""
    found = hosted(request, event_id)
    form = NotesForm(typed(request), initial={"notes": found.notes})

    def act() -> Event:
        return write_notes(found, by=request.user, text=form.cleaned_data["notes"])

    told = _("Kept. It stays findable with them.")
    return fill_in(request, "gatherings/notes.html", form, act, told, at="#notes", event=found)


@members_only
@form_page
def material(request: MemberRequest, event_id: int) -> HttpResponse:
    """Lay something beside it."""
    found = hosted(request, event_id)
    form = MaterialForm(typed(request))

    def act() -> Event:
        return add_material(found, by=request.user, **form.cleaned_data).event

    return fill_in(request, "gatherings/material.html", form, act, _("Laid beside it."), at="#materials", event=found)


@members_only
@require_POST
def unmaterial(request: MemberRequest, event_id: int, material_id: int) -> HttpResponse:
    """Take it away again."""
    found = seen(request, event_id)
    remove_material(get_object_or_404(found.materials, pk=material_id), by=request.user)
    return done(request, found, _("Taken away."), at="#materials")


@members_only
@require_POST
def say(request: MemberRequest, event_id: int) -> HttpResponse:
    """Say something about it."""
    found = seen(request, event_id)
    form = WordsForm(request.POST)
    try:
        comment_on_event(found, by=request.user, text=request.POST.get("text", ""))
    except ValidationError as refusal:
        form.is_valid()
        form.add_error("text", refusal.messages[0])
        context = {"page": event_page(found, request.user), "event": found, "form": form}
        return render(request, "gatherings/event.html", context, status=422)
    return done(request, found, _("Said."), at="#comments")


@members_only
@require_POST
def unsay(request: MemberRequest, event_id: int, comment_id: int) -> HttpResponse:
    """Take back what one said."""
    found = seen(request, event_id)
    remove_comment(get_object_or_404(found.item.thread.comments, pk=comment_id), by=request.user)
    return done(request, found, _("Taken back."), at="#comments")
