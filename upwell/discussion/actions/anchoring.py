"""Putting down which words, or which second, somebody speaks of."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.core.text import clean
from upwell.discussion.anchors import Quote, find, locate, quote, quote_of, whole_sentences
from upwell.discussion.models import LONGEST_CONTEXT, LONGEST_QUOTE, Anchor, Thread

LONGEST_SECOND = 48 * 3600  # of a recording
MOST_LOOKED_AT = 300  # places of one block that a new one is compared with


def put_anchor(thread: Thread, *, block: str, text: str, said: Quote, number: int) -> Anchor:
    """The place of `said` in `text`, which is what `block` says in version `number`; part of an action.

    A selection stands for the sentences it touches, and there is one place for each, whoever speaks of it and since
    whichever version. Refused: words that are not there.
    """
    said = Quote(clean(said.exact), said.prefix[-LONGEST_CONTEXT:], said.suffix[:LONGEST_CONTEXT], max(0, said.start))
    if not said.exact or len(said.exact) > LONGEST_QUOTE:
        raise ValidationError(_("Choose a sentence or a few, or speak of the whole part."))
    place = find(text, said) or find(text, replace(said, prefix="", suffix=""))
    if place is None:
        raise ValidationError(_("These words are not in what is published now. Look at the page again."))
    place = whole_sentences(text, place)
    if place.end - place.start > LONGEST_QUOTE:
        raise ValidationError(_("Choose a sentence or a few, or speak of the whole part."))
    for anchor in thread.anchors.filter(block=block, second=None).order_by("-pk")[:MOST_LOOKED_AT]:
        if locate(text, quote_of(anchor)) == place:
            return anchor
    kept = quote(text, place.start, place.end)
    return Anchor.objects.create(
        thread=thread,
        block=block,
        quote=kept.exact,
        prefix=kept.prefix,
        suffix=kept.suffix,
        start=place.start,
        end=place.end,
        number=number,
    )


def put_second(thread: Thread, *, block: str, second: float, number: int) -> Anchor:
    """A moment of the video or sound in `block`, in seconds from its beginning, to the tenth; part of an action."""
    if not 0 <= second <= LONGEST_SECOND:
        raise ValidationError(_("There is no such second."))
    anchor, _is_new = Anchor.objects.get_or_create(
        thread=thread, block=block, second=round(second, 1), defaults={"number": number}
    )
    return anchor
