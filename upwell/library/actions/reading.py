"""What readers leave on an item: typed signs, comments and questions; on the whole, a block, a sentence or a second."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core.prepared import prepared
from upwell.discussion import actions as discussion
from upwell.discussion.actions.anchoring import put_anchor, put_second
from upwell.discussion.actions.talking import mark_answered
from upwell.discussion.anchors import Quote
from upwell.discussion.models import Anchor, Comment, Reaction, Thread
from upwell.library.blocks import Block
from upwell.library.models import Item, ItemQuerySet, Version
from upwell.library.permissions import can_react, can_say_answered
from upwell.library.queries.cards import with_authors
from upwell.library.wording import seen_words
from upwell.people.models import Person


@dataclass(frozen=True)
class Spot:
    """What somebody points at: the whole ('' and nothing else), a block, words in it, or a second of its recording."""

    block: str = ""
    said: Quote | None = None
    second: float | None = None


WHOLE = Spot()


@transaction.atomic
def react_to_item(
    item: Item,
    *,
    by: Person,
    kind: str,
    block: str = "",
    spot: Spot = WHOLE,
    words: str = "",
    is_named: bool = False,
) -> Reaction:
    """Say whether an item helped, or that it is out of date, unclear, or raises a question; of the whole or a part.

    Whoever may see it may; its authors do not judge what they made, and a draft has no readers yet. 'Out of date' and
    'unclear' are given in confidence: the authors see how many and the words, a name only where `is_named`.
    """
    item = _with_version(item)
    if not can_react(by, item):
        raise PermissionDenied
    block, anchor = _put(item, spot if spot != WHOLE else Spot(block))
    return discussion.react(
        item.thread, by=by, kind=kind, block=block, anchor=anchor, words=words, is_named=is_named, about=item
    )


@transaction.atomic
def take_back_reaction(item: Item, *, by: Person, kind: str, block: str = "", anchor: int | None = None) -> None:
    """Take one's own sign back, from the whole, a block, or a place that somebody spoke of; where there is none,
    nothing changes."""
    place = item.thread.anchors.filter(pk=anchor).first() if anchor else None
    discussion.unreact(item.thread, by=by, kind=kind, block=block, anchor=place, about=item)


@transaction.atomic
def comment_on_item(
    item: Item,
    *,
    by: Person,
    text: str,
    spot: Spot = WHOLE,
    reply_to: Comment | None = None,
    is_question: bool = False,
) -> Comment:
    """Say or ask something about an item or a part of it, in one's name. Whoever may see it may."""
    item = _with_version(item)
    block, anchor = _put(item, spot)
    return discussion.add_comment(
        item.thread,
        by=by,
        text=text,
        about=item,
        block=block,
        anchor=anchor,
        reply_to=reply_to,
        is_question=is_question,
    )


@transaction.atomic
def say_answered(item: Item, *, by: Person, question: Comment, reply: Comment | None) -> Comment:
    """Say which reply answered a question, or (None) that none did yet. Whoever asked may, and those who wrote the item."""
    if question.thread_id != item.thread_id or not can_say_answered(by, item, question):
        raise PermissionDenied
    return mark_answered(question, by=by, reply=reply, about=item)


def block_of(item: Item, block: str) -> Block:
    """The block of what readers see now; refused in words where it is not there any more."""
    version = version_of(item)
    blocks: list[Block] = version.blocks if version else []
    found = next((each for each in blocks if each["id"] == block), None)
    if found is None:
        raise ValidationError(_("There is no such part."))
    return found


def version_of(item: Item) -> Version | None:
    """What readers see now, if they see anything."""
    return item.module.version if hasattr(item, "module") else None


def _put(item: Item, spot: Spot) -> tuple[str, Anchor | None]:
    """The block's id and the place in it; both are checked against what readers see now."""
    if not spot.block:
        if spot.said is not None or spot.second is not None:
            raise ValidationError(_("Say in which part these words are."))
        return "", None
    block, version = block_of(item, spot.block), version_of(item)
    number = version.number if version else 0
    thread = Thread.objects.select_for_update().get(pk=item.thread_id)
    if spot.second is not None:
        if block["type"] not in {"video", "audio"}:
            raise ValidationError(_("Only a video or a sound has seconds."))
        return spot.block, put_second(thread, block=spot.block, second=spot.second, number=number)
    if spot.said is None or not spot.said.exact.strip():
        return spot.block, None
    words = seen_words(block)
    return spot.block, put_anchor(thread, block=spot.block, text=words, said=spot.said, number=number)


def _with_version(item: Item) -> Item:
    """The item with its authors and what readers see of it now; gone meanwhile: Item.DoesNotExist."""
    found = with_authors(_now(item.pk))
    if not found:
        raise Item.DoesNotExist
    return found[0]


@prepared
def _now(item: int) -> ItemQuerySet:
    return Item.objects.filter(pk=item).select_related("thread", "module__version")
