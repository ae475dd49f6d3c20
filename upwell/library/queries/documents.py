"""Reading a document: as it is now, and what came after a certain update."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pycrdt import Doc

from upwell.library.models import Document

BEGINNING = -1


@dataclass(frozen=True)
class Tail:
    """What came to a document after the update numbered `since`: the updates in order, and the number of the last."""

    updates: list[bytes]
    last: int

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(len(update) for update in self.updates)

    def doc(self) -> Doc[Any]:
        """A document of these updates alone, which must be used in the thread where it is made."""
        doc: Doc[Any] = Doc()
        with doc.transaction():
            for update in self.updates:
                doc.apply_update(update)
        return doc


def load(document: Document) -> tuple[Doc[Any], int]:
    """The document with all that was stored, and the number of the last update in it."""
    tail = tail_of(document, since=BEGINNING)
    return tail.doc(), tail.last


def tail_of(document: Document, *, since: int) -> Tail:
    """The updates after `since`. Where those were put together meanwhile, the whole state comes first."""
    rows = list(document.updates.filter(pk__gt=max(since, document.compacted)).values_list("pk", "data"))
    updates = [bytes(data) for _pk, data in rows]
    if since < document.compacted:
        updates.insert(0, bytes(document.state))
    return Tail(updates, rows[-1][0] if rows else max(since, document.compacted))
