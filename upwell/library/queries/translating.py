"""A translation as its author sees it: the original's parts, each beside its other words, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from upwell.library.blocks import Block
from upwell.library.comparing import Piece, texts, words
from upwell.library.following import has_words
from upwell.library.models import Item, Module, Translation, Version
from upwell.library.queries.changes import name_of

LONG = 90  # characters from which on a text gets a field of several lines


@dataclass(frozen=True)
class Row:
    """One text of a part: what it says in the original (with what changed since it was translated), and what is typed."""

    name: str
    label: str
    source: list[Piece]
    said: str
    is_long: bool


@dataclass(frozen=True)
class Part:
    """One part of the original: 'new' was never translated, 'behind' has other words now, 'done' is as it should be."""

    id: str
    state: str
    rows: list[Row] = field(default_factory=list)


def translation_page(item: Item, said: Mapping[str, Mapping[str, str]], title: str | None) -> dict[str, Any]:
    """Everything the page shows: in four questions, and one for each version that parts were translated from, together."""
    translation = Translation.objects.get(pk=item.pk)
    module: Module = item.module
    original = Module.objects.select_related("version", "item").get(item__translations=item)
    version = original.version
    blocks: list[Block] = version.blocks if version else []
    taken = translation.draft_taken if translation.draft_taken is not None else translation.taken
    stood = _stood(original, set(taken.values()))
    own = {block["id"]: block for block in (module.draft if module.draft is not None else _published(module))}
    parts = [
        _part(block, taken.get(block["id"]), stood, own.get(block["id"]), said.get(block["id"], {}))
        for block in blocks
        if has_words(block)
    ]
    shown = title if title is not None else module.draft_title if module.draft is not None else item.title
    return {
        "original": original.item,
        "version": version,
        "parts": parts,
        "waiting": sum(part.state != "done" for part in parts),
        "title": shown,
        "now": module.draft_stamp,
    }


def _published(module: Module) -> list[Block]:
    return module.version.blocks if module.version else []


def _stood(original: Module, numbers: set[int]) -> dict[int, dict[str, Block]]:
    rows = Version.objects.filter(module=original, number__in=numbers)
    return {row.number: {block["id"]: block for block in row.blocks} for row in rows}


def _part(
    block: Block, number: int | None, stood: dict[int, dict[str, Block]], own: Block | None, said: Mapping[str, str]
) -> Part:
    then = stood.get(number or 0, {}).get(block["id"])
    source, before = texts(block), texts(then) if then else texts(block)
    state = "new" if number is None else "done" if before == source else "behind"
    here = texts(own) if own else {}
    rows = [
        Row(
            name=f"{block['id']}:{name}",
            label=name_of(name),
            source=words(before.get(name, ""), text),
            said=said.get(name, here.get(name, "") if state != "new" or here.get(name) != text else ""),
            is_long=len(text) > LONG or "\n" in text,
        )
        for name, text in source.items()
        if name and text.strip()
    ]
    return Part(block["id"], state, rows)
