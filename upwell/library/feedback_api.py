"""What readers say of modules, for programs: the same actions and the same permissions as the pages."""

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.paging import page
from upwell.core.problems import REFUSALS
from upwell.discussion.actions import edit_comment, remove_comment
from upwell.discussion.models import Comment, Suggestion
from upwell.library.actions.accepting import accept_suggestion
from upwell.library.actions.reading import comment_on_item, react_to_item, say_answered, take_back_reaction
from upwell.library.actions.suggesting import (
    answer_flags,
    decline_suggestion,
    suggest_change,
    withdraw_suggestion,
)
from upwell.library.feedback_schemas import (
    AnsweredIn,
    CommentEdit,
    CommentIn,
    CommentOut,
    FlagAnswerIn,
    MarginOut,
    SignIn,
    SuggestionIn,
    SuggestionOut,
    WordIn,
)
from upwell.library.models import Item
from upwell.library.permissions import can_see_flags
from upwell.library.queries.margin import margin_of
from upwell.people.bearer import ProgramRequest

router = Router(tags=["feedback"])


@router.get("/modules/{item_id}/margin", response={200: MarginOut, **REFUSALS})
def margin(
    request: ProgramRequest,
    item_id: Id,
    after: After = "",
) -> dict[str, object]:
    """What readers said of which sentence, where it stands today, or that it is gone."""
    found = margin_of(_item(request, item_id), request.auth, after=after)
    return {"notes": found.notes, "next": found.page.after or None}


@router.post("/modules/{item_id}/signs", response={201: MarginOut, **REFUSALS})
def sign(request: ProgramRequest, item_id: Id, body: SignIn) -> Status[dict[str, object]]:
    """Leave a sign on a sentence, a block, or a second of a recording."""
    item = _item(request, item_id)
    spot = body.target.spot()
    react_to_item(item, by=request.auth, kind=body.kind, spot=spot, words=body.words, is_named=body.named)
    return Status(201, _margin(request, item))


@router.delete("/modules/{item_id}/signs/{anchor_id}/{kind}", response={200: MarginOut, **REFUSALS})
def unsign(request: ProgramRequest, item_id: Id, anchor_id: Id, kind: str) -> dict[str, object]:
    """Take one's own sign back from a place, which the margin names."""
    item = _item(request, item_id)
    take_back_reaction(item, by=request.auth, kind=kind, anchor=anchor_id)
    return _margin(request, item)


