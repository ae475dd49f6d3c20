"""From Markdown to nodes: what one sees on opening a page to write on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from upwell.library.documents.tree import CALLOUTS, DEEPEST, Marks, Node, Run, joined, paragraph

# a picture inside a text has no node of its own: it stays the words that make it one, and is written as they are
IMAGE = re.compile(r"!\[[^\[\]\\`\n|]*\]\([^()\s\\<>|]*\)")
CALLOUT = re.compile(rf"\[!({'|'.join(CALLOUTS)})\][ \t]*(?:\n|$)", re.IGNORECASE)
LOWEST_HEADING, HIGHEST_HEADING = 2, 4
_MARKS = {"strong": "bold", "em": "italic", "s": "strike"}
_ALIGNED = re.compile(r"text-align:(left|right|center)")

parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])


def read(markdown: str) -> list[Node]:
    """The nodes that a Markdown text is made of; none for an empty one."""
    return _Reader(parser.parse(markdown)).blocks("", 0)


class _Reader:
    """Goes through the tokens once, from the first to the last."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0

    def blocks(self, end: str, depth: int) -> list[Node]:
        """Nodes up to the token named `end`."""
        found: list[Node] = []
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            self.place += 1
            if token.type == end:
                break
            reader = _READERS.get(token.type)
            if reader:
                found.extend(reader(self, token, depth))
        return found

    def inline(self) -> list[Node | Run]:
        """What stands in a paragraph, heading or cell whose opening was just read."""
        token = self.tokens[self.place]
        self.place += 2  # the closing one as well
        return trimmed(_inline(token.children or []))

    def paragraph(self, token: Token, depth: int) -> list[Node]:
        return [paragraph(*self.inline())]

    def heading(self, token: Token, depth: int) -> list[Node]:
        level = min(max(int(token.tag[1]), LOWEST_HEADING), HIGHEST_HEADING)
        return [Node("heading", {"level": level}, without_breaks(self.inline()))]

    def code(self, token: Token, depth: int) -> list[Node]:
        language = language_of(token.info if token.type == "fence" else "")
        text = token.content.removesuffix("\n")
        return [Node("codeBlock", {"language": language}, [Run(text)] if text else [])]

    def rule(self, token: Token, depth: int) -> list[Node]:
        return [Node("horizontalRule")]

    def quote(self, token: Token, depth: int) -> list[Node]:
        callout = self._callout()
        inner = self.blocks("blockquote_close", depth + 1)
        if callout and inner:
            inner[0].content = _without_first_line(inner[0].content)
            inner = inner if inner[0].content or len(inner) == 1 else inner[1:]
        if depth >= DEEPEST:
            return inner
        return [Node("blockquote", {"callout": callout}, [*(inner or [paragraph()])])]

    def _callout(self) -> str:
        if self.tokens[self.place].type != "paragraph_open":
            return ""
        found = CALLOUT.match(self.tokens[self.place + 1].content)
        return found[1].lower() if found else ""

    def a_list(self, token: Token, depth: int) -> list[Node]:
        name = "bulletList" if token.type == "bullet_list_open" else "orderedList"
        items = self.blocks(token.type.replace("open", "close"), depth + 1)
        if depth >= DEEPEST:
            return [inner for item in items for inner in item.nodes]
        if name == "bulletList":
            return [Node(name, content=[*items])]
        return [Node(name, {"start": int(str(token.attrGet("start") or 1))}, [*items])] if items else []

    def item(self, token: Token, depth: int) -> list[Node]:
        inner = self.blocks("list_item_close", depth)
        first = [] if inner and inner[0].name == "paragraph" else [paragraph()]
        return [Node("listItem", content=[*first, *inner])]

    def table(self, token: Token, depth: int) -> list[Node]:
        return [Node("table", content=[*self.blocks("table_close", depth)])]

    def row(self, token: Token, depth: int) -> list[Node]:
        return [Node("tableRow", content=[*self.blocks("tr_close", depth)])]

    def cell(self, token: Token, depth: int) -> list[Node]:
        aligned = _ALIGNED.search(str(token.attrGet("style") or ""))
        name = "tableHeader" if token.type == "th_open" else "tableCell"
        words = without_breaks(self.inline())
        return [Node(name, {"align": aligned[1]} if aligned else {}, [paragraph(*words)])]


