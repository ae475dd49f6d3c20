"""A module in plain fields, for browsers without script: what the form shows of each block, and what it sends back.

Fields are named after the block: `<id>.<text>`, `<id>.<setting>`; rows are `<id>.<list>.row` with the fields
`<id>.<list>.<row>.<text>`. A row without words is none, so emptying one removes it, and there is always one more to fill.
`<id>.more` is JSON of what this version does not show, and gives back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from upwell.library.blocks.kinds import KINDS, Block, Rows
from upwell.library.palette_words import FIELDS, ROWS, WORDS

LONG = 501  # a text that may be longer than this gets a field of several lines
LONGEST_SETTING = 2_000
UPLOADED = {"picture": "image/*", "file": ""}
SETTINGS = {
    "url": "address",
    "task": "taskHere",
    "several": "several",
    "shuffled": "shuffled",
    "value": "value",
    "tolerance": "tolerance",
    "unit": "unit",
    "is_true": "isTrue",
    "shared": "shared",
    "kind": "kindOfQuestion",
    "right": "right",
}


@dataclass(frozen=True)
class Control:
    """One control of the form. `rows` is a list of rows, each with its controls, or None."""

    name: str
    label: str
    control: str = "line"
    value: Any = ""
    most: int = LONGEST_SETTING
    options: list[tuple[str, str]] = field(default_factory=list)
    upload: str = ""
    accept: str = ""
    rows: list[dict[str, Any]] | None = None


@dataclass(frozen=True)
class Typed:
    """A draft as it was typed; `blocks` are not checked yet. `press` is the button that sent it: ('up', 'ask')."""

    title: str
    blocks: list[Block]
    stamp: int
    press: tuple[str, ...]
    summary: str | None
    skills: list[str] | None


def controls_of(block: Block) -> list[Control]:
    """The controls for a block: its first text, its rows, its other texts, its settings. None for an unknown kind."""
    kind = KINDS.get(block["type"])
    if kind is None:
        return []
    texts = [
        _text(block["type"], "", name, block.get(name, ""), most, f"{block['id']}.{name}")
        for name, most in kind.texts.items()
    ]
    rows = [_rows(block, name, rows) for name, rows in kind.rows.items()]
    settings = [_setting(block, name, default) for name, default in kind.settings.items()]
    uploads = [control for control in settings if control.control == "file"]
    return [*uploads, *texts[:1], *rows, *texts[1:], *(control for control in settings if control.control != "file")]


def rest_of(block: Block) -> str:
    """What a block holds that the form has no control for, as JSON; '' for nothing."""
    kind = KINDS.get(block["type"])
    shown = {"id", "type"} | ({*kind.texts, *kind.rows, *kind.settings} if kind else set())
    more = {name: value for name, value in block.items() if name not in shown}
    return json.dumps(more) if more else ""


def read_typed(sent: QueryDict) -> Typed:
    """The draft in a form: `part` is 'id type' for each block in order."""
    skills = sent.get("skills")
    return Typed(
        title=sent.get("title", ""),
        blocks=[_block(sent, *name.partition(" ")[::2]) for name in sent.getlist("part")],
        stamp=_number(sent.get("stamp", "")),
        press=tuple(sent.get("press", "save").split(" ")),
        summary=sent.get("summary"),
        skills=None if skills is None else skills.split(","),
    )


def _text(kind: str, listed: str, name: str, value: object, most: int, sent_as: str) -> Control:
    label, _placeholder = FIELDS.get((kind, listed, name), (_("Text") if kind == "text" else name, ""))
    return Control(sent_as, str(label), "long" if most >= LONG else "line", value, most)


def _rows(block: Block, listed: str, rows: Rows) -> Control:
    label = ROWS[block["type"], listed][0]
    there = [row for row in block.get(listed, []) if isinstance(row, dict)]
    shown = [*there, *([{}] if len(there) < rows.most else [])]
    made = [
        {"number": number, "fields": _row(block, listed, rows, row, f"{block['id']}.{listed}.{number}")}
        for number, row in enumerate(shown)
    ]
    return Control(f"{block['id']}.{listed}", str(label), rows=made)


def _row(block: Block, listed: str, rows: Rows, row: Mapping[str, Any], name: str) -> list[Control]:
    flags = [Control(f"{name}.{flag}", str(WORDS[SETTINGS[flag]]), "tick", row.get(flag)) for flag in rows.flags]
    texts = [
        _text(block["type"], listed, text, row.get(text, ""), most, f"{name}.{text}")
        for text, most in rows.texts.items()
    ]
    return [*texts[:1], *flags, *texts[1:]]


def _setting(block: Block, name: str, default: object) -> Control:
    value, sent_as = block.get(name, default), f"{block['id']}.{name}"
    choices = KINDS[block["type"]].choices.get(name)
    if name in UPLOADED:
        label = _("Another one") if value else _("Choose it")
        upload = f"{block['id']}.upload"
        return Control(sent_as, label, "file", value, upload=upload, accept=UPLOADED[name])
    label = str(WORDS[SETTINGS[name]]) if name in SETTINGS else name
    if choices:
        return Control(sent_as, label, "choice", value, options=[(one, str(WORDS.get(one, one))) for one in choices])
    return Control(sent_as, label, "tick" if isinstance(default, bool) else "line", value)


def _block(sent: QueryDict, name: str, kind: str) -> Block:
    block: Block = {**_more(sent, name), "id": name, "type": kind}
    made = KINDS.get(kind)
    if made is None:
        return block
    block |= {text: sent.get(f"{name}.{text}", block.get(text, "")) for text in made.texts}
    block |= {setting: _chosen(sent, f"{name}.{setting}", default) for setting, default in made.settings.items()}
    block |= {listed: _typed_rows(sent, f"{name}.{listed}", rows) for listed, rows in made.rows.items()}
    if kind == "question" and sum(bool(option["right"]) for option in block["options"]) > 1:
        block["several"] = True
    return block


def _chosen(sent: QueryDict, name: str, default: object) -> object:
    return name in sent if isinstance(default, bool) else sent.get(name, default)


def _typed_rows(sent: QueryDict, name: str, rows: Rows) -> list[dict[str, Any]]:
    typed = [
        {text: sent.get(f"{name}.{number}.{text}", "") for text in rows.texts}
        | {flag: f"{name}.{number}.{flag}" in sent for flag in rows.flags}
        for number in dict.fromkeys(sent.getlist(f"{name}.row"))
    ]
    return [row for row in typed if any(str(row[text]).strip() for text in rows.texts)]


def _more(sent: QueryDict, name: str) -> dict[str, Any]:
    try:
        more = json.loads(sent.get(f"{name}.more", "") or "{}")
    except (ValueError, RecursionError):
        return {}
    return more if isinstance(more, dict) else {}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
