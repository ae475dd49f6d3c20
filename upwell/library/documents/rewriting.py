"""Making a document say what somebody wrote elsewhere, without touching what others are typing beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pycrdt import Doc, Text

from upwell.library.blocks import Block, validate
from upwell.library.documents.converting import Group, from_document, grouped, nodes_of, read_pieces, to_document
from upwell.library.documents.shared import insert_node, page_of, title_of
from upwell.library.documents.tree import Node

Says = tuple[str, str, str]


@dataclass(frozen=True)
class _Line:
    """One top-level node with words, as far as it is compared: the block it is in, its name, what it says."""

    place: int
    says: Says
    node: Node


def rewrite(doc: Doc[Any], title: str, blocks: object) -> None:
    """Make `doc` say this title and these blocks. Only top-level nodes that differ are changed; the others stay the very
    same, with whatever is being typed into them."""
    kept = validate(blocks)
    wanted = grouped(read_pieces(to_document(title, kept)))
    with doc.transaction():
        _retitle(title_of(doc), title)
        before, after = [*_lines(grouped(read_pieces(doc)))], [*_lines(wanted)]
        ways = SequenceMatcher(None, [line.says for line in before], [line.says for line in after], autojunk=False)
        for tag, begin, end, first, last in reversed(ways.get_opcodes()):
            if tag != "equal":
                _replace(doc, before, range(begin, end), [line.node for line in after[first:last]])
    if from_document(doc) != from_document(to_document(title, kept)):
        _begin_anew(doc, kept)


def _lines(groups: Iterable[Group]) -> Iterator[_Line]:
    for group in groups:
        for place, piece in enumerate(group.pieces, start=group.place):
            says = piece.markdown if piece.part is None else json.dumps(validate([piece.part]), sort_keys=True)
            is_alone = len(group.pieces) == 1 and bool(group.block)
            if says or is_alone:
                yield _Line(place, (group.block, piece.node.name, says), _named(piece.node, group.block))


def _named(node: Node, block: str) -> Node:
    return Node(node.name, {**node.attributes, "block": block}, node.content)


def _replace(doc: Doc[Any], before: list[_Line], gone: range, nodes: list[Node]) -> None:
    """Put `nodes` where the lines numbered `gone` stand."""
    page = page_of(doc)
    for line in reversed([before[number] for number in gone]):
        del page.children[line.place]
    if gone:
        at = before[gone.start].place
    elif gone.start:
        at = before[gone.start - 1].place + 1
    else:
        at = 0
    for place, node in enumerate(nodes, start=at):
        insert_node(page, place, node)


def _retitle(text: Text, title: str) -> None:
    """Change only what differs, so that a caret in the title stays where it is. Places count bytes."""
    old, new = str(text), title
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    begin, gone = len(old[:same].encode()), len(old[same : len(old) - tail].encode())
    if gone:
        del text[begin : begin + gone]
    if insert := new[same : len(new) - tail]:
        text.insert(begin, insert)


def _begin_anew(doc: Doc[Any], blocks: list[Block]) -> None:
    """Where neighbours that stayed would run together with what is new: every node anew."""
    page = page_of(doc)
    with doc.transaction():
        if len(page.children):
            del page.children[0 : len(page.children)]
        for place, node in enumerate(nodes_of(blocks)):
            insert_node(page, place, node)