@router.get("/modules/{item_id}/comments", response={200: Listing[CommentOut], **REFUSALS})
def comments(
    request: ProgramRequest,
    item_id: Id,
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """What was said under a module, replies among it, the newest first."""
    rows = _item(request, item_id).thread.comments.shown().select_related("by__team", "anchor")
    found = page(rows, by=("-at", "-id"), after=after, size=limit)
    return listing(found)


@router.post("/modules/{item_id}/comments", response={201: CommentOut, **REFUSALS})
def comment(request: ProgramRequest, item_id: Id, body: CommentIn) -> Status[Comment]:
    """Say or ask something; `@Name` in the text tells a colleague."""
    item = _item(request, item_id)
    first = _comment(item, body.reply_to) if body.reply_to else None
    said = comment_on_item(
        item, by=request.auth, text=body.text, spot=body.target.spot(), reply_to=first, is_question=body.question
    )
    return Status(201, _comment(item, said.pk))


@router.patch("/modules/{item_id}/comments/{comment_id}", response={200: CommentOut, **REFUSALS})
def edit(request: ProgramRequest, item_id: Id, comment_id: Id, body: CommentEdit) -> Comment:
    """Put one's own words better."""
    item = _item(request, item_id)
    edit_comment(_comment(item, comment_id), by=request.auth, text=body.text, about=item)
    return _comment(item, comment_id)


@router.delete("/modules/{item_id}/comments/{comment_id}", response={204: None, **REFUSALS})
def uncomment(request: ProgramRequest, item_id: Id, comment_id: Id) -> Status[None]:
    """Take one's own words back."""
    remove_comment(_comment(_item(request, item_id), comment_id), by=request.auth)
    return Status(204, None)


@router.post("/modules/{item_id}/comments/{comment_id}/answered", response={200: CommentOut, **REFUSALS})
def answered(request: ProgramRequest, item_id: Id, comment_id: Id, body: AnsweredIn) -> Comment:
    """Say that this reply answered its question (or not, after all); the question comes back."""
    item = _item(request, item_id)
    reply = _comment(item, comment_id)
    question = reply.reply_to or reply
    say_answered(item, by=request.auth, question=question, reply=reply if body.on else None)
    return _comment(item, question.pk)


@router.get("/modules/{item_id}/suggestions", response={200: Listing[SuggestionOut], **REFUSALS})
def suggestions(
    request: ProgramRequest,
    item_id: Id,
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """Suggested changes: all for its authors and stewards, one's own for everybody else."""
    item = _item(request, item_id)
    rows = item.thread.suggestions.select_related("by__team")
    if not can_see_flags(request.auth, item):
        rows = rows.filter(by=request.auth)
    found = page(rows, by=("-id",), after=after, size=limit)
    return listing(found)


@router.post("/modules/{item_id}/suggestions", response={201: SuggestionOut, **REFUSALS})
def suggest(request: ProgramRequest, item_id: Id, body: SuggestionIn) -> Status[Suggestion]:
    """Suggest other words for a sentence or a block."""
    made = suggest_change(
        _item(request, item_id),
        by=request.auth,
        spot=body.target.spot(),
        before=body.before,
        after=body.after,
        why=body.why,
    )
    return Status(201, made)


@router.post("/modules/{item_id}/suggestions/{suggestion_id}/accept", response={200: SuggestionOut, **REFUSALS})
def accept(request: ProgramRequest, item_id: Id, suggestion_id: Id, body: WordIn) -> Suggestion:
    """Make it a version; whoever flagged that sentence is told."""
    item = _item(request, item_id)
    return accept_suggestion(
        item, by=request.auth, suggestion=_suggestion(request, item, suggestion_id), word=body.word
    )


@router.post("/modules/{item_id}/suggestions/{suggestion_id}/decline", response={200: SuggestionOut, **REFUSALS})
def decline(request: ProgramRequest, item_id: Id, suggestion_id: Id, body: WordIn) -> Suggestion:
    """Leave things as they are, with a word."""
    item = _item(request, item_id)
    return decline_suggestion(
        item, by=request.auth, suggestion=_suggestion(request, item, suggestion_id), word=body.word
    )


@router.post("/modules/{item_id}/suggestions/{suggestion_id}/withdraw", response={200: SuggestionOut, **REFUSALS})
def withdraw(request: ProgramRequest, item_id: Id, suggestion_id: Id) -> Suggestion:
    """Take one's own back."""
    item = _item(request, item_id)
    return withdraw_suggestion(item, by=request.auth, suggestion=_suggestion(request, item, suggestion_id))


@router.post("/modules/{item_id}/flags/answer", response={200: MarginOut, **REFUSALS})
def answer(request: ProgramRequest, item_id: Id, body: FlagAnswerIn) -> dict[str, object]:
    """Say that what is published answers the flags of a place, or why it stays; whoever flagged it is told."""
    item = _item(request, item_id)
    answer_flags(item, by=request.auth, block=body.block, anchor=body.anchor, word=body.word, stays=body.stays)
    return _margin(request, item)


def _item(request: ProgramRequest, item_id: int) -> Item:
    rows = Item.objects.modules().visible_to(request.auth).published().with_module()
    return get_object_or_404(rows, pk=item_id)


def _margin(request: ProgramRequest, item: Item) -> dict[str, object]:
    found = margin_of(_item(request, item.pk), request.auth)
    return {"notes": found.notes, "next": found.page.after or None}


def _comment(item: Item, comment_id: int) -> Comment:
    rows = item.thread.comments.shown().select_related("by__team", "anchor", "reply_to")
    return get_object_or_404(rows, pk=comment_id)


def _suggestion(request: ProgramRequest, item: Item, suggestion_id: int) -> Suggestion:
    rows = item.thread.suggestions.select_related("by__team")
    if not can_see_flags(request.auth, item):
        rows = rows.filter(by=request.auth)
    return get_object_or_404(rows, pk=suggestion_id)
