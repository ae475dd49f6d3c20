"""How a translation follows what it translates: which blocks have words to translate, and which are behind. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from upwell.library.blocks import Block
from upwell.library.comparing import texts

Taken = dict[str, int]  # of each block of the original, the version from which it was translated


def has_words(block: Block) -> bool:
    """Whether there is anything in it that one says in another language."""
    return any(text.strip() for text in texts(block).values()) and "" not in texts(block)


def behind(blocks: Iterable[Block], taken: Mapping[str, int], versions: Mapping[int, Iterable[Block]]) -> list[str]:
    """The ids of the original's `blocks` that were never translated, or have other words now than when they were.

    `versions` holds the blocks of those versions of the original that `taken` names.
    """
    stood = {number: {block["id"]: block for block in each} for number, each in versions.items()}
    return [
        block["id"]
        for block in blocks
        if has_words(block)
        and texts(stood.get(taken.get(block["id"], 0), {}).get(block["id"], {"id": "", "type": ""})) != texts(block)
    ]


def retold(block: Block, said: Mapping[str, str]) -> Block:
    """The block with other words: everything else, such as which option is right, stays as in the original."""
    told = deepcopy(block)
    for name, text in said.items():
        listed, _dot, rest = name.partition(".")
        if not rest:
            told[name] = text
            continue
        place, _dot, field = rest.partition(".")
        told[listed][int(place)][field] = text
    return told
