"""The suggestions for a module and the flags that wait, as those who decide see them."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.core.paging import Page, page
from upwell.discussion.anchors import Quote, find
from upwell.discussion.models import Suggestion
from upwell.library.comparing import Piece, words
from upwell.library.models import Item
from upwell.library.permissions import can_see_flags
from upwell.people.models import Person


@dataclass(frozen=True)
class Proposal:
    """A suggestion with the words it would change. `is_stale`: they do not stand there any more; `now` is the block."""

    suggestion: Suggestion
    pieces: list[Piece]
    is_stale: bool
    now: str


def suggestions_of(item: Item, person: Person, *, after: str = "") -> tuple[list[Proposal], Page[Suggestion]]:
    """Those that wait and those that were decided, the newest first: all for its authors and stewards, else one's own."""
    rows = item.thread.suggestions.select_related("by__team", "answered_by", "fix")
    if not can_see_flags(person, item):
        rows = rows.filter(by=person)
    found = page(rows, by=("-id",), after=after)
    return [_proposal(item, suggestion) for suggestion in found.rows], found


def _proposal(item: Item, suggestion: Suggestion) -> Proposal:
    version = item.module.version
    blocks = version.blocks if version else []
    block = next((each for each in blocks if each["id"] == suggestion.block), None)
    text = str(block.get(suggestion.field, "")) if block else ""
    wanted = Quote(suggestion.before, suggestion.prefix, suggestion.suffix, suggestion.start)
    is_stale = suggestion.is_open and find(text, wanted) is None
    return Proposal(suggestion, words(suggestion.before, suggestion.after), is_stale, text if is_stale else "")
