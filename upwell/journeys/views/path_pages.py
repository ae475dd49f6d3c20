"""Doors to paths: the list, one of them, beginning and leaving it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.gatherings.views.showing import LARGEST_ID, carry_out
from upwell.journeys.actions.entering import enter_path as enter
from upwell.journeys.actions.entering import leave_path as leave
from upwell.journeys.models import Path
from upwell.journeys.permissions import can_enter, can_make_path, can_see_walkers, can_take_off
from upwell.journeys.queries.handed_in import own_file
from upwell.journeys.queries.paths import VIEWS, paths_of, walks_beside
from upwell.journeys.queries.ties import ties_of
from upwell.journeys.queries.walk import seen_path, walk_on, walk_page
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def paths(request: MemberRequest) -> HttpResponse:
    """The paths there are: ?view=all|mine|beside|making &after=<key>."""
    view, after = request.GET.get("view", "all"), request.GET.get("after", "")
    if view not in VIEWS:
        raise Http404
    labels = {"all": _("All"), "mine": _("You walk"), "beside": _("You go along"), "making": _("You make")}
    tabs = [{"url": f"?view={name}", "label": labels[name], "is_here": name == view} for name in VIEWS]
    if view == "beside":
        found: Any = walks_beside(request.user, after=after)
    else:
        found = paths_of(request.user, view=view, after=after)
    return render(request, "journeys/paths.html", {"page": found, "view": view, "tabs": tabs})


@members_only
@require_safe
def path(request: MemberRequest, path_id: int) -> HttpResponse:
    """A path: its line, and for whoever walks it the days on it and today's step."""
    return show_path(request, path_of(request, path_id))


@members_only
@require_POST
def enter_path(request: MemberRequest, path_id: int) -> HttpResponse:
    """Begin it."""
    found = path_of(request, path_id)
    said = _("You are on it. The first step stands on top.")
    return carry_out(request, found, partial(enter, found, by=request.user), said)


@members_only
@require_POST
def leave_path(request: MemberRequest, path_id: int) -> HttpResponse:
    """Leave it."""
    found = path_of(request, path_id)
    walk = walk_on(found, request.user)
    if walk is None:
        raise Http404
    said = _("You left it. Begin it again whenever you like; what you did stays.")
    return carry_out(request, found, partial(leave, walk, by=request.user), said)


def path_of(request: MemberRequest, path_id: int) -> Path:
    """The path of this address, if this person may see it; else it is not there."""
    found = seen_path(request.user, path_id) if path_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def show_path(request: MemberRequest, found: Path, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a path, with what was typed and refused where something was."""
    walk = walk_on(found, request.user)
    named = request.GET.get("step", "")
    context = {
        "brought": own_file(request.user, request.GET.get("recording", "")),
        "brought_to": int(named) if named.isascii() and named.isdigit() and len(named) < 19 else 0,
        "sheet": walk_page(found, walk, reader=request.user),
        "path": found,
        "walk": walk,
        "ties": ties_of(walk) if walk and found.is_onboarding else None,
        "may_make": can_make_path(request.user, found),
        "may_enter": walk is None and can_enter(request.user, found),
        "may_leave": walk is not None and walk.finished_at is None and can_take_off(request.user, walk),
        "may_see_walkers": can_see_walkers(request.user),
        **more,
    }
    return render(request, "journeys/path.html", context, status=status)
