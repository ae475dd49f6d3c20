"""Reviews: what waits for somebody, and one of them with what it would change."""

from __future__ import annotations

from typing import Any

from upwell.core.paging import Page, page
from upwell.library.blocks import Block
from upwell.library.models import Review, Version
from upwell.library.queries.changes import SideBySide, side_by_side
from upwell.library.queries.parts import shown_parts
from upwell.people.models import Person


def reviews_of(person: Person, after: str = "", *, whole: bool = False) -> Page[Review]:
    """What waits for `person` to decide it, the longest waiting first; with its blocks only where they are wanted."""
    rows = Review.objects.waiting().for_reviewer(person).select_related("item", "asked_by__team")
    return page(rows if whole else rows.defer("blocks"), by=("asked_at", "id"), after=after)


def review_page(review: Review) -> dict[str, Any]:
    """A review as one decides it: what was sent, and, of a revision, what it changes against what readers see."""
    blocks: list[Block] = review.blocks
    return {"review": review, "item": review.item, "parts": shown_parts(blocks), "changes": _changes(review)}


def _changes(review: Review) -> SideBySide | None:
    module = review.item.module
    before = module.version
    if before is None or not review.is_waiting:
        return None
    sent = Version(
        module=module, number=before.number + 1, title=review.title, blocks=review.blocks, by=review.asked_by
    )
    return side_by_side(review.item, before, sent)
