"""From nodes to Markdown: what is kept of a page that was written on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from upwell.core.text import clean
from upwell.library.documents.reading import HIGHEST_HEADING, LOWEST_HEADING, language_of
from upwell.library.documents.tree import CALLOUTS, LISTS, Node, Run
from upwell.library.documents.words import write_line

MOST_COLUMNS = 60
LARGEST_START = 999_000_000


def write(nodes: Iterable[Node]) -> str:
    """The Markdown of these nodes. What has no words (an empty paragraph, quote or list) is left out."""
    return "\n\n".join(_written([*nodes]))


def write_node(node: Node, *, is_other: bool = False) -> str:
    """The Markdown of one node; `is_other` for a list that stands beside another of its kind."""
    if node.name in LISTS:
        return _list(node, is_other)
    writer = _WRITERS.get(node.name)
    return writer(node) if writer else ""


def _written(nodes: list[Node]) -> list[str]:
    """The Markdown of each node that has any; a list beside another of its kind gets the other sign, to stay apart."""
    kept: list[str] = []
    before, is_other = "", False
    for node in nodes:
        is_other = node.name == before and not is_other
        markdown = write_node(node, is_other=is_other)
        if markdown:
            kept.append(markdown)
            before = node.name if node.name in LISTS else ""
    return kept


def _paragraph(node: Node) -> str:
    return write_line(node.content)


def _heading(node: Node) -> str:
    words = write_line(node.content, is_one_line=True)
    level = node.attributes.get("level")
    level = int(level) if isinstance(level, int | float) else LOWEST_HEADING
    return f"{'#' * min(max(level, LOWEST_HEADING), HIGHEST_HEADING)} {words}" if words else ""


def _quote(node: Node) -> str:
    inner = _written(node.nodes)
    callout = node.attributes.get("callout")
    if not inner:
        return ""
    if callout in CALLOUTS:
        first = next(child.name for child in node.nodes if _written([child]))
        inner[:1] = [f"[!{callout}]\n{inner[0]}"] if first == "paragraph" else [f"[!{callout}]", inner[0]]
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))


def _code(node: Node) -> str:
    text = "\n".join(clean(f"|{line}|")[1:-1] for line in re.split(r"\r\n|\r|\n", node.text))
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in re.findall("`+", text)), default=0))
    language = language_of(str(node.attributes.get("language") or ""))
    return f"{fence}{language}\n{text}\n{fence}" if text else f"{fence}{language}\n{fence}"


def _rule(node: Node) -> str:
    return "---"


def _list(node: Node, is_other: bool) -> str:
    items = [_written(item.nodes) for item in node.nodes]
    if not any(items):
        return ""
    start = node.attributes.get("start", 1)
    number = int(start) if isinstance(start, int | float) and 0 <= start <= LARGEST_START else 1
    is_tight = all(_is_tight(item, written) for item, written in zip(node.nodes, items, strict=True))
    lines = []
    for place, (item, written) in enumerate(zip(node.nodes, items, strict=True)):
        sign = f"{number + place}{')' if is_other else '.'}" if node.name == "orderedList" else "*" if is_other else "-"
        lines.append(_item(sign, item, written, "\n" if is_tight else "\n\n"))
    return ("\n" if is_tight else "\n\n").join(lines)


def _is_tight(item: Node, written: list[str]) -> bool:
    """Whether nothing but a paragraph is in it, with at most one list after it that may follow without a space."""
    names = [child.name for child in item.nodes if _written([child])]
    if names in ([], ["paragraph"]):
        return True
    return names == ["paragraph", "bulletList"] and re.match(r"[-*] ", written[1]) is not None


def _item(sign: str, item: Node, written: list[str], between: str) -> str:
    if not written:
        return sign
    starts_empty = not _written(item.nodes[:1])
    space = " " * (len(sign) + 1)
    text = "\n".join(f"{space}{line}".rstrip() for line in between.join(written).split("\n"))
    return f"{sign}\n{text}" if starts_empty else f"{sign} {text[len(space) :]}"


def _table(node: Node) -> str:
    rows = [row.nodes[:MOST_COLUMNS] for row in node.nodes if row.nodes]
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    lines = [_row([_cell(cell) for cell in row], width) for row in rows]
    lines.insert(1, _row([_line_under(cell) for cell in rows[0]], width, "---"))
    return "\n".join(lines)


def _row(cells: list[str], width: int, filler: str = "") -> str:
    return f"| {' | '.join([*cells, *[filler] * (width - len(cells))])} |"


def _cell(cell: Node) -> str:
    content: list[Node | Run] = []
    for child in _flat(cell):
        content.extend([*([Run(" ")] if content else []), *child.content])
    return write_line(content, is_one_line=True).replace("|", "\\|")


def _flat(node: Node) -> Iterable[Node]:
    """Every node below that holds text itself."""
    if any(isinstance(inner, Run) for inner in node.content):
        yield node
    else:
        for child in node.nodes:
            yield from _flat(child)


def _line_under(cell: Node) -> str:
    align = cell.attributes.get("align")
    return {"left": ":---", "right": "---:", "center": ":---:"}.get(str(align), "---")


_WRITERS: dict[str, Callable[[Node], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "blockquote": _quote,
    "codeBlock": _code,
    "horizontalRule": _rule,
    "table": _table,
}
