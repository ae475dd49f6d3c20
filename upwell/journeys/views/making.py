"""Doors to making a path: beginning one, its line, its steps and headings, and letting it out."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.gatherings.views.showing import LARGEST_ID, carry_out, fill_in, form_page, typed
from upwell.journeys.actions import arranging, making, stepping
from upwell.journeys.actions.starting import start_from
from upwell.journeys.models import Path
from upwell.journeys.path_forms import PathForm
from upwell.journeys.permissions import can_make_path, can_rule
from upwell.journeys.queries.laying_out import found_for, placed, rules_of
from upwell.journeys.queries.line import name_on_line, names_on
from upwell.journeys.starters import starters
from upwell.journeys.views.path_pages import path_of
from upwell.people.requests import MemberRequest


@members_only
@form_page
def make_path(request: MemberRequest) -> HttpResponse:
    """Make a path, from nothing or from one of the `starters` (POST template=<key>)."""
    template = request.POST.get("template", "")
    if template in starters():
        return redirect("journeys:line", start_from(template, by=request.user).pk)
    form = PathForm(typed(request))

    def made() -> Path:
        return making.start_path(form.details(), by=request.user)

    said = _("It is yours. Put the first step on its line.")
    context = {"starters": starters().items()}
    return fill_in(request, "journeys/make_path.html", form, made, said, at="line/", **context)


@members_only
@form_page
def change_path(request: MemberRequest, path_id: int) -> HttpResponse:
    """Say otherwise what it is."""
    found = made_here(request, path_id)
    form = PathForm.of(found, typed(request))

    def changed() -> Path:
        return making.change_path(found, by=request.user, details=form.details())

    return fill_in(request, "journeys/change_path.html", form, changed, _("Changed."), at="line/", path=found)


@members_only
@require_safe
def line(request: MemberRequest, path_id: int) -> HttpResponse:
    """The line as one makes it. ?text= looks for things to put on it, where the page may run no script."""
    found = made_here(request, path_id)
    text = request.GET.get("text", "")
    context = {
        "path": found,
        "line": placed(found, seen_by=request.user),
        "found": found_for(text, by=request.user),
        "text": text,
        "rules": rules_of(found),
        "may_rule": can_rule(request.user, found),
    }
    return render(request, "journeys/line.html", context)


@members_only
@require_safe
def find(request: MemberRequest, path_id: int) -> HttpResponse:
    """Things and people to put on the line, as one types: ?text=."""
    found = made_here(request, path_id)
    text = request.GET.get("text", "")
    things = found_for(text, by=request.user)
    return render(request, "journeys/_found.html", {"path": found, "found": things, "text": text})


@members_only
@require_POST
def arrange(request: MemberRequest, path_id: int) -> HttpResponse:
    """Move what is on the line: `order` names all of it, `move` one thing ('up step-7')."""
    found = made_here(request, path_id)
    order, move = request.POST.get("order", "").split(), request.POST.get("move", "")
    if not order:
        order = _moved(names_on(found), move)
    arranging.arrange_line(found, by=request.user, order=order)
    if request.htmx or request.headers.get("X-Requested-With") == "x-line":
        return HttpResponse(status=204)
    return redirect(f"{reverse('journeys:line', args=[found.pk])}#{move.partition(' ')[2]}")


@members_only
@require_POST
def add_section(request: MemberRequest, path_id: int) -> HttpResponse:
    """Put a heading on the line."""
    found = made_here(request, path_id)
    act = partial(stepping.add_section, found, by=request.user, title=request.POST.get("title", ""))
    return carry_out(request, found, act, _("On the line."), at=partial(where_on_line, found, None))


@members_only
@require_POST
def remove_section(request: MemberRequest, path_id: int, section_id: int) -> HttpResponse:
    """Take a heading off it."""
    found = made_here(request, path_id)
    section = get_object_or_404(found.sections.all(), pk=min(section_id, LARGEST_ID))
    at = names_on(found).index(name_on_line(section))
    act = partial(stepping.remove_section, section, by=request.user)
    return carry_out(request, found, act, _("Taken off."), at=partial(where_on_line, found, at))


@members_only
@require_POST
def publish_path(request: MemberRequest, path_id: int) -> HttpResponse:
    """Let everybody begin it."""
    found = made_here(request, path_id)
    said = _("It is out. Everybody can begin it, and you can give it to people.")
    return carry_out(request, found, partial(making.publish_path, found, by=request.user), said)


@members_only
@require_POST
def retire_path(request: MemberRequest, path_id: int) -> HttpResponse:
    """Let nobody begin it any more."""
    found = made_here(request, path_id)
    said = _("Nobody begins it any more; whoever is on it goes on.")
    return carry_out(request, found, partial(making.retire_path, found, by=request.user), said)


def made_here(request: MemberRequest, path_id: int) -> Path:
    """The path of this address, if this person may make it; seen and not made by them is refused."""
    found = path_of(request, path_id)
    if not can_make_path(request.user, found):
        raise PermissionDenied
    return found


def where_on_line(path: Path, place: int | None, *, text: str = "") -> str:
    """What follows a path's address to lead to what stands at `place` of its line now (from 0; None: its end), with what one
    was looking for still in its field. A line can be long, and nobody should have to find their place again."""
    names = names_on(path)
    asked = f"?{urlencode({'text': text[:100]})}" if text else ""
    if not names:
        return f"line/{asked}"
    return f"line/{asked}#{names[-1] if place is None else names[min(place, len(names) - 1)]}"


def _moved(names: list[str], move: str) -> list[str]:
    """The names with one of them a place further up or down."""
    where, _space, name = move.partition(" ")
    if name in names:
        at = names.index(name)
        names.insert(max(0, at - 1) if where == "up" else at + 1, names.pop(at))
    return names
