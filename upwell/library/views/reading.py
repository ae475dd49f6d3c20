"""Doors to a module as one reads it: its page, its versions, what readers say."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.library.actions.reading import react_to_item, take_back_reaction
from upwell.library.models import PAGES, Item
from upwell.library.queries.page import sheet, versions_of
from upwell.library.views.seeing import item_meant, read_draft, seen_item, seen_module
from upwell.library.views.translating import better_for
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def module(request: MemberRequest, item_id: int) -> HttpResponse:
    """The current version; for the authors of what is not published yet, the draft."""
    item = seen_item(request, item_id)
    if item.kind in PAGES:  # an event has a page of its own
        return redirect(item)
    if (other := better_for(request, item)) is not None:
        return redirect(other)
    page = sheet(item, request.user, after=request.GET.get("after", ""))
    return render(request, "library/module.html", {"sheet": page})


@members_only
@require_safe
def look(request: MemberRequest, item_id: int) -> HttpResponse:
    """The draft as readers would see it, for its authors and whoever was asked to read it."""
    item = read_draft(request, item_id)
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
def react(request: MemberRequest, item_id: int) -> HttpResponse:
    """Leave a sign."""
    item = item_meant(request, item_id)
    try:
        react_to_item(item, by=request.user, kind=request.POST.get("kind", ""), block=request.POST.get("block", ""))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return _reacted(request, item)


@members_only
@require_POST
def unreact(request: MemberRequest, item_id: int) -> HttpResponse:
    """Take it back."""
    item = item_meant(request, item_id)
    take_back_reaction(item, by=request.user, kind=request.POST.get("kind", ""), block=request.POST.get("block", ""))
    return _reacted(request, item)


def _reacted(request: MemberRequest, item: Item) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('library:module', args=[item.pk])}#useful")
    now = seen_item(request, item.pk)
    return render(request, "library/_reactions.html", {"sheet": sheet(now, request.user)})
