"""What the page one writes on offers: every kind of part in words, with what one types into it, from the table of kinds.

The page's script draws all parts from this, so a new kind needs its line in `blocks/kinds.py` and its words here.
"""

import json
from typing import Any

from upwell.library.blocks.kinds import KINDS, Rows
from upwell.library.palette_words import ENTRIES, FIELDS, NAMES, ROWS, WORDS

OPTIONAL = {"hint", "well", "not_yet", "feedback", "caption", "why"}
LINES = {("task", "text")}  # where Enter begins a new line instead of going on


def palette() -> dict[str, Any]:
    """Kinds with their texts, rows and settings; the groups of the menu that adds parts; and the page's own sentences."""
    return {
        "kinds": {kind: _kind(kind) for kind in KINDS if kind != "text"},
        "menu": [
            {
                "label": str(label),
                "entries": [{**entry, "label": str(entry["label"]), "hint": str(entry["hint"])} for entry in entries],
            }
            for label, entries in ENTRIES
        ],
        "words": {name: str(words) for name, words in WORDS.items()},
    }


def palette_icons() -> list[str]:
    """The icons that parts, menu and toolbar draw."""
    listed = [str(entry["icon"]) for _label, entries in ENTRIES for entry in entries]
    named = [icon for _name, icon in NAMES.values()]
    return sorted({*listed, *named, *TOOL_ICONS})


def palette_json() -> str:
    """The palette as the page carries it."""
    return json.dumps(palette(), ensure_ascii=False)


def _kind(kind: str) -> dict[str, Any]:
    name, icon = NAMES[kind]
    made = KINDS[kind]
    return {
        "name": str(name),
        "icon": icon,
        "texts": [_text(kind, "", field, most) for field, most in made.texts.items()],
        "rows": {listed: _rows(kind, listed, rows) for listed, rows in made.rows.items()},
        "settings": dict(made.settings),
    }


def _rows(kind: str, listed: str, rows: Rows) -> dict[str, Any]:
    name, another = ROWS[kind, listed]
    return {
        "name": str(name),
        "another": str(another),
        "most": rows.most,
        "flags": list(rows.flags),
        "texts": [_text(kind, listed, field, most) for field, most in rows.texts.items()],
    }


def _text(kind: str, listed: str, field: str, most: int) -> dict[str, Any]:
    label, placeholder = FIELDS.get((kind, listed, field), (field, ""))
    return {
        "name": field,
        "label": str(label),
        "placeholder": str(placeholder),
        "most": most,
        "optional": field in OPTIONAL,
        "lines": (kind, field) in LINES and not listed,
    }


TOOL_ICONS = [
    "plus",
    "bold",
    "italic",
    "strikethrough",
    "code",
    "link",
    "list",
    "list-ordered",
    "heading-2",
    "heading-3",
    "undo-2",
    "redo-2",
    "grip-vertical",
    "ellipsis",
    "arrow-up",
    "arrow-down",
    "copy",
    "trash-2",
    "x",
    "check",
    "circle-check",
    "square-check",
    "upload",
    "image",
    "refresh-cw",
    "crop",
    "type",
    "quote",
    "package",
    "chevron-down",
    "circle-alert",
    "unlink",
    "table-2",
    "message-square-plus",
    "keyboard",
]
