"""Doors to storyboards: those of one's own, starting one, the page one makes it on, and what holds for all of its scenes."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.films.actions import decks, making, scenes, using
from upwell.films.actions import storyboards as boards
from upwell.films.actions.storyboards import Stale
from upwell.films.forms import BoardForm, SceneForm
from upwell.films.models import SceneKind, Storyboard
from upwell.films.queries.pages import standing, storyboards_of
from upwell.films.saying import BoardSaid
from upwell.films.views.board_page import board
from upwell.films.views.showing import number_in, own_storyboard
from upwell.films.views.taken_out import taken_out
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def films(request: MemberRequest) -> HttpResponse:
    """One's own films; POST starts one, with a `title` and, where they are brought at once, `slides`."""
    fault, title = "", request.POST.get("title", "")
    if request.method == "POST":
        try:
            return redirect(_started(request, title))
        except ValidationError as refusal:
            fault = " ".join(refusal.messages)
    found = storyboards_of(request.user, after=request.GET.get("after", ""))
    context = {"page": found, "title": title, "fault": fault}
    return render(request, "films/films.html", context, status=422 if fault else 200)


@members_only
@require_safe
def storyboard(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """The page one makes a film on."""
    return show_board(request, own_storyboard(request, storyboard_id))


@members_only
@require_POST
def change(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """Keep its title, look and voice, as one types."""
    found = own_storyboard(request, storyboard_id)
    form = BoardForm.of(found, request.POST)
    status = 422
    if "take" in request.POST:
        return HttpResponse(headers={"HX-Refresh": "true"})
    clash = False
    if form.is_valid():
        stamp = number_in(request, "over") if request.POST.get("over") else number_in(request, "stamp")
        try:
            boards.change_storyboard(
                found, by=request.user, said=form.said(), stamp=stamp, hand=request.POST.get("hand", "")[:20]
            )
            status = 200
        except Stale:
            clash = True
        except ValidationError as refusal:
            show_refusal(refusal, form)
    if request.htmx:
        found.refresh_from_db()
        context = {"board": board(found, request.user), "form": form, "clash": clash, "is_saved": status == 200}
        context |= {"stamp": found.stamp if status == 200 else request.POST.get("stamp", "")}
        context |= {"hand": request.POST.get("hand", "")}
        return render(request, "films/_board_told.html", context, status=status)
    if status == 200:
        return redirect(found)
    return show_board(request, found, form=form, board_clash=clash, status=422)


@members_only
@require_POST
def add(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """Add a scene of a `kind` at the end."""
    found = own_storyboard(request, storyboard_id)
    kind = request.POST.get("kind", SceneKind.TEXT)
    try:
        scene = scenes.add_scene(found, by=request.user, kind=kind)
    except ValidationError as refusal:
        return show_board(request, found, add_fault=" ".join(refusal.messages), status=422)
    return redirect(f"{found.get_absolute_url()}?new={scene.pk}")  # a fragment would keep the focus from it


@members_only
@require_POST
def slides(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """Bring slides (`slides`); their pages become scenes in a while."""
    found = own_storyboard(request, storyboard_id)
    try:
        _bring(request, found)
    except ValidationError as refusal:
        return show_board(request, found, slides_fault=" ".join(refusal.messages), status=422)
    return redirect(f"{found.get_absolute_url()}#film")


@members_only
@require_POST
def arrange(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """Put the scenes in order: `order` names them all, `move` one ('up 7')."""
    found = own_storyboard(request, storyboard_id)
    order = [int(each) for each in request.POST.get("order", "").split() if each.isdigit() and len(each) < 19]
    order = order or _moved(list(found.scenes.values_list("pk", flat=True)), request.POST.get("move", ""))
    scenes.arrange_scenes(found, by=request.user, order=order)
    if request.headers.get("X-Requested-With") == "x-line":
        return HttpResponse(status=204)
    return redirect(found)


@members_only
@require_POST
def make(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """Have the film made."""
    found = own_storyboard(request, storyboard_id)
    try:
        making.ask_for_film(found, by=request.user)
    except ValidationError as refusal:
        return show_board(request, found, film_fault=" ".join(refusal.messages), status=422)
    return redirect(f"{found.get_absolute_url()}#film")


@members_only
@require_safe
def state(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """How far film and slides have come; ?reading: the page shows slides as coming in."""
    now = standing(own_storyboard(request, storyboard_id))
    if "reading" in request.GET and not now.is_reading:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "films/_state.html", {"standing": now})


@members_only
@require_POST
def use(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """Make a draft with the film, and go on to the page one writes on."""
    found = own_storyboard(request, storyboard_id)
    try:
        item = using.use_film(found, by=request.user)
    except ValidationError as refusal:
        return show_board(request, found, film_fault=" ".join(refusal.messages), status=422)
    return redirect("library:edit", item.pk)


@members_only
@require_POST
def remove(request: MemberRequest, storyboard_id: int) -> HttpResponse:
    """Throw it away."""
    boards.remove_storyboard(own_storyboard(request, storyboard_id), by=request.user)
    messages.success(request, _("Thrown away. A film that you used stays on its page."))
    return redirect("films:films")


def show_board(
    request: MemberRequest,
    found: Storyboard,
    *,
    typed: SceneForm | None = None,
    on: int = 0,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page, with what was refused where it was typed; `typed` on the scene `on`."""
    drawn = board(found, request.user, typed=typed, on=on)
    context = {"board": drawn, "form": BoardForm.of(found), "new": request.GET.get("new", ""), **more}
    context |= {"hand": secrets.token_hex(6), "standing": drawn.standing, "kinds": SceneKind}
    context |= {"outs": taken_out(request, found), "out": request.GET.get("out", "")}
    return render(request, "films/storyboard.html", context, status=status)


def _started(request: MemberRequest, title: str) -> Storyboard:
    """A new storyboard; where slides came along that are refused, none is left behind."""
    has_slides = bool(request.FILES.get("slides")) or is_too_large(request)
    made = boards.start_storyboard(by=request.user, said=BoardSaid(title=title))
    if has_slides:
        try:
            _bring(request, made)
        except ValidationError:
            boards.remove_storyboard(made, by=request.user)
            raise
    return made


def _bring(request: MemberRequest, found: Storyboard) -> None:
    if is_too_large(request):
        raise ValidationError(too_large())
    sent = request.FILES.get("slides")
    if sent is None:
        raise ValidationError(_("Choose your slides first: a PDF or a PowerPoint file."))
    decks.add_deck(found, by=request.user, chunks=sent.chunks(), name=sent.name or "")


def _moved(order: list[int], move: str) -> list[int]:
    """The order with one scene a place further up or down."""
    where, _space, name = move.partition(" ")
    if name.isdigit() and int(name) in order:
        at = order.index(int(name))
        order.insert(max(0, at - 1) if where == "up" else at + 1, order.pop(at))
    return order
