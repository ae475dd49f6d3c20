"""The lines inside a fence: which of them are fields, which are rows of a list, and which go on with what stands before."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
_OPTION = re.compile(r"(?:[-*][ \t]*)?\[([ xX]?)\][ \t]+(.*)")
_ITEM = re.compile(r"(?:[-*][ \t]+(?:\[[ xX]?\][ \t]+)?|\[[ xX]?\][ \t]+)(.*)")
_NUMBERED = re.compile(r"\d{1,3}[.)][ \t]+(.*)")


def read_option(line: str) -> Row | None:
    """`[x] what :: why`, also after a dash."""
    if not (found := _OPTION.fullmatch(line)):
        return None
    text, _sign, feedback = found[2].partition(" :: ")
    return {"text": text.strip(), "right": found[1] in {"x", "X"}, "feedback": feedback.strip()}


def read_item(line: str) -> Row | None:
    """`- what` or `[ ] what`."""
    return {"text": found[1].strip()} if (found := _ITEM.fullmatch(line)) else None


def read_numbered(line: str) -> Row | None:
    """`1. what`; the order is that of the lines."""
    return {"text": found[1].strip()} if (found := _NUMBERED.fullmatch(line)) else None


def read_pair(line: str) -> Row | None:
    """`- this :: that`."""
    row = read_item(line)
    if row is None or " :: " not in row["text"]:
        return None
    text, _sign, partner = row["text"].partition(" :: ")
    return {"text": text.strip(), "partner": partner.strip()}


@dataclass(frozen=True)
class Shape:
    """What may stand in a fence: the words that begin a field with the field's name, the list its rows go into, how a row
    is read, and which text of a row goes on over the lines below it."""

    fields: Mapping[str, str] = field(default_factory=dict)
    rows: str = ""
    row: Callable[[str], Row | None] = read_item
    goes_on: str = ""


_SAID = {"hint": "hint", "well": "well", "not yet": "not_yet"}
_FILE = {"file": "file", "caption": "caption"}
SHAPES: dict[str, Shape] = {
    "question choice": Shape(
        _SAID | {"several": "several", "shuffled": "shuffled"}, "options", read_option, "feedback"
    ),
    "question truth": Shape(_SAID | {"answer": "is_true"}),
    "question short": Shape(_SAID, "accepted"),
    "question number": Shape(_SAID | {"answer": "value", "within": "tolerance", "unit": "unit"}),
    "question order": Shape(_SAID, "items", read_numbered),
    "question match": Shape(_SAID, "pairs", read_pair),
    "question gaps": Shape(_SAID),
    "link": Shape({"url": "url", "title": "title", "why": "why"}),
    "embed": Shape({"url": "url", "title": "title"}),
    "video": Shape(_FILE),
    "audio": Shape(_FILE),
    "file": Shape({"file": "file", "title": "title", "why": "why"}),
    "checklist": Shape({}, "items"),
    "task": Shape({"show": "show", "task": "task"}),
    "reflection": Shape({"shared": "shared"}),
    "poll": Shape({"several": "several"}, "options"),
}


def read_lines(content: str, shape: Shape) -> dict[str, Any]:
    """The fields in the lines of a fence. What stands before the first field or row is the part's text."""
    fields: dict[str, list[str]] = {"text": []}
    rows: list[Row] = []
    into, last = fields["text"], False
    for line in content.split("\n"):
        name, value = _field(line, shape)
        row = shape.row(line.strip()) if shape.rows else None
        if name:
            into, last = fields.setdefault(name, []), False
            into.append(value)
        elif row is not None:
            rows.append(row)
            into, last = [], True
        elif last and shape.goes_on:
            more = line.strip().removeprefix(">").strip()
            rows[-1][shape.goes_on] = f"{rows[-1][shape.goes_on]} {more}".strip()
        else:
            into.append(line)
    read: dict[str, Any] = {name: _joined(name, lines) for name, lines in fields.items()}
    return {**read, **({shape.rows: rows} if shape.rows else {})}


def _field(line: str, shape: Shape) -> tuple[str, str]:
    """The name and the value of a field that begins in this line, or two empty words."""
    before, colon, after = line.strip().partition(":")
    name = shape.fields.get(before.strip().lower(), "") if colon else ""
    return (name, after.strip()) if name else ("", "")


def _joined(name: str, lines: list[str]) -> str:
    """A text keeps its lines; a field that goes on is one line."""
    return "\n".join(lines).strip() if name == "text" else " ".join(line.strip() for line in lines if line.strip())
