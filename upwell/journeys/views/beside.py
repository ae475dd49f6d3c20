"""Doors for those beside somebody: the buddy's page, naming the buddy, who walks a path, giving it and taking it away."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.gatherings.views.showing import LARGEST_ID, carry_out, done, fill_in, form_page, typed
from upwell.journeys.actions.entering import assign_path as assign
from upwell.journeys.actions.entering import leave_path, name_buddy
from upwell.journeys.models import Enrolment, Path
from upwell.journeys.path_forms import AssignForm, BuddyForm
from upwell.journeys.permissions import can_name_buddy, can_see_walkers
from upwell.journeys.queries import helping
from upwell.journeys.queries.meeting import buddies_for
from upwell.journeys.queries.ties import growth_on
from upwell.journeys.views.path_pages import path_of
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def walk(request: MemberRequest, walk_id: int) -> HttpResponse:
    """Somebody's walk, for whoever goes along; one's own leads to the path."""
    found = helping.seen_walk(request.user, min(walk_id, LARGEST_ID))
    if found is None:
        raise Http404
    if found.person_id == request.user.pk:
        return redirect(found.path)
    return render(request, "journeys/walk.html", {"walk": found, "page": helping.beside(found, reader=request.user)})


@members_only
@form_page
def buddy(request: MemberRequest, walk_id: int) -> HttpResponse:
    """Say who goes along."""
    found = _named(walk_id)
    if not can_name_buddy(request.user, found):
        raise Http404  # whose walk it is, is nobody else's business
    form = BuddyForm(typed(request))

    def named() -> Path:
        return name_buddy(found, by=request.user, buddy=form.cleaned_data["buddy"]).path

    said = _("Asked. They are told, and see how to help.")
    proposed = buddies_for(found.person)
    return fill_in(request, "journeys/buddy.html", form, named, said, walk=found, proposed=proposed)


@members_only
@require_safe
def people(request: MemberRequest, path_id: int) -> HttpResponse:
    """Who was given a path: for leads and stewards. ?after=<key>."""
    return _people(request, path_of(request, path_id), AssignForm())


@members_only
@require_POST
def assign_path(request: MemberRequest, path_id: int) -> HttpResponse:
    """Give it to somebody."""
    found = path_of(request, path_id)
    form = AssignForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            assign(found, by=request.user, person=said["person"], day=said["day"], buddy=said["buddy"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
        except PermissionDenied:
            form.add_error("person", _("Only their lead or a steward gives somebody a path."))
        else:
            words = _("%(name)s has it, and is told.") % {"name": said["person"].name}
            return done(request, found, words, at="people/")
    return _people(request, found, form, status=422)


@members_only
@require_POST
def take_off(request: MemberRequest, walk_id: int) -> HttpResponse:
    """Take a path away from somebody who was given it."""
    found = _named(walk_id)
    if not can_name_buddy(request.user, found):
        raise Http404
    said = _("%(name)s walks it no more.") % {"name": found.person.name}
    return carry_out(request, found.path, partial(leave_path, found, by=request.user), said, at="people/")


def _named(walk_id: int) -> Enrolment:
    found = helping.named_walk(min(walk_id, LARGEST_ID))
    if found is None:
        raise Http404
    return found


def _people(request: MemberRequest, found: Path, form: AssignForm, *, status: int = 200) -> HttpResponse:
    if not can_see_walkers(request.user):
        raise PermissionDenied
    page = helping.walkers(found, seen_by=request.user, after=request.GET.get("after", ""))
    context: dict[str, Any] = {"path": found, "page": page, "form": form, "group": helping.group_of(found)}
    if found.is_onboarding and request.user.is_steward:
        context["growth"] = growth_on(found)
    return render(request, "journeys/people.html", context, status=status)
