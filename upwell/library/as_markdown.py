"""From a module to a Markdown file that `from_markdown` reads back: for taking one's words elsewhere, and for looking after
them in a folder of files. docs/blocks.md shows the form of the fences."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import yaml
from django.core.exceptions import ValidationError

from upwell.library import fences
from upwell.library.blocks import KINDS, Block, filled
from upwell.library.fence_lines import SHAPES, Row, Shape, read_numbered, read_option, read_pair

_ODD = re.compile(r"[\[\]()<>\"\\\n]")


def as_markdown(title: str, blocks: Iterable[Block], *, summary: str = "") -> str:
    """A module as a Markdown file: its title and summary above, then its parts. Pictures and files are named by their
    address here (/pictures/<sha256>/); parts of types that this version does not know are kept as JSON."""
    above = {"title": title, **({"summary": summary} if summary else {})}
    head = yaml.safe_dump(above, allow_unicode=True, sort_keys=False, width=10_000)
    return "\n\n".join([f"---\n{head}---", *(_part(filled(block)) for block in blocks)]) + "\n"


def _part(block: Block) -> str:
    if block["type"] == "text":
        return str(block["text"])
    if block["type"] == "image" and block["picture"] and not _ODD.search(block["alt"] + block["caption"]):
        caption = f' "{block["caption"]}"' if block["caption"] else ""
        return f"![{block['alt']}](/pictures/{block['picture']}/{caption})"
    name = f"question {block['kind']}" if block["type"] == "question" else block["type"]
    if name in SHAPES:
        content = _lines(block, SHAPES[name])
        if _reads_back(block, name, content):
            return _fenced("question" if name == "question choice" else name, content)
    return _fenced("block", json.dumps(_bare(block), ensure_ascii=False, indent=2))


def _reads_back(block: Block, name: str, content: str) -> bool:
    """Whether these lines say just this block: words that look like fields or rows are better kept as JSON."""
    read = fences.reader(name)
    try:
        again = read(content, 1) if read else {}
    except ValidationError:
        return False
    places = {place: address[7:71] for place in ("file",) if (address := again.get(place, ""))}
    return {**_bare(again), **places} == _bare(block)


def _bare(block: Block) -> Block:
    return {name: value for name, value in block.items() if name != "id"}


def _lines(block: Block, shape: Shape) -> str:
    text = [block["text"]] if block.get("text") else []
    write = _ROWS.get(shape.row, _item)
    rows = [write(row, place) for place, row in enumerate(block.get(shape.rows, []), start=1)]
    fields = [f"{word}: {_value(block[name], name)}" for word, name in shape.fields.items() if _differs(block, name)]
    return "\n".join([*text, *rows, *fields])


def _differs(block: Block, name: str) -> bool:
    """Whether a field has to be said: a text that is there, a setting that is not as it would be anyway."""
    return name == "is_true" or bool(block[name] != KINDS[block["type"]].settings.get(name, ""))


def _value(value: Any, name: str) -> str:
    if isinstance(value, bool):
        return ("true" if value else "false") if name == "is_true" else ("yes" if value else "no")
    return f"/files/{value}/" if name == "file" else str(value)


def _option(row: dict[str, Any], place: int) -> str:
    why = f" :: {row['feedback']}" if row["feedback"] else ""
    return f"[{'x' if row['right'] else ' '}] {row['text']}{why}"


def _item(row: dict[str, Any], place: int) -> str:
    return f"- {row['text']}"


def _numbered(row: dict[str, Any], place: int) -> str:
    return f"{place}. {row['text']}"


def _pair(row: dict[str, Any], place: int) -> str:
    return f"- {row['text']} :: {row['partner']}"


_ROWS: dict[Callable[[str], Row | None], Callable[[dict[str, Any], int], str]] = {
    read_option: _option,
    read_numbered: _numbered,
    read_pair: _pair,
}


def _fenced(name: str, content: str) -> str:
    """Content between back-ticks, more of them than stand anywhere in it."""
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", content)), default=0))
    return f"{ticks}{name}\n{content}\n{ticks}"
