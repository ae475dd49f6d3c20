"""From blocks to the shared document and back; blocks keep their ids on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pycrdt import Doc

from upwell.core.text import clean, one_line
from upwell.library.blocks import ID, MOST_BLOCKS, Block, validate
from upwell.library.blocks.kinds import KINDS
from upwell.library.documents.parts import block_of, part_of
from upwell.library.documents.reading import read
from upwell.library.documents.shared import insert_node, node_of, page_of, title_of
from upwell.library.documents.tree import LISTS, Node, paragraph
from upwell.library.documents.writing import write_node

LONGEST_TITLE = 200
LONGEST_TEXT = KINDS["text"].texts["text"]
MOST_NODES = 20 * MOST_BLOCKS


@dataclass(frozen=True)
class Piece:
    """One top-level node of a page, read: a part's block, or the Markdown of a piece of text."""

    node: Node
    markdown: str = ""
    part: Block | None = None

    @property
    def block(self) -> str:
        """The id it was given, or '' (also where it is none that can be)."""
        found = self.node.block
        return found if ID.fullmatch(found) else ""


@dataclass
class Group:
    """The neighbours that make one block, with the place of the first among the page's nodes."""

    place: int
    pieces: list[Piece] = field(default_factory=list)
    block: str = ""
    length: int = 0

    @property
    def has_words(self) -> bool:
        """Whether there is anything in it."""
        return any(piece.markdown or piece.part is not None for piece in self.pieces)

    def content(self) -> Block:
        """The block, without its id."""
        part = self.pieces[0].part
        if part is not None:
            return {name: value for name, value in part.items() if name != "id"}
        return {"type": "text", "text": clean("\n\n".join(self._texts()))}

    def _texts(self) -> Iterator[str]:
        before, is_other = "", False
        for piece in self.pieces:
            if piece.markdown:
                name = piece.node.name if piece.node.name in LISTS else ""
                is_other = bool(name) and name == before and not is_other
                yield write_node(piece.node, is_other=True) if is_other else piece.markdown
                before = name


def to_document(title: str, blocks: object) -> Doc[Any]:
    """A new document that says what these blocks say. Blocks that do not follow the schema are refused."""
    doc: Doc[Any] = Doc()
    page, heading = page_of(doc), title_of(doc)
    with doc.transaction():
        if title:
            heading.insert(0, title)
        for place, node in enumerate(nodes_of(validate(blocks))):
            insert_node(page, place, node)
    return doc


def from_document(doc: Doc[Any]) -> tuple[str, list[Block]]:
    """The title and the blocks that a document says, checked. What does not follow the schema is refused in words."""
    return read_title(doc), validate(blocks_of(grouped(read_pieces(doc))))


def nodes_of(blocks: Iterable[Block]) -> Iterator[Node]:
    """The top-level nodes that blocks are; the first of each carries its id, and those up to the next heading."""
    for block in blocks:
        if block["type"] != "text":
            yield part_of(block)
            continue
        name = block.get("id", "")
        for place, node in enumerate(read(block["text"]) or [paragraph()]):
            if place and node.name == "heading":
                name = ""
            node.attributes["block"] = name
            yield node


def read_title(doc: Doc[Any]) -> str:
    """The title, on one line; refused where it is too long."""
    title = one_line(str(title_of(doc)))
    if len(title) > LONGEST_TITLE:
        raise ValidationError(
            _("The title has %(count)s characters; at most %(most)s fit. Say it shorter.")
            % {"count": len(title), "most": LONGEST_TITLE}
        )
    return title


def read_pieces(doc: Doc[Any]) -> list[Piece]:
    """Every top-level node of the page, read."""
    with doc.transaction():
        elements = [*page_of(doc).children]
        if len(elements) > MOST_NODES:
            raise ValidationError(_("This is more than one module can hold. Make two modules of it."))
        return [read_piece(element, place) for place, element in enumerate(elements, start=1)]


def read_piece(element: object, place: int) -> Piece:
    """One top-level node of the page, read."""
    node = node_of(element, place)
    return Piece(node, part=block_of(node)) if node.name == "part" else Piece(node, clean(write_node(node)))


def grouped(pieces: Iterable[Piece]) -> list[Group]:
    """The pieces by block: a part alone; text up to the next heading, the next id, or what one block can hold."""
    groups: list[Group] = []
    for place, piece in enumerate(pieces):
        group = groups[-1] if groups else None
        if group is None or not _belongs(piece, group):
            groups.append(group := Group(place))
        group.pieces.append(piece)
        group.block = group.block or piece.block
        group.length += len(piece.markdown) + 2
    return groups


def _belongs(piece: Piece, group: Group) -> bool:
    if piece.part is not None or group.pieces[0].part is not None or piece.node.name == "heading":
        return False
    if group.length + len(piece.markdown) > LONGEST_TEXT and piece.markdown:
        return False
    return piece.block in {"", group.block} or not group.block


def blocks_of(groups: Iterable[Group]) -> list[Block]:
    """The blocks; an id counts where it occurs first. Empty text that was never given an id is no block yet."""
    blocks: list[Block] = []
    taken: set[str] = set()
    for group in groups:
        if not group.block and not group.has_words:
            continue
        block = group.content()
        if group.block and group.block not in taken:
            taken.add(group.block)
            block = {"id": group.block, **block}
        blocks.append(block)
    return blocks
