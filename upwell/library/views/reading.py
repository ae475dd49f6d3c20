"""Doors to a module as one reads it: its page, its versions, its questions, what readers say."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.discussion.actions import remove_comment
from upwell.library.actions.reading import comment_on_item, react_to_item, take_back_reaction
from upwell.library.models import Item
from upwell.library.queries.page import Sheet, answered, sheet, versions_of
from upwell.library.views.seeing import seen_item, seen_module, written_module
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def module(request: MemberRequest, item_id: int) -> HttpResponse:
    """The current version; for the authors of what is not published yet, the draft."""
    item = seen_item(request, item_id)
    page = sheet(item, request.user, after=request.GET.get("after", ""))
    return render(request, "library/module.html", {"sheet": page})


@members_only
@require_safe
def look(request: MemberRequest, item_id: int) -> HttpResponse:
    """The draft as readers would see it, for its authors."""
    item = written_module(request, item_id)
    return render(request, "library/module.html", {"sheet": sheet(item, request.user, draft=True)})


@members_only
@require_safe
def versions(request: MemberRequest, item_id: int) -> HttpResponse:
    """What was published, and what changed each time."""
    item = seen_module(request, item_id)
    page = versions_of(item.module, after=request.GET.get("after", ""))
    return render(request, "library/versions.html", {"sheet": sheet(item, request.user), "page": page})


@members_only
@require_safe
def version(request: MemberRequest, item_id: int, number: int) -> HttpResponse:
    """One version, as it was."""
    item = seen_module(request, item_id)
    if number > 2**31 - 1:
        raise Http404
    old = get_object_or_404(item.module.versions.select_related("by"), number=number)
    return render(request, "library/module.html", {"sheet": sheet(item, request.user, version=old)})


@members_only
@require_POST
def check_question(request: MemberRequest, item_id: int) -> HttpResponse:
    """Whether what one chose is right, and why. Nothing is kept of it."""
    item = seen_module(request, item_id)
    page = _page_asked(request, item)
    place = next((at for at, part in enumerate(page.parts) if part.block["id"] == request.POST.get("block")), None)
    if place is None or page.parts[place].kind != "question":
        raise Http404
    chosen = {int(number) for number in request.POST.getlist("answer") if number.isascii() and number.isdigit()}
    if not chosen:
        messages.info(request, _("Choose an answer first."))
    part = answered(page.parts[place].block, chosen) if chosen else page.parts[place]
    if request.htmx:
        return render(request, "library/parts/question.html", {"part": part, "sheet": page})
    page.parts[place] = part
    return render(request, "library/module.html", {"sheet": page})


@members_only
@require_POST
def react(request: MemberRequest, item_id: int) -> HttpResponse:
    """Leave a sign."""
    item = seen_item(request, item_id)
    try:
        react_to_item(item, by=request.user, kind=request.POST.get("kind", ""), block=request.POST.get("block", ""))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return _reacted(request, item)


@members_only
@require_POST
def unreact(request: MemberRequest, item_id: int) -> HttpResponse:
    """Take it back."""
    item = seen_item(request, item_id)
    take_back_reaction(item, by=request.user, kind=request.POST.get("kind", ""), block=request.POST.get("block", ""))
    return _reacted(request, item)


@members_only
@require_POST
def comment(request: MemberRequest, item_id: int) -> HttpResponse:
    """Say something about it."""
    item = seen_item(request, item_id)
    text = request.POST.get("text", "")
    try:
        comment_on_item(item, by=request.user, text=text)
    except ValidationError as refusal:
        context = {"sheet": sheet(item, request.user), "typed": text, "fault": " ".join(refusal.messages)}
        return render(request, "library/module.html", context, status=422)
    return redirect(f"{item.get_absolute_url()}#comments")


@members_only
@require_POST
def uncomment(request: MemberRequest, item_id: int, comment_id: int) -> HttpResponse:
    """Take back what one said."""
    item = seen_item(request, item_id)
    said = get_object_or_404(item.thread.comments, pk=comment_id if comment_id < 2**63 else None)
    remove_comment(said, by=request.user)
    messages.success(request, _("Taken back."))
    return redirect(f"{item.get_absolute_url()}#comments")


def _page_asked(request: MemberRequest, item: Item) -> Sheet:
    """The version whose question was answered, which may not be the current one any more; or the draft, for an author."""
    number = request.POST.get("version", "")
    if not number:
        page = sheet(item, request.user, draft=True)
        if not page.may["edit"]:
            raise PermissionDenied
        return replace(page, parts=list(page.parts))
    old = None
    if number.isascii() and number.isdigit() and len(number) < 10:
        old = item.module.versions.filter(number=int(number)).first()
    if old is None:
        raise Http404
    return sheet(item, request.user, version=old)


def _reacted(request: MemberRequest, item: Item) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('library:module', args=[item.pk])}#useful")
    now = seen_item(request, item.pk)
    return render(request, "library/_reactions.html", {"sheet": sheet(now, request.user)})