_READERS: dict[str, Callable[[_Reader, Token, int], list[Node]]] = {
    "paragraph_open": _Reader.paragraph,
    "heading_open": _Reader.heading,
    "fence": _Reader.code,
    "code_block": _Reader.code,
    "hr": _Reader.rule,
    "blockquote_open": _Reader.quote,
    "bullet_list_open": _Reader.a_list,
    "ordered_list_open": _Reader.a_list,
    "list_item_open": _Reader.item,
    "table_open": _Reader.table,
    "tr_open": _Reader.row,
    "th_open": _Reader.cell,
    "td_open": _Reader.cell,
}


def _inline(tokens: list[Token]) -> Iterator[Node | Run]:
    marks: list[tuple[str, str]] = []
    for token in tokens:
        name, _, turn = token.type.rpartition("_")
        if name in _MARKS or name == "link":
            if turn == "open":
                marks.append((_MARKS.get(name, "link"), str(token.attrGet("href") or "")))
            elif marks:
                marks.pop()
        elif token.type == "hardbreak":
            yield Node("hardBreak")
        elif token.type == "softbreak":
            yield Run(" ", _sorted(marks))
        elif token.type == "code_inline":
            yield Run(token.content, _sorted([*marks, ("code", "")]))
        elif token.type == "image":
            yield Run(_as_words(token), _sorted(marks))
        elif token.content:
            yield Run(token.content, _sorted(marks))


def _sorted(marks: list[tuple[str, str]]) -> Marks:
    """Each mark once; a link without an address is none."""
    return tuple(sorted({name: (name, to) for name, to in marks if name != "link" or to}.values()))


def _as_words(token: Token) -> str:
    words = f"![{token.content}]({token.attrGet('src') or ''})"
    return words if IMAGE.fullmatch(words) else token.content


def language_of(info: str) -> str:
    """The language of a code block, as far as it is a word."""
    found = re.match(r"[\w+#.-]{1,40}", info.strip())
    return found[0] if found else ""


def trimmed(content: Iterator[Node | Run] | list[Node | Run]) -> list[Node | Run]:
    """The content of a line without the spaces at its ends and around its breaks, which Markdown does not keep."""
    lines: list[list[Node | Run]] = [[]]
    for inner in content:
        if isinstance(inner, Node):
            lines.append([])
        else:
            lines[-1].append(inner)
    stripped = [_strip(joined(line)) for line in lines]
    while stripped and not stripped[-1]:
        stripped.pop()
    while stripped and not stripped[0]:
        stripped.pop(0)
    # a line with nothing on it cannot be written between two breaks
    kept = [line for line in stripped if line]
    return [inner for place, line in enumerate(kept) for inner in ([Node("hardBreak")] if place else []) + line]


def _strip(line: list[Node | Run]) -> list[Node | Run]:
    runs = [run for run in line if isinstance(run, Run)]
    while runs and not _is_code(runs[0]) and not runs[0].text.strip():
        runs.pop(0)
    while runs and not _is_code(runs[-1]) and not runs[-1].text.strip():
        runs.pop()
    if runs and not _is_code(runs[0]):
        runs[0] = Run(runs[0].text.lstrip(), runs[0].marks)
    if runs and not _is_code(runs[-1]):
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].marks)
    return [*runs]


def _is_code(run: Run) -> bool:
    return ("code", "") in run.marks


def without_breaks(content: list[Node | Run]) -> list[Node | Run]:
    """The same on one line."""
    return joined(Run(" ") if isinstance(inner, Node) else inner for inner in content)


def _without_first_line(content: list[Node | Run]) -> list[Node | Run]:
    """A callout's first paragraph without the line that says what it is (a soft break became a space)."""
    first = content[0] if content else None
    if isinstance(first, Run) and (found := re.match(r"\[![a-zA-Z]+\]\s*", first.text)):
        content = [Run(first.text[found.end() :], first.marks), *content[1:]]
    return trimmed(content)
