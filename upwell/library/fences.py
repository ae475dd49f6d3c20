"""Questions and links written in a Markdown file, as fences named after them."""

import re
from collections.abc import Callable
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.library.blocks import Block, finish, validate

_OPTION = re.compile(r"(?:[-*][ \t]*)?\[([ xX]?)\][ \t]+(.*)")
_FIELD = re.compile(r"(url|title|why)[ \t]*:[ \t]+(.*)")


def fault(line: int, what: str) -> ValidationError:
    """A refusal that names the line of the file, in words and as `params['line']`."""
    return ValidationError(_("Line %(line)s: %(what)s."), params={"line": line, "what": what})


def question(content: str, line: int) -> Block:
    """A fence named question: what is asked, then a line for each option, with [x] before what is right; what one is told
    who chose it stands after ` :: ` or on the lines below; `hint:` on a line of its own. YAML (text, options, hint) is
    read as well.

    More than one [x] lets readers choose several.
    """
    fields = _mapping(content)
    block = _from_mapping(fields) if fields and "options" in fields else _from_list(content)
    block["several"] = bool(block.get("several")) or sum(option["right"] for option in block["options"]) > 1
    return _checked(block, line)


def link(content: str, line: int) -> Block:
    """A fence named link: lines that begin with `url:`, `title:` and `why:`; or the three without their names."""
    words = {"url": "", "title": "", "why": ""}
    order = iter(words)
    name = "url"
    is_named = _FIELD.match(content.strip()) is not None
    for typed in content.strip().split("\n"):
        found = _FIELD.match(typed) if is_named else None
        name = found[1] if found else name if is_named else next(order, "why")
        words[name] = f"{words[name]} {(found[2] if found else typed).strip()}".strip()
    return _checked({"type": "link", **words}, line)


READERS: dict[str, Callable[[str, int], Block]] = {"question": question, "link": link}


def _mapping(content: str) -> dict[str, Any] | None:
    try:
        fields = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return {str(name).lower(): value for name, value in fields.items()} if isinstance(fields, dict) else None


def _from_mapping(fields: dict[str, Any]) -> Block:
    options = fields["options"] if isinstance(fields["options"], list) else []
    return {
        "type": "question",
        "text": _words(fields.get("text") or fields.get("question")),
        "several": bool(fields.get("several") or fields.get("multiple")),
        "options": [_option(option) for option in options],
        "hint": _words(fields.get("hint")),
    }


def _option(option: Any) -> dict[str, Any]:
    if not isinstance(option, dict):
        return {"text": _words(option), "right": False, "feedback": ""}
    right = bool(option.get("right") or option.get("correct"))
    return {"text": _words(option.get("text")), "right": right, "feedback": _words(option.get("feedback"))}


def _from_list(content: str) -> Block:
    asked: list[str] = []
    hint: list[str] = []
    options: list[dict[str, Any]] = []
    into = asked
    for line in content.split("\n"):
        if found := _OPTION.match(line):
            text, _sign, feedback = found[2].partition(" :: ")
            options.append({"text": text.strip(), "right": found[1] in {"x", "X"}, "feedback": feedback.strip()})
        elif line.lower().startswith("hint:"):
            into = hint
            hint.append(line[5:].strip())
        elif options and into is asked:
            options[-1]["feedback"] = f"{options[-1]['feedback']} {line.strip().removeprefix('>').strip()}".strip()
        else:
            into.append(line)
    return {"type": "question", "text": "\n".join(asked).strip(), "options": options, "hint": " ".join(hint).strip()}


def _words(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _checked(block: Block, line: int) -> Block:
    try:
        return finish(validate([block]))[0]
    except ValidationError as error:
        what = re.sub(r"^[^:]*1: ", "", error.messages[0]).rstrip(".")
        raise fault(line, what) from error
