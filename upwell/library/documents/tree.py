"""A page as a tree of nodes and runs of text: what lies between Markdown and the shared document.

Names and attributes are those of the editor (TipTap's StarterKit), because both sides of a document must speak of the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Marks = tuple[tuple[str, str], ...]  # name and, for a link, its address; sorted

CALLOUTS = ("tip", "note", "warning")
LISTS = {"bulletList", "orderedList"}
RICH = {"paragraph", "heading", "blockquote", "codeBlock", "table", "horizontalRule", *LISTS}
DEEPEST = 8  # quotes and lists within each other; what lies deeper is put into the one around it


@dataclass(frozen=True)
class Run:
    """Some text with the same marks on all of it."""

    text: str
    marks: Marks = ()


@dataclass
class Node:
    """One element: its name, its attributes, and what is in it."""

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    content: list[Node | Run] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """The elements in it, without text."""
        return [inner for inner in self.content if isinstance(inner, Node)]

    @property
    def text(self) -> str:
        """All the text in it, as it stands."""
        return "".join(inner.text for inner in self.content)

    @property
    def block(self) -> str:
        """The id of the block it belongs to, or ''."""
        found = self.attributes.get("block")
        return found if isinstance(found, str) else ""


def paragraph(*content: Node | Run) -> Node:
    """A paragraph of these."""
    return Node("paragraph", content=list(content))


def joined(runs: Iterable[Node | Run]) -> list[Node | Run]:
    """The same, with neighbours that have the same marks made one, and nothing empty."""
    kept: list[Node | Run] = []
    for run in runs:
        last = kept[-1] if kept else None
        if isinstance(run, Run) and isinstance(last, Run) and last.marks == run.marks:
            kept[-1] = Run(last.text + run.text, run.marks)
        elif isinstance(run, Node) or run.text:
            kept.append(run)
    return kept
