"""Doors to what is said of a draft beside it: by those who write it, and by those who were asked to read it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event

from upwell.core.access import members_only
from upwell.library.actions import remarking
from upwell.library.models import Item, Remark
from upwell.library.permissions import can_edit, can_read_draft
from upwell.library.queries.remarks import drafts_to_read, stamp_of, threads_of
from upwell.library.views.pointing import spot_of
from upwell.library.views.seeing import LARGEST_ID, seen_module
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def to_read(request: MemberRequest) -> HttpResponse:
    """The drafts that colleagues asked me to read before they are out."""
    page = drafts_to_read(request.user, after=request.GET.get("after", ""))
    return render(request, "library/to_read.html", {"page": page})


@members_only
@require_safe
def remarks(request: MemberRequest, item_id: int) -> HttpResponse:
    """What is said of the draft: part of the draft's page and of the page one writes on, or a page of its own.

    ?seen=<stamp> asks for it only where something is new; ?settled=yes for what was dealt with.
    """
    item = seen_module(request, item_id)
    if request.htmx and request.GET.get("seen") == stamp_of(item):
        return HttpResponse(status=204)
    return _remarks(request, item)


@members_only
@require_POST
def remark(request: MemberRequest, item_id: int) -> HttpResponse:
    """Say something of the draft, or of words in it."""
    item, text, spot = seen_module(request, item_id), request.POST.get("text", ""), spot_of(request.POST)
    place = request.POST.get("place", "")
    try:
        remarking.remark_on_draft(item, by=request.user, text=text, block=spot.block, said=spot.said, place=place)
    except ValidationError as refusal:
        fault = " ".join(refusal.messages)
        if not (request.htmx and spot.said):
            return _remarks(request, item, typed=text, fault=fault, status=422)
        context = {"item": item, "typed": text, "fault": fault, "said": spot, "place": place}
        form = render(request, "library/_remark_form.html", context, status=422)
        return reswap(retarget(form, "#remark-form"), "outerHTML")
    return _said(request, item)


@members_only
@require_POST
def answer_remark(request: MemberRequest, item_id: int, remark_id: int) -> HttpResponse:
    """Answer what somebody said."""
    item, found = _remark(request, item_id, remark_id)
    text = request.POST.get("text", "")
    try:
        remarking.answer_remark(found, by=request.user, text=text)
    except ValidationError as refusal:
        fault = " ".join(refusal.messages)
        return _remarks(request, item, answering=found.pk, answered=text, answer_fault=fault, status=422)
    return _said(request, item)


@members_only
@require_POST
def settle_remark(request: MemberRequest, item_id: int, remark_id: int) -> HttpResponse:
    """It is dealt with."""
    item, found = _remark(request, item_id, remark_id)
    remarking.settle_remark(found, by=request.user)
    return _said(request, item)


@members_only
@require_POST
def reopen_remark(request: MemberRequest, item_id: int, remark_id: int) -> HttpResponse:
    """It is not dealt with after all."""
    item, found = _remark(request, item_id, remark_id)
    remarking.reopen_remark(found, by=request.user)
    return _said(request, item)


@members_only
@require_POST
def place_remark(request: MemberRequest, item_id: int, remark_id: int) -> HttpResponse:
    """Where its words stand now, as the page of somebody who writes knows it."""
    _item, found = _remark(request, item_id, remark_id)
    remarking.place_remark(found, by=request.user, place=request.POST.get("place", ""))
    return HttpResponse(status=204)


def _remark(request: MemberRequest, item_id: int, remark_id: int) -> tuple[Item, Remark]:
    item = seen_module(request, item_id)
    return item, get_object_or_404(item.remarks.first_words(), pk=min(remark_id, LARGEST_ID))


def _said(request: MemberRequest, item: Item) -> HttpResponse:
    if not request.htmx:
        return redirect("library:remarks", item.pk)
    answer = reswap(retarget(_remarks(request, item), "#remarks"), "outerHTML")
    return trigger_client_event(answer, "remarked", after="swap")


def _remarks(request: MemberRequest, item: Item, *, status: int = 200, **context: object) -> HttpResponse:
    if not can_read_draft(request.user, item):
        return HttpResponse(status=204) if request.htmx else redirect(item)
    is_settled = request.GET.get("settled") == "yes"
    context |= {
        "item": item,
        "page": threads_of(item, settled=is_settled, after=request.GET.get("after", "")),
        "stamp": stamp_of(item),
        "is_settled": is_settled,
        "may_edit": can_edit(request.user, item),
    }
    name = "library/_remarks.html" if request.htmx else "library/remarks.html"
    return render(request, name, context, status=status)
