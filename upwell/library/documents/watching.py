"""A document that is open while many people type: after each change only the nodes that changed are read again.

Reading a page of 200 blocks takes a tenth of a second, one paragraph less than a thousandth; twenty people type faster than
the first.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pycrdt import Doc

from upwell.library.blocks import MOST_BLOCKS, MOST_CHARACTERS, Block, validate
from upwell.library.documents.converting import (
    LONGEST_TEXT,
    Group,
    Piece,
    blocks_of,
    grouped,
    read_piece,
    read_pieces,
    read_title,
)
from upwell.library.documents.naming import name_groups
from upwell.library.documents.shared import page_of

AROUND = 80  # characters that a block's type and id take at most, in JSON


class WatchedPage:
    """The pieces of a document's page, kept in step with it."""

    def __init__(self, doc: Doc[Any]) -> None:
        self.doc = doc
        self.page = page_of(doc)
        self.pieces: list[Piece | None] = [*read_pieces(doc)]
        self.weights = [_weight(piece) for piece in self.pieces]
        self.subscription = self.page.observe_deep(self._notice)

    def close(self) -> None:
        """Watch no more."""
        self.page.unobserve(self.subscription)

    def check(self) -> None:
        """Read what changed. Refused in words: what does not follow the schema, and more than a module can hold.

        Counted a little more strictly than `validate` does, so that what passes here can always be kept.
        """
        read_title(self.doc)
        groups = self.groups()
        if len(groups) > MOST_BLOCKS or sum(self.weights) + AROUND * len(groups) > MOST_CHARACTERS:
            raise ValidationError(_("This is more than one module can hold. Make two modules of it."))

    def says(self) -> tuple[str, list[Block]]:
        """The title and the blocks, checked as a whole."""
        return read_title(self.doc), validate(blocks_of(self.groups()))

    def name_blocks(self) -> bool:
        """Give ids to blocks that have none; True if there were any."""
        return name_groups(self.doc, self.groups())

    def groups(self) -> list[Group]:
        """The pieces by block, with what changed read again."""
        stale = [place for place, piece in enumerate(self.pieces) if piece is None]
        if stale:
            with self.doc.transaction():
                for place in stale:
                    self.pieces[place], self.weights[place] = _read(self.page.children[place], place)
        return grouped(piece for piece in self.pieces if piece is not None)

    def _notice(self, events: list[Any]) -> None:
        for event in events:
            if not event.path:
                self._splice(event.delta)
        for event in events:
            if event.path:
                self.pieces[event.path[0]] = None

    def _splice(self, delta: list[dict[str, Any]]) -> None:
        place = 0
        for step in delta:
            gone, new = step.get("delete", 0), [None] * len(step.get("insert", ()))
            self.pieces[place : place + gone] = new
            self.weights[place : place + gone] = [0] * len(new)
            place += step.get("retain", len(new))


def _read(element: object, place: int) -> tuple[Piece, int]:
    """One node, checked by itself."""
    piece = read_piece(element, place + 1)
    if piece.part is not None:
        validate([piece.part])
    elif len(piece.markdown) > LONGEST_TEXT:
        validate([{"type": "text", "text": piece.markdown}])
    return piece, _weight(piece)


def _weight(piece: Piece | None) -> int:
    if piece is None:
        return 0
    return len(json.dumps(piece.markdown if piece.part is None else piece.part, ensure_ascii=False)) + 4
