"""Doors to what is said in a recording: read beside it, put right, cut out, put back, and its chapters."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.library.actions import said as actions
from upwell.library.models import Item
from upwell.library.queries.said import Said, said_in
from upwell.library.said_forms import ChaptersForm, CutForm, LineForm, WordForm
from upwell.library.views.seeing import seen_module
from upwell.people.requests import MemberRequest

MOST_LOOKS = 60  # about half an hour; who still waits then loads the page anew
Change = Callable[[dict[str, Any]], object]


@members_only
@require_safe
def said(request: MemberRequest, item_id: int, block: str) -> HttpResponse:
    """What is said, its chapters; for whoever may change it (`edit`), also what was cut out, and a line (`line`) to write anew."""
    found = _said(request, seen_module(request, item_id), block)
    is_edited = "edit" in request.GET
    if is_edited and not found.may_edit:
        raise PermissionDenied
    number = request.GET.get("line", "")
    line = next((each for each in found.lines if is_edited and str(each.number) == number), None)
    form = LineForm(initial={"line": line.number, "text": line.text}) if line else None
    looks = _looks(request)
    answer = _drawn(request, found, line_form=form, is_edited=is_edited, looks=looks + 1, pause=_pause(looks))
    if looks and not found.is_waiting:  # what was waited for has come: the player asks for captions and chapters
        return trigger_client_event(answer, "recut", {"block": block}, after="settle")
    return answer


@members_only
@require_POST
def correct(request: MemberRequest, item_id: int, block: str) -> HttpResponse:
    """Put a word right (`line`, `word`, `text`), or a line (`line`, `text`)."""
    item = seen_module(request, item_id)
    if "word" in request.POST:
        form: forms.Form = WordForm(request.POST)
        return _changed(
            request, item, block, form, lambda given: actions.correct_word(item, by=request.user, block=block, **given)
        )
    form = LineForm(request.POST)
    return _changed(
        request,
        item,
        block,
        form,
        lambda given: actions.correct_line(item, by=request.user, block=block, **given),
        named="line_form",
    )


@members_only
@require_POST
def cut(request: MemberRequest, item_id: int, block: str) -> HttpResponse:
    """Take a stretch out, by the clock of what plays."""
    item, form = seen_module(request, item_id), CutForm(request.POST)

    def change(given: dict[str, Any]) -> object:
        return actions.cut_out(item, by=request.user, block=block, **given)

    return _changed(request, item, block, form, change, named="cut_form", told="recut")


@members_only
@require_POST
def put_back(request: MemberRequest, item_id: int, block: str, cut_id: int) -> HttpResponse:
    """Put back what was cut out."""
    item = seen_module(request, item_id)

    def change(_given: dict[str, Any]) -> object:
        return actions.put_back(item, by=request.user, block=block, cut=cut_id)

    return _changed(request, item, block, forms.Form(request.POST), change, named="cut_form", told="recut")


@members_only
@require_POST
def chapters(request: MemberRequest, item_id: int, block: str) -> HttpResponse:
    """Name the chapters."""
    item, form = seen_module(request, item_id), ChaptersForm(request.POST)

    def change(given: dict[str, Any]) -> object:
        return actions.set_chapters(item, by=request.user, block=block, named=given["chapters"])

    return _changed(request, item, block, form, change, named="chapters_form", told="recut")


def _looks(request: MemberRequest) -> int:
    """How often this page has looked already whether what is said is there."""
    told = request.GET.get("looks", "")
    return min(int(told), MOST_LOOKS) if told.isascii() and told.isdecimal() and len(told) < 5 else 0


def _pause(looks: int) -> int:
    """Seconds until a page looks again; 0: it has looked often enough."""
    return 0 if looks >= MOST_LOOKS else min(3 + looks, 30)


def _changed(
    request: MemberRequest,
    item: Item,
    block: str,
    form: forms.Form,
    change: Change,
    *,
    named: str = "word_form",
    told: str = "",
) -> HttpResponse:
    """Do it, and show what is said as it is now; what was typed and refused stands where it was typed."""
    if not _said(request, item, block).may_edit:
        raise PermissionDenied
    if form.is_valid():
        try:
            change(form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
    found = _said(request, item, block)
    if form.errors:
        fault = " ".join(str(each) for faults in form.errors.values() for each in faults)
        return _drawn(request, found, is_edited=True, status=422, fault=fault, **{named: form})
    if not request.htmx:
        return redirect(f"{reverse('library:said', args=[item.pk, block])}?edit")
    answer = _drawn(request, found, is_edited=True)
    return trigger_client_event(answer, told, {"block": block}, after="settle") if told else answer


def _said(request: MemberRequest, item: Item, block: str) -> Said:
    found = said_in(item, request.user, block)
    if found is None:
        raise Http404
    return found


def _drawn(request: MemberRequest, found: Said, *, is_edited: bool, status: int = 200, **typed: Any) -> HttpResponse:
    context = {"said": found, "is_edited": is_edited, **typed}
    template = "library/_said.html" if request.htmx else "library/said.html"
    return render(request, template, context, status=status)
