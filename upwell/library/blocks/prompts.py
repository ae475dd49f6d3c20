"""Prompts: what a template says to whoever fills it in, between ⟨ and ⟩. Readers never see one.

A paragraph, a line of a list or a field that is nothing but a prompt counts as empty. One that stands among words somebody
wrote is named when they publish, because leaving it out could leave half a sentence.
"""

import re
from collections.abc import Iterator
from typing import Any

from upwell.library.blocks.kinds import KINDS, Block

PROMPT = re.compile(r"⟨[^⟨⟩]*⟩")
_ALONE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:\[!?\w*\][ \t]*)?[*_]*⟨[^⟨⟩]*⟩[*_]*[ \t\\]*")
_HEADING = re.compile(r"[ \t]*#{1,6}([ \t]|$)")
_CALLOUT = re.compile(r"[ \t]*>[ \t]*\[!\w+\][ \t]*")


def without_prompts(blocks: list[Block]) -> list[Block]:
    """The blocks without the prompts nobody filled in; a heading below which nothing is left goes with them."""
    return [_without(block) for block in blocks]


def prompts_in(blocks: list[Block]) -> Iterator[tuple[Block, str]]:
    """Each prompt that is still there, with its block."""
    for block in blocks:
        for text in texts_of(block):
            for found in PROMPT.finditer(text):
                yield block, found[0]


def _without(block: Block) -> Block:
    kind = KINDS.get(block["type"])
    if kind is None or not any(map(PROMPT.search, texts_of(block))):
        return block
    if block["type"] == "text":
        return {**block, "text": _prose(block["text"])}
    kept = {**block, **{name: _field(block.get(name, "")) for name in kind.texts}}
    for name, rows in kind.rows.items():
        kept[name] = [
            {**row, **{text: _field(row.get(text, "")) for text in rows.texts}} for row in block.get(name, [])
        ]
    return kept


def _field(text: str) -> str:
    return "" if _ALONE.fullmatch(text) else text


def _prose(text: str) -> str:
    """A text without the lines that are prompts, and without headings and callouts that would stand alone."""
    lines = [line for line in text.split("\n") if not _ALONE.fullmatch(line)]
    kept: list[str] = []
    says = False
    for line in reversed(lines):
        is_frame = _HEADING.match(line) or _CALLOUT.fullmatch(line) or line.strip() in {">", ""}
        if is_frame and line.strip() and not says:
            continue
        says = (says or bool(line.strip())) if not _HEADING.match(line) else False
        kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reversed(kept))).strip()


def texts_of(block: Block) -> list[str]:
    """Every text of a block of a known type, as it was typed."""
    kind = KINDS.get(block["type"])
    if kind is None:
        return []
    rows: list[dict[str, Any]] = [row for name in kind.rows for row in block.get(name, [])]
    in_rows = [value for row in rows for value in row.values() if isinstance(value, str)]
    return [*(str(block.get(name, "")) for name in kind.texts), *in_rows]
