"""Doors to what one has begun and finished: the page of it, and how far one is with one thing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.journeys.actions.progressing import finish_item, keep_place, reopen_item
from upwell.journeys.models import Progress
from upwell.journeys.queries.progress import VIEWS, progress_in, progress_of
from upwell.library.models import Item, ItemKind
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1
SHORTEST, LONGEST = 5, 30  # seconds with a page before having come to its end says anything
MOST_ANSWERED = 500


@members_only
@require_safe
def learned(request: MemberRequest) -> HttpResponse:
    """What one has finished, and what one has begun: ?view=begun|finished &after=<key>. Nobody else sees it."""
    view = request.GET.get("view", "finished")
    if view not in VIEWS:
        raise Http404
    labels = {"begun": _("Begun"), "finished": _("Finished")}
    tabs = [{"url": f"?view={name}", "label": labels[name], "is_here": name == view} for name in ("finished", "begun")]
    page = progress_of(request.user, view=view, after=request.GET.get("after", ""))
    return render(request, "journeys/learned.html", {"page": page, "view": view, "tabs": tabs})


@members_only
@require_safe
def progress(request: MemberRequest, item_id: int) -> HttpResponse:
    """How far one is with something: a part of its page, or a page by itself without script."""
    item = _item(request, item_id)
    return _shown(request, item, progress_in(request.user, item))


@members_only
@require_POST
def place(request: MemberRequest, item_id: int) -> HttpResponse:
    """Where one is; the page says so itself as one reads. Answers with how far one is where that finished it."""
    item = _item(request, item_id)
    sent = request.POST
    where: dict[str, Any] = {"end": True} if "end" in sent else {}
    if sent.get("block"):
        where["block"] = sent["block"]
    if number := _number(sent.get("number", "")):
        where["number"] = number
    if answered := sent.getlist("answered")[:MOST_ANSWERED]:
        where["answered"] = {one.removesuffix(":right"): one.endswith(":right") for one in answered}
    try:
        kept = keep_place(
            item, by=request.user, place=where, seconds=_number(sent.get("seconds", "")), visit=sent.get("visit", "")
        )
    except ValidationError:
        return HttpResponse(status=422)
    if not kept.is_finished:
        return HttpResponse(status=204)
    return render(request, "journeys/_progress.html", _context(item, kept))


@members_only
@require_POST
def finish(request: MemberRequest, item_id: int) -> HttpResponse:
    """Done."""
    item = _item(request, item_id)
    return _said(request, item, finish_item(item, by=request.user), _("Done. It stands among what you have learned."))


@members_only
@require_POST
def reopen(request: MemberRequest, item_id: int) -> HttpResponse:
    """Not done after all."""
    item = _item(request, item_id)
    return _said(request, item, reopen_item(item, by=request.user), _("Taken back."))


def _item(request: MemberRequest, item_id: int) -> Item:
    """What is out and read or opened; tasks, events and paths are finished in ways of their own."""
    kinds = (ItemKind.MODULE, ItemKind.LINK)
    seen = Item.objects.published().visible_to(request.user).filter(kind__in=kinds).select_related("module__version")
    found = seen.filter(pk=item_id).first() if item_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def _said(request: MemberRequest, item: Item, kept: Progress, words: str) -> HttpResponse:
    if request.htmx:
        return render(request, "journeys/_progress.html", _context(item, kept))
    messages.success(request, words)
    return redirect(item)


def _shown(request: MemberRequest, item: Item, kept: Progress | None) -> HttpResponse:
    template = "journeys/_progress.html" if request.htmx else "journeys/progress.html"
    return render(request, template, _context(item, kept))


def _context(item: Item, kept: Progress | None) -> dict[str, object]:
    least = min(LONGEST, max(SHORTEST, item.seconds // 5))
    return {
        "item": item,
        "kept": kept,
        "least": least,
        "version": getattr(item, "module", None) and item.module.version,
    }


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
