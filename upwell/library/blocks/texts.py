"""What blocks say and name: their words without markup, the pictures and files they show."""

from collections.abc import Iterable

from upwell.library.blocks.checking import filled
from upwell.library.blocks.gaps import filled_in
from upwell.library.blocks.kinds import KINDS, Block
from upwell.library.prose import to_plain

# the list of rows that each kind of question asks about; a question turned into another kind keeps the rest unseen
ROWS_OF = {"choice": "options", "short": "accepted", "order": "items", "match": "pairs"}


def plain_text(blocks: Iterable[Block]) -> str:
    """Everything in the blocks that can be read or searched for, without markup; feedback and hints too."""
    return "\n\n".join(text for block in blocks for text in _texts(filled(block)) if text)


def pictures(blocks: Iterable[Block]) -> set[str]:
    """The SHA-256 of each picture in the image blocks."""
    return {block["picture"] for block in blocks if block["type"] == "image" and block["picture"]}


def files(blocks: Iterable[Block]) -> set[str]:
    """The SHA-256 of each file that videos, sounds and files name."""
    kinds = {name for name, kind in KINDS.items() if "file" in kind.settings}
    return {block["file"] for block in blocks if block["type"] in kinds and block["file"]}


def _texts(block: Block) -> list[str]:
    if block["type"] == "text":
        return [to_plain(block["text"])]
    if block["type"] == "image":
        return [block["caption"] or block["alt"]]
    if block["type"] == "question":
        return _question(block)
    kind = KINDS.get(block["type"])
    return [*(block[name] for name in kind.texts), *_rows(block, kind.rows)] if kind else []


def _question(block: Block) -> list[str]:
    text = filled_in(block["text"]) if block["kind"] == "gaps" else block["text"]
    asked = [ROWS_OF[block["kind"]]] if block["kind"] in ROWS_OF else []
    return [text, *_rows(block, asked), block["hint"], block["well"], block["not_yet"]]


def _rows(block: Block, names: Iterable[str]) -> list[str]:
    kind = KINDS[block["type"]]
    return [row[text] for name in names for row in block[name] for text in kind.rows[name].texts]
