"""The form of blocks as JSON Schema, made of the table of kinds, for programs that write modules."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from upwell.library.blocks.kinds import KINDS, Kind, Rows

MOST_BLOCKS = 500  # a module of more parts is a book, and is better as several modules
ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
TYPE = re.compile(r"[a-z][a-z0-9_-]{0,39}")
KEPT_HERE = re.compile(r"([0-9a-f]{64})?")  # a SHA-256, or nothing yet

# settings that are typed or name something kept here; longest length in characters
LONGEST = {"picture": 64, "file": 64, "url": 2_000, "task": 200, "value": 40, "tolerance": 40, "unit": 40}
NAMES_A_FILE = frozenset({"picture", "file"})
FIRST_TEXT = "text"  # what a row cannot be without


def _words(fields: Mapping[str, int]) -> dict[str, Any]:
    return {name: {"type": "string", "maxLength": most} for name, most in fields.items()}


def _setting(name: str, default: object, choices: Iterable[str]) -> dict[str, Any]:
    if isinstance(default, bool):
        return {"type": "boolean"}
    if name in NAMES_A_FILE:
        return {"type": "string", "pattern": f"^{KEPT_HERE.pattern}$"}
    if choices:
        return {"type": "string", "enum": list(choices)}
    return {"type": "string", "maxLength": LONGEST[name]}


def _rows(rows: Rows) -> dict[str, Any]:
    properties = {**_words(rows.texts), **{flag: {"type": "boolean"} for flag in rows.flags}}
    row = {"type": "object", "required": [FIRST_TEXT], "properties": properties}
    return {"type": "array", "maxItems": rows.most, "items": row}


def _kind(kind: Kind) -> dict[str, Any]:
    settings = {name: _setting(name, default, kind.choices.get(name, ())) for name, default in kind.settings.items()}
    lists = {name: _rows(rows) for name, rows in kind.rows.items()}
    return {"required": list(kind.needed), "properties": {**_words(kind.texts), **settings, **lists}}


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The blocks of an Upwell module",
    "type": "array",
    "maxItems": MOST_BLOCKS,
    "items": {
        "type": "object",
        "required": ["type"],
        "properties": {
            "id": {"type": "string", "pattern": f"^{ID.pattern}$"},
            "type": {"type": "string", "pattern": f"^{TYPE.pattern}$"},
        },
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}}, "then": {"$ref": f"#/$defs/{name}"}} for name in KINDS
        ],
    },
    "$defs": {name: _kind(kind) for name, kind in KINDS.items()},
}
