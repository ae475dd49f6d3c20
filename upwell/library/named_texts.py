"""One text of a block by its name: 'text', 'caption', and of a row of a list 'options.1.text'. Pure: blocks in, blocks out."""

from __future__ import annotations

from upwell.discussion.anchors import Quote, find
from upwell.library.blocks import KINDS, Block

UNSEEN = {"hint", "well", "not_yet"}  # what a question says only after it was answered
SEEN_ROWS = {"options": "text", "items": "text"}


def text_of(block: Block, name: str) -> str:
    """What a block says under this name; '' where it has no such text."""
    listed, dot, rest = name.partition(".")
    if not dot:
        return str(block.get(name) or "")
    place, _dot, text = rest.partition(".")
    rows = block.get(listed) or []
    return str(rows[int(place)].get(text) or "") if place.isdecimal() and int(place) < len(rows) else ""


def with_text(block: Block, name: str, text: str) -> Block:
    """The block, saying something else under this name; a text that it has (`text_of`)."""
    listed, dot, rest = name.partition(".")
    if not dot:
        return {**block, name: text}
    place, _dot, key = rest.partition(".")
    rows = [{**row, key: text} if at == int(place) else row for at, row in enumerate(block[listed])]
    return {**block, listed: rows}


def seen_texts(block: Block) -> list[tuple[str, str]]:
    """The texts that everybody sees before doing anything with a block, by name, in the order in which they stand there.

    The words with gaps, and the lists that one puts in order or matches, would give the answer away.
    """
    kind = KINDS.get(block["type"])
    is_question = block["type"] == "question"
    if kind is None or (is_question and block.get("kind") == "gaps"):
        return []
    names = own_texts(block)
    if not is_question or block.get("kind", "choice") == "choice":
        for listed, key in SEEN_ROWS.items():
            names += [f"{listed}.{place}.{key}" for place in range(len(block.get(listed) or []))]
    return [(name, text) for name in names if (text := text_of(block, name))]


def unseen_texts(block: Block) -> list[tuple[str, str]]:
    """The texts that a question says only when it is asked for them or was answered: the hint, what follows, the feedback of
    each option. Whoever read one may suggest it better, but readers who did not see no word of it."""
    if block["type"] != "question":
        return []
    names = sorted(UNSEEN)
    if block.get("kind", "choice") == "choice":
        names += [f"options.{place}.feedback" for place in range(len(block.get("options") or []))]
    return [(name, text) for name in names if (text := text_of(block, name))]


def is_unseen(name: str) -> bool:
    """Whether this is the name of such a text."""
    return name in UNSEEN or name.endswith(".feedback")


def own_texts(block: Block) -> list[str]:
    """The names of a block's own texts, rows of lists left out, that hold something readers may see."""
    kind = KINDS.get(block["type"])
    return [name for name in kind.texts if name not in UNSEEN and block.get(name)] if kind else []


def where_it_stands(block: Block, name: str, said: Quote) -> str | None:
    """Under which name words stand that were said of this text: the same, or another row of its list, which may have
    moved. None where they are gone."""
    listed, dot, rest = name.partition(".")
    key = rest.partition(".")[2]
    others = [f"{listed}.{place}.{key}" for place in range(len(block.get(listed) or []))] if dot else []
    return next((each for each in [name, *others] if find(text_of(block, each), said)), None)
