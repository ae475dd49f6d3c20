"""Doors to what changed: two versions side by side, who wrote what, and where a reader was."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.library.actions.keeping_up import mark_read
from upwell.library.models import Item, Version
from upwell.library.queries.changes import side_by_side, who_wrote_what
from upwell.library.queries.page import sheet
from upwell.library.views.seeing import seen_module
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def compare(request: MemberRequest, item_id: int) -> HttpResponse:
    """What changed between two versions: ?from=2&to=5; without them, what the newest changed."""
    item = seen_module(request, item_id)
    if item.module.version is None:
        raise Http404
    newer = _version(item, request.GET.get("to", "") or str(item.module.version.number))
    older = _version(item, request.GET.get("from", "") or str(max(1, newer.number - 1)))
    shown = side_by_side(item, *sorted((older, newer), key=lambda version: version.number))
    return render(request, "library/compare.html", {"item": item, "shown": shown, "sheet": sheet(item, request.user)})


@members_only
@require_safe
def who_wrote(request: MemberRequest, item_id: int) -> HttpResponse:
    """Of each part, who gave it its present words, and in which version: ?version=3."""
    item = seen_module(request, item_id)
    if item.module.version is None:
        raise Http404
    version = _version(item, request.GET.get("version", "") or str(item.module.version.number))
    rows = who_wrote_what(version)
    return render(request, "library/who_wrote.html", {"item": item, "version": version, "rows": rows})


@members_only
@require_POST
def read(request: MemberRequest, item_id: int) -> HttpResponse:
    """Where I am: the page says so itself as one reads, and a button says that one knows what changed."""
    item = seen_module(request, item_id)
    try:
        mark_read(
            item,
            by=request.user,
            number=_number(request.POST.get("number", "")),
            block=request.POST.get("block", ""),
            finished="finished" in request.POST,
        )
    except ValidationError as refusal:
        raise Http404(_("There is no such version.")) from refusal
    return redirect(item) if "back" in request.POST else HttpResponse(status=204)


def _version(item: Item, number: str) -> Version:
    versions = item.module.versions.select_related("by__team", "module")
    return get_object_or_404(versions, number=_number(number))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
