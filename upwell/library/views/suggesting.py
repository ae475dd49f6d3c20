"""Doors to what readers suggest: seeing the difference, accepting, declining, taking back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.discussion.models import Suggestion
from upwell.library.actions.accepting import accept_suggestion
from upwell.library.actions.publishing import regulated_topics
from upwell.library.actions.suggesting import decline_suggestion, withdraw_suggestion
from upwell.library.models import Item, Review
from upwell.library.permissions import can_decide_suggestions, can_see_flags
from upwell.library.queries.margin import margin_of
from upwell.library.queries.suggestions import suggestions_of
from upwell.library.views.seeing import LARGEST_ID, seen_module
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def suggestions(request: MemberRequest, item_id: int) -> HttpResponse:
    """What readers suggest and flag; whoever is not an author sees their own suggestions."""
    return _page(request, seen_module(request, item_id))


@members_only
@require_POST
def accept(request: MemberRequest, item_id: int, suggestion_id: int) -> HttpResponse:
    """Make it what readers see."""
    item, suggestion = _suggested(request, item_id, suggestion_id)
    word = request.POST.get("word", "")
    try:
        done = accept_suggestion(item, by=request.user, suggestion=suggestion, word=word)
    except ValidationError as refusal:
        return _page(request, item, fault=refusal, at=suggestion, word=word)
    if done.became is None:
        messages.info(request, _on_the_way(item))
    else:
        messages.success(
            request, _("It is out, as version %(number)s. Whoever asked is told.") % {"number": done.became}
        )
    return redirect("library:suggestions", item.pk)


@members_only
@require_POST
def decline(request: MemberRequest, item_id: int, suggestion_id: int) -> HttpResponse:
    """Leave things as they are, with a word."""
    item, suggestion = _suggested(request, item_id, suggestion_id)
    word = request.POST.get("word", "")
    try:
        decline_suggestion(item, by=request.user, suggestion=suggestion, word=word)
    except ValidationError as refusal:
        return _page(request, item, fault=refusal, at=suggestion, word=word)
    messages.success(request, _("Declined. %(name)s is told, with your word.") % {"name": suggestion.by.first_name})
    return redirect("library:suggestions", item.pk)


@members_only
@require_POST
def withdraw(request: MemberRequest, item_id: int, suggestion_id: int) -> HttpResponse:
    """Take back one's own."""
    item, suggestion = _suggested(request, item_id, suggestion_id)
    try:
        withdraw_suggestion(item, by=request.user, suggestion=suggestion)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Taken back."))
    return redirect("library:suggestions", item.pk)


def _suggested(request: MemberRequest, item_id: int, suggestion_id: int) -> tuple[Item, Suggestion]:
    item = seen_module(request, item_id)
    if suggestion_id > LARGEST_ID:
        raise Http404
    rows = item.thread.suggestions.select_related("by")
    if not can_see_flags(request.user, item):
        rows = rows.filter(by=request.user)
    return item, get_object_or_404(rows, pk=suggestion_id)


def _page(
    request: MemberRequest,
    item: Item,
    *,
    fault: ValidationError | None = None,
    at: Suggestion | None = None,
    word: str = "",
) -> HttpResponse:
    proposals, found = suggestions_of(item, request.user, after=request.GET.get("after", ""))
    margin = margin_of(item, request.user) if item.module.version else None
    context = {
        "item": item,
        "proposals": proposals,
        "page": found,
        "margin": margin,
        "flagged": [note for note in margin.notes if note.can_answer] if margin else [],
        "topics": regulated_topics(item),
        "may_decide": can_decide_suggestions(request.user, item),
        "may_see_flags": can_see_flags(request.user, item),
        "fault": " ".join(fault.messages) if fault else "",
        "at": at.pk if at else None,
        "word": word,
    }
    return render(request, "library/suggestions.html", context, status=422 if fault else 200)


def _on_the_way(item: Item) -> str:
    if Review.objects.waiting().filter(item=item).exists():
        return _("It waits for a review. Whoever asked is told when it is out.")
    return _(
        "It is in your draft, beside what you are writing. Publish it when the rest is ready: it is reviewed then."
    )
