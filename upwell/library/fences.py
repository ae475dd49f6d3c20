"""Parts written in a Markdown file, as fences named after them: ```question, ```question number, ```task, ```poll.

docs/blocks.md shows each. A line is a field (`hint: ...`), a row of the part's list (`[x] ...`, `- ...`, `1. ...`), or goes
on with what stands before it. YAML with the names of the fields is read as well; ```block holds any part as JSON.
"""

import json
import re
from collections.abc import Callable
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.library.blocks import KINDS, QUESTIONS, Block, finish, validate
from upwell.library.fence_lines import SHAPES, Shape, read_lines

_URL = re.compile(r"(url|title|why)[ \t]*:[ \t]+", re.IGNORECASE)
YES = {"yes", "true", "on", "1", "y"}
NO = {"no", "false", "off", "0", "n", ""}


def fault(line: int, what: str) -> ValidationError:
    """A refusal that names the line of the file, in words and as `params['line']`."""
    return ValidationError(_("Line %(line)s: %(what)s."), params={"line": line, "what": what})


def reader(info: str) -> Callable[[str, int], Block] | None:
    """What reads a fence with these words after its back-ticks: its content and its line become a block. None where the
    words name no part: then it is code."""
    words = info.strip().lower().split()
    name, kind = words[0] if words else "", words[1] if len(words) == 2 else ""
    if name == "block" and len(words) == 1:
        return _any_block
    if name == "question" and (kind in QUESTIONS or len(words) == 1):
        return lambda content, line: _question(content, line, kind)
    if name in SHAPES and len(words) == 1:
        return lambda content, line: _part(name, content, line)
    return None


def _any_block(content: str, line: int) -> Block:
    try:
        block = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise fault(line, _("what stands between the fences is not JSON")) from error
    if not isinstance(block, dict):
        raise fault(line, _("what stands between the fences is not a block with a type"))
    return _checked(block, line)


def _question(content: str, line: int, kind: str) -> Block:
    """More than one [x] lets readers choose several."""
    fields = _mapping(content)
    if fields and ("options" in fields or "kind" in fields or (kind and "text" in fields)):
        block = {**_from_mapping(fields), **({"kind": kind} if kind else {})}
    else:
        block = _typed({"kind": kind or "choice", **read_lines(content, SHAPES[f"question {kind or 'choice'}"])}, line)
    if block.get("kind", "choice") == "choice":
        options = block.get("options", [])
        block["several"] = bool(block.get("several")) or sum(bool(option.get("right")) for option in options) > 1
    return _checked({"type": "question", **block}, line)


def _part(name: str, content: str, line: int) -> Block:
    if name == "link" and not _URL.match(content.strip()):
        return _checked({"type": "link", **_bare_link(content)}, line)
    shape = SHAPES[name]
    fields = _mapping(content)
    if fields and set(fields) <= {*KINDS[name].texts, *KINDS[name].settings, *KINDS[name].rows} and "text" in fields:
        return _checked({"type": name, **_from_mapping(fields)}, line)
    block = {"type": name, **_typed(read_lines(content, shape), line)}
    place = block.get("file", "")
    if not place or "file" not in shape.fields:
        return _checked(block, line)
    # where a file says its film is, only whoever has the film can turn into what is kept here
    return {**_checked({**block, "file": "0" * 64}, line), "file": place}


def _bare_link(content: str) -> dict[str, str]:
    """An address, a title and why, each on its line without its name; the last goes on."""
    lines = [line.strip() for line in content.strip().split("\n")]
    return {"url": lines[0], "title": (lines + [""])[1], "why": " ".join(lines[2:])}


def _mapping(content: str) -> dict[str, Any] | None:
    try:
        fields = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return {str(name).lower(): value for name, value in fields.items()} if isinstance(fields, dict) else None


def _from_mapping(fields: dict[str, Any]) -> Block:
    """YAML as a block: other usual names for the fields are understood, rows may be bare words."""
    usual = {"question": "text", "multiple": "several"}
    block: Block = {usual.get(name, name): _plain(value) for name, value in fields.items() if name != "type"}
    for name in ("options", "accepted", "items", "pairs"):
        if name in block:
            rows = block[name] if isinstance(block[name], list) else []
            block[name] = [_row(row) for row in rows]
    return block


def _row(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        return {"text": "" if row is None else str(row)}
    right = {"right": bool(row.get("right") or row.get("correct"))} if {"right", "correct"} & set(row) else {}
    return {**{str(name): value for name, value in row.items() if name not in {"right", "correct"}}, **right}


def _plain(value: Any) -> Any:
    """A value as a block holds it: numbers are texts there, because 3.50 is not 3.5 to whoever reads it."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else value


def _typed(fields: dict[str, Any], line: int) -> dict[str, Any]:
    """Yes and no in words as the settings they are."""
    for name in ("several", "shuffled", "shared", "is_true"):
        if isinstance(fields.get(name), str):
            said = fields[name].strip().lower()
            if said not in YES | NO:
                raise fault(line, _("‘%(name)s’ is yes or no") % {"name": name})
            fields[name] = said in YES
    return fields


def _checked(block: Block, line: int) -> Block:
    try:
        return finish(validate([block]))[0]
    except ValidationError as error:
        what = re.sub(r"^[^:]*1: ", "", error.messages[0]).rstrip(".")
        raise fault(line, what) from error


__all__ = ["SHAPES", "Shape", "fault", "reader"]
