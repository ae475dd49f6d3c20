"""Doors to the discussion under a module: saying, replying, asking, editing, taking back, saying what answered it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.discussion.actions import edit_comment as put_better
from upwell.discussion.actions import remove_comment
from upwell.discussion.models import Comment
from upwell.discussion.permissions import can_edit_comment
from upwell.library.actions.reading import comment_on_item, say_answered
from upwell.library.models import Item
from upwell.library.queries.page import sheet
from upwell.library.views.pointing import spot_of
from upwell.library.views.seeing import LARGEST_ID, seen_item
from upwell.people.queries.colleagues import colleagues_named
from upwell.people.requests import MemberRequest


@members_only
@require_POST
def comment(request: MemberRequest, item_id: int) -> HttpResponse:
    """Say something about it, ask something, or reply."""
    item = seen_item(request, item_id)
    text, asks = request.POST.get("text", ""), request.POST.get("question") == "on"
    reply_to = _said(item, int(request.POST["reply_to"])) if request.POST.get("reply_to", "").isdecimal() else None
    try:
        said = comment_on_item(
            item, by=request.user, text=text, spot=spot_of(request.POST), reply_to=reply_to, is_question=asks
        )
    except ValidationError as refusal:
        context = {
            "sheet": sheet(item, request.user),
            "typed": text,
            "asks": asks,
            "replies_to": reply_to.pk if reply_to else None,
            "fault": " ".join(refusal.messages),
        }
        return render(request, "library/module.html", context, status=422)
    return redirect(f"{item.get_absolute_url()}#comment-{said.pk}")


@members_only
def edit_comment(request: MemberRequest, item_id: int, comment_id: int) -> HttpResponse:
    """Put what one said better."""
    item = seen_item(request, item_id)
    said = _said(item, comment_id)
    if not can_edit_comment(request.user, said):
        raise PermissionDenied
    context = {"item": item, "comment": said, "typed": said.text, "fault": ""}
    if request.method != "POST":
        return render(request, "library/edit_comment.html", context)
    text = request.POST.get("text", "")
    try:
        put_better(said, by=request.user, text=text, about=item)
    except ValidationError as refusal:
        context |= {"typed": text, "fault": " ".join(refusal.messages)}
        return render(request, "library/edit_comment.html", context, status=422)
    return redirect(f"{item.get_absolute_url()}#comment-{said.pk}")


@members_only
@require_POST
def uncomment(request: MemberRequest, item_id: int, comment_id: int) -> HttpResponse:
    """Take back what one said."""
    item = seen_item(request, item_id)
    said = get_object_or_404(item.thread.comments, pk=comment_id if comment_id <= LARGEST_ID else None)
    remove_comment(said, by=request.user)
    messages.success(request, _("Taken back."))
    return redirect(f"{item.get_absolute_url()}#comments")


@members_only
@require_POST
def answered(request: MemberRequest, item_id: int, comment_id: int) -> HttpResponse:
    """This reply answered the question; or, with `open`, the question is open again."""
    item = seen_item(request, item_id)
    said = _said(item, comment_id)
    question = said.reply_to or said
    try:
        reply = None if "open" in request.POST or said.reply_to is None else said
        say_answered(item, by=request.user, question=question, reply=reply)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect(f"{item.get_absolute_url()}#comment-{question.pk}")


@members_only
@require_safe
def mention(request: MemberRequest, item_id: int) -> HttpResponse:
    """Who may be meant, while one types a name after @."""
    seen_item(request, item_id)
    return render(request, "library/_margin_mention.html", {"people": colleagues_named(request.GET.get("text", ""))})


def _said(item: Item, comment_id: int) -> Comment:
    if comment_id > LARGEST_ID:
        raise Http404
    return get_object_or_404(item.thread.comments.shown().select_related("reply_to"), pk=comment_id)
