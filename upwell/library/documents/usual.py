"""Keeping the form in which somebody typed Markdown, where the page still says the same."""

from __future__ import annotations

from functools import lru_cache

from upwell.core.text import clean
from upwell.library.blocks import Block
from upwell.library.documents.reading import read
from upwell.library.documents.writing import write


def as_written(blocks: list[Block], before: list[Block]) -> list[Block]:
    """The blocks, each text in the words of the block with its id in `before` where both mean the same."""
    texts = {block["id"]: block["text"] for block in before if block["type"] == "text" and "id" in block}
    return [
        {**block, "text": texts[block["id"]]}
        if block["type"] == "text" and block["id"] in texts and _usual(texts[block["id"]]) == block["text"]
        else block
        for block in blocks
    ]


@lru_cache(maxsize=2048)
def _usual(text: str) -> str:
    return clean(write(read(text)))
