"""Giving ids to what has none yet, inside the document, so that a block keeps its id from its first word on."""

from __future__ import annotations

import secrets
from typing import Any

from pycrdt import Doc, XmlElement

from upwell.library.documents.converting import Group, grouped, read_pieces
from upwell.library.documents.shared import page_of

ID_BYTES = 5  # ten letters and digits


def name_blocks(doc: Doc[Any]) -> bool:
    """Give an id to each block that has words and no id, or one that occurs before it; True if there were any."""
    return name_groups(doc, grouped(read_pieces(doc)))


def name_groups(doc: Doc[Any], groups: list[Group]) -> bool:
    """The same, where the page was read already."""
    taken: set[str] = set()
    unnamed = []
    for group in groups:
        if not group.block and not group.has_words:
            continue
        if not group.block or group.block in taken:
            unnamed.append(group)
        taken.add(group.block)
    if unnamed:
        with doc.transaction():
            elements = [*page_of(doc).children]
            for group in unnamed:
                _name(elements, group)
    return bool(unnamed)


def _name(elements: list[Any], group: Group) -> None:
    """The first node gets the new id, and so do those that carried the old one: they belong together."""
    new = secrets.token_hex(ID_BYTES)
    for place, piece in enumerate(group.pieces, start=group.place):
        element = elements[place]
        if isinstance(element, XmlElement) and (place == group.place or piece.node.block):
            element.attributes["block"] = new
