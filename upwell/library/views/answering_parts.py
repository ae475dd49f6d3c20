"""Doors to what readers do in the parts of a module: answering, ticking, voting, writing, and looking at what others left."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.library.actions.answering import answer_part, take_back_answer
from upwell.library.blocks.sharing import is_shareable
from upwell.library.models import Item, Response, ResponseKind
from upwell.library.queries.page import Sheet, sheet
from upwell.library.queries.parts import Part
from upwell.library.queries.questions import question
from upwell.library.queries.responses import left_by, shared_with, votes_of
from upwell.library.views.seeing import seen_module
from upwell.people.requests import MemberRequest


@members_only
@require_POST
def check_question(request: MemberRequest, item_id: int) -> HttpResponse:
    """Whether an answer is right, and why. Nothing is kept of it."""
    item = seen_module(request, item_id)
    page = _page_read(request, item)
    place = _place(page, request.POST.get("block", ""), {"question"})
    part = page.parts[place]
    about = (request.user.pk, item.pk, page.version.number if page.version else "draft")
    page.parts[place] = replace(part, asked=question(part.block, about, request.POST))
    return _drawn(request, page, place)


@members_only
@require_POST
def answer(request: MemberRequest, item_id: int) -> HttpResponse:
    """Keep what was ticked, chosen or written in a part. What does not fit comes back as it was typed."""
    item = seen_module(request, item_id)
    sent = request.POST
    typed: dict[str, Any] = {"text": sent.get("text", ""), "done": "done" in sent, "share": "share" in sent}
    try:
        kept = answer_part(
            item,
            by=request.user,
            block=sent.get("block", ""),
            lines=_numbers(sent, "line"),
            version=next(iter(_numbers(sent, "version")), None),
            **typed,
        )
    except ValidationError as refusal:
        return _again(request, item, fault=" ".join(refusal.messages), typed=typed, status=422)
    return _again(request, item, note="kept" if kept else "gone")


@members_only
@require_POST
def unanswer(request: MemberRequest, item_id: int) -> HttpResponse:
    """Remove what one left in a part."""
    item = seen_module(request, item_id)
    take_back_answer(item, by=request.user, block=request.POST.get("block", ""))
    return _again(request, item, note="gone")


@members_only
@require_safe
def answers(request: MemberRequest, item_id: int, block: str) -> HttpResponse:
    """What others left in a part: how people voted, for whoever voted or wrote the module; what readers chose to share."""
    item = seen_module(request, item_id)
    page = sheet(item, request.user)
    part = page.parts[_place(page, block, set(ResponseKind.values))]
    context: dict[str, Any] = {"sheet": page, "part": part}
    if part.kind == "poll":
        may_look = page.may["edit"] or part.mine is not None
        context["votes"] = votes_of(item.module, part.block) if may_look else None
    elif is_shareable(part.block):
        context["page"] = shared_with(request.user, item.module, part.block, after=request.GET.get("after", ""))
    else:
        raise Http404
    return render(request, f"library/{'parts/_answers' if request.htmx else 'answers'}.html", context)


@members_only
@require_safe
def left(request: MemberRequest) -> HttpResponse:
    """Everything one left in parts of modules, to look at and to remove."""
    rows, page = left_by(request.user, after=request.GET.get("after", ""))
    return render(request, "library/left.html", {"rows": rows, "page": page})


@members_only
@require_POST
def forget(request: MemberRequest) -> HttpResponse:
    """Remove one of these, wherever it was left."""
    number = next(iter(_numbers(request.POST, "response")), 0)
    response = get_object_or_404(Response.objects.of(request.user).select_related("module__item"), pk=number)
    take_back_answer(response.module.item, by=request.user, block=response.block)
    messages.success(request, _("Removed."))
    return redirect("library:left")


def _page_read(request: MemberRequest, item: Item) -> Sheet:
    """The version that was read, which may not be the current one any more; or the draft, for an author."""
    if not request.POST.get("version"):
        page = sheet(item, request.user, draft=True)
        if not page.may["edit"]:
            raise PermissionDenied
        return page
    number = next(iter(_numbers(request.POST, "version")), 0)
    old = item.module.versions.filter(number=number).first()
    if old is None:
        raise Http404
    return sheet(item, request.user, version=old)


def _place(page: Sheet, block: str, kinds: set[str]) -> int:
    for place, part in enumerate(page.parts):
        if part.block["id"] == block and part.kind in kinds:
            return place
    raise Http404


def _again(request: MemberRequest, item: Item, *, status: int = 200, **said: Any) -> HttpResponse:
    """The part as it is now, alone or in its page; a form that went well leads back to the page, so that a reload is one."""
    block = request.POST.get("block", "")
    number = next(iter(_numbers(request.POST, "version")), 0)
    read = item.module.versions.filter(number=number).first() or item.module.version
    page = sheet(item, request.user, version=read)
    if not request.htmx and status == 200:
        messages.success(request, _("Kept.") if said.get("note") == "kept" else _("Removed."))
        return redirect(f"{item.get_absolute_url()}#part-{block}")
    if block not in {part.block["id"] for part in page.parts}:
        return _gone(request, page, said)
    place = _place(page, block, set(ResponseKind.values))
    page.parts[place] = replace(page.parts[place], **said)
    return _drawn(request, page, place, status)


def _gone(request: MemberRequest, page: Sheet, said: dict[str, Any]) -> HttpResponse:
    """The part is in no version that was read: what was typed is shown, so that it can be copied."""
    template = "library/parts/_gone.html" if request.htmx else "library/gone.html"
    return render(request, template, {"sheet": page, **said}, status=422)


def _drawn(request: MemberRequest, page: Sheet, place: int, status: int = 200) -> HttpResponse:
    part: Part = page.parts[place]
    if request.htmx:
        return render(request, part.template, {"part": part, "sheet": page}, status=status)
    return render(request, "library/module.html", {"sheet": page}, status=status)


def _numbers(sent: QueryDict, name: str) -> tuple[int, ...]:
    return tuple(int(text) for text in sent.getlist(name) if text.isascii() and text.isdigit() and len(text) < 10)
