"""Other words for a sentence of a module. Pure: blocks in, blocks out."""

from __future__ import annotations

from collections.abc import Iterable

from upwell.discussion.anchors import Place, Quote, find
from upwell.library.blocks import Block
from upwell.library.named_texts import text_of, where_it_stands, with_text


def reworded(blocks: Iterable[Block], *, block: str, field: str, said: Quote, after: str) -> list[Block] | None:
    """The blocks with `after` in place of the words `said` of a text (`field`) of one of them; None where those words do
    not stand there any more."""
    kept = [dict(each) for each in blocks]
    at = next((place for place, each in enumerate(kept) if each["id"] == block), None)
    name = where_it_stands(kept[at], field, said) if at is not None else None
    if at is None or name is None:
        return None
    text = text_of(kept[at], name)
    place = find(text, said)
    kept[at] = with_text(kept[at], name, _replaced(text, place, after)) if place else kept[at]
    return kept


def _replaced(text: str, place: Place, after: str) -> str:
    """`text` with `after` at `place`; where nothing comes instead, no space is left over."""
    left, right = text[: place.start], text[place.end :]
    if not after:
        right = right.removeprefix(" ")
        left = left.rstrip(" ") if not right or right.startswith("\n") else left
    return (left + after + right).strip()
