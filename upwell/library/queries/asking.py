"""The flags and open questions that a draft may answer: what was asked, and whether the draft says it differently."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.discussion.anchors import find, locate, quote_of
from upwell.discussion.models import Anchor
from upwell.library.blocks import Block
from upwell.library.models import Item
from upwell.library.queries.margin import Note, margin_of
from upwell.library.wording import seen_words
from upwell.people.models import Person


@dataclass(frozen=True)
class Ask:
    """One place with flags or an open question. `is_changed`: the draft says it in other words, or not at all."""

    note: Note
    is_changed: bool

    @property
    def place(self) -> str:
        """How a form names it."""
        return f"{self.note.block}:{self.note.anchor or ''}"


def asked_of(item: Item, person: Person) -> list[Ask]:
    """What waits in the margin of `item` for an answer of its authors, in the order of the page."""
    if item.module.version is None:
        return []
    margin = margin_of(item, person)
    anchors = {anchor.pk: anchor for anchor in margin.page.rows}
    draft: list[Block] = item.module.draft if item.module.draft is not None else item.module.version.blocks
    return [Ask(note, _is_changed(anchors.get(note.anchor or 0), draft)) for note in margin.notes if note.can_answer]


def _is_changed(anchor: Anchor | None, draft: list[Block]) -> bool:
    """Of words that were pointed at; of a whole part only its authors can say."""
    if anchor is None or not anchor.quote:
        return False
    own = next((block for block in draft if block["id"] == anchor.block), None)
    place = locate(seen_words(own), quote_of(anchor)) if own else None
    if place is not None:
        return place.has_changed
    return not any(find(seen_words(block), quote_of(anchor)) for block in draft)
