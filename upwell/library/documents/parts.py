"""Parts: a block that is not text, as one node of the page, and back."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.library.blocks import TYPE, Block
from upwell.library.blocks.kinds import KINDS, Kind, Rows
from upwell.library.documents.tree import Node, Run


def part_of(block: Block) -> Node:
    """A block as a part: its first text as a field that people type into, its rows, its other texts, the rest as settings.

    In this order one reads them aloud, because it is that of the page: a question, its answers, then the hint.
    What is not as the table of kinds says, and every block of an unknown kind, is kept whole among the settings.
    """
    kind = KINDS.get(block["type"]) or Kind({})
    texts = {name: block[name] for name in kind.texts if isinstance(block.get(name, ""), str) and name in block}
    texts = {name: "" for name in kind.texts if name not in block} | texts
    lists = {name: block.get(name, []) for name, rows in kind.rows.items() if _has_rows(block.get(name, []), rows)}
    settings = {name: value for name, value in block.items() if name not in {"id", "type", *texts, *lists}}
    fields = [_field(name, texts[name]) for name in kind.texts if name in texts]
    listed = [_row(name, row, kind.rows[name]) for name, rows in lists.items() for row in rows]
    named = {"block": block.get("id", ""), "kind": block["type"], "settings": _json(settings)}
    return Node("part", named, [*fields[:1], *listed, *fields[1:]])


def _has_rows(value: object, rows: Rows) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, dict) and all(isinstance(row.get(name, ""), str) for name in rows.texts) for row in value
    )


def _row(name: str, row: dict[str, Any], rows: Rows) -> Node:
    flags = {key: value for key, value in row.items() if key not in rows.texts}
    return Node("row", {"list": name, "flags": _json(flags)}, [_field(key, row.get(key, "")) for key in rows.texts])


def _field(name: str, text: str) -> Node:
    return Node("field", {"name": name}, [Run(text)] if text else [])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def block_of(node: Node) -> Block:
    """The block that a part is. A part without a kind, and settings that are no JSON object, are refused."""
    name = node.attributes.get("kind")
    if not isinstance(name, str) or not TYPE.fullmatch(name) or name == "text":
        raise ValidationError(_("The page holds a part that Upwell does not know."))
    kind = KINDS.get(name) or Kind({})
    block: Block = {**_object(node.attributes.get("settings")), "type": name}
    block.pop("id", None)
    if node.block:
        block["id"] = node.block
    block.update(_texts(node, [*kind.texts]))
    for key, rows in kind.rows.items():
        found = [row for row in node.nodes if row.name == "row" and row.attributes.get("list") == key]
        if found or key not in block:
            block[key] = [_row_of(row, rows) for row in found]
    return block


def _row_of(node: Node, rows: Rows) -> dict[str, Any]:
    texts = _texts(node, [*rows.texts])
    return {**_object(node.attributes.get("flags")), **dict.fromkeys(rows.texts, ""), **texts}


def _texts(node: Node, names: list[str]) -> dict[str, str]:
    """The fields by name. Where two people made the same one at once, both texts are kept."""
    texts: dict[str, str] = {}
    for child in node.nodes:
        name = child.attributes.get("name")
        if child.name == "field" and name in names:
            texts[str(name)] = "\n".join(text for text in (texts.get(str(name), ""), child.text) if text)
    return texts


def _object(value: object) -> dict[str, Any]:
    if value in (None, ""):
        return {}
    try:
        found = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValidationError(_("The settings of a part cannot be read."))
    return found
