"""The suggestions for a module and the flags that wait, as those who decide see them."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.core.paging import Page, page
from upwell.discussion.anchors import Quote
from upwell.discussion.models import Suggestion
from upwell.library.comparing import Piece, words
from upwell.library.models import Item, Review
from upwell.library.named_texts import text_of, where_it_stands
from upwell.library.permissions import can_see_flags
from upwell.library.queries.changes import name_of
from upwell.people.models import Person


@dataclass(frozen=True)
class Proposal:
    """A suggestion with the words it would change, `of` what in the part ('Option 2'; '' for its main text).

    `is_stale`: they do not stand there any more; `now` is what does. `review` is the newest one of the module, where the
    suggestion was accepted and is not out yet.
    """

    suggestion: Suggestion
    of: str
    pieces: list[Piece]
    is_stale: bool
    now: str
    review: Review | None


def suggestions_of(item: Item, person: Person, *, after: str = "") -> tuple[list[Proposal], Page[Suggestion]]:
    """Those that wait and those that were decided, the newest first: all for its authors and stewards, else one's own."""
    rows = item.thread.suggestions.select_related("by__team", "answered_by", "fix")
    if not can_see_flags(person, item):
        rows = rows.filter(by=person)
    found = page(rows, by=("-id",), after=after)
    are_on_the_way = any(suggestion.is_on_the_way for suggestion in found.rows)
    review = item.reviews.order_by("-asked_at").first() if are_on_the_way else None
    return [_proposal(item, suggestion, review) for suggestion in found.rows], found


def _proposal(item: Item, suggestion: Suggestion, review: Review | None) -> Proposal:
    version = item.module.version
    blocks = version.blocks if version else []
    block = next((each for each in blocks if each["id"] == suggestion.block), None)
    wanted = Quote(suggestion.before, suggestion.prefix, suggestion.suffix, suggestion.start)
    is_stale = suggestion.is_open and (block is None or where_it_stands(block, suggestion.field, wanted) is None)
    return Proposal(
        suggestion=suggestion,
        of=name_of(suggestion.field),
        pieces=in_runs(words(suggestion.before, suggestion.after)),
        is_stale=is_stale,
        now=text_of(block, suggestion.field) if is_stale and block else "",
        review=review if suggestion.is_on_the_way else None,
    )


def in_runs(pieces: list[Piece]) -> list[Piece]:
    """The same difference, with words that changed one after another told together: all that went, then all that came."""
    runs: list[Piece] = []
    went = came = ""
    for place, piece in enumerate(pieces):
        is_between = piece.how == "same" and not piece.text.strip() and 0 < place < len(pieces) - 1
        if piece.how == "same" and not (is_between and (went or came)):
            runs += [*_changed(went, came), piece]
            went = came = ""
            continue
        went += piece.text if piece.how != "ins" else ""
        came += piece.text if piece.how != "del" else ""
    return [*runs, *_changed(went, came)]


def _changed(went: str, came: str) -> list[Piece]:
    """What went and what came, without the white space at their ends that both have."""
    if not went.strip() or not came.strip():
        return [Piece(how, text) for how, text in (("del", went), ("ins", came)) if text]
    end = " " if went.endswith(" ") and came.endswith(" ") else ""
    cut = len(end)
    found = [Piece("del", went[: len(went) - cut]), Piece("ins", came[: len(came) - cut])]
    return [*found, *([Piece("same", end)] if end else [])]
