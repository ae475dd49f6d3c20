"""Pandoc, started so that it can reach neither files nor the network, and what it knows of a document as a tree.

Between reading and writing the tree is made plain: what our Markdown has no form for (figures, cells of several
paragraphs, underlining) becomes what it has a form for, so that no words are lost.
"""

import base64
import binascii
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pypandoc

from upwell.library.intake.found import Found, Unreadable

SECONDS = 20
MARKDOWN = "commonmark+pipe_tables-raw_html"
_DATA = re.compile(r"data:image/[\w.+-]+(;[\w=.+-]+)*?(;base64)?,", re.IGNORECASE)
_LESS = re.compile(r"(?<!\\)\\<")
_UNWRAPPED = {"Underline", "SmallCaps", "Strikeout", "Superscript", "Subscript"}

Node = dict[str, Any]
Take = Callable[[str], bytes | None]  # the bytes of a picture by its place in the document


def read(source: Path, folder: Path, kind: str, take: Take) -> Found:
    """Read a document of a format that pandoc knows (docx, odt, html)."""
    tree = json.loads(_run(folder, source.read_bytes(), "--from", kind, "--to", "json"))
    found = Found()
    found.title = _words(tree["meta"].get("title", {}).get("c", []))
    plain = _Plain(found, folder, take)
    tree = {**tree, "meta": {}, "blocks": plain.blocks(tree["blocks"])}
    found.markdown = _run(
        folder, json.dumps(tree).encode(), "--from", "json", "--to", MARKDOWN, "--wrap", "none"
    ).decode()
    found.markdown = "\n".join(_unmistakable(line) for line in found.markdown.split("\n"))
    return found


def _unmistakable(line: str) -> str:
    """A line in which an escaped '<' cannot be taken for the beginning of a tag; code stays as it is."""
    return line if line.startswith("    ") else _LESS.sub("&lt;", line)


def _run(folder: Path, sent: bytes, *options: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--sandbox", *options, "+RTS", "-M768m", "-RTS"]
    try:
        done = subprocess.run(command, input=sent, capture_output=True, cwd=folder, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Unreadable("time") from error
    if done.returncode == 251 or b"heap exhausted" in done.stderr.lower():
        raise Unreadable("memory")
    if done.returncode:
        raise Unreadable("broken")
    return done.stdout


class _Plain:
    """Walks a tree of pandoc's and makes it plain; takes the pictures out on its way."""

    def __init__(self, found: Found, folder: Path, take: Take) -> None:
        self.found, self.folder, self.take = found, folder, take

    def blocks(self, nodes: list[Node]) -> list[Node]:
        return [plain for node in nodes for plain in self._block(node)]

    def _block(self, node: Node) -> list[Node]:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Figure":
            return self._figure(content)
        if kind == "Div":
            return self.blocks(content[1])
        if kind == "Table":
            return [{"t": "Table", "c": self._table(content)}]
        if kind == "RawBlock":
            return []
        if kind == "Header":
            return [{"t": kind, "c": [content[0], ["", [], []], self.inlines(content[2])]}]
        if kind in {"Para", "Plain"}:
            return [{"t": kind, "c": self.inlines(content)}]
        if kind == "CodeBlock":
            return [{"t": kind, "c": [["", [], []], content[1]]}]
        if kind == "LineBlock":
            return [{"t": "Para", "c": _joined([self.inlines(line) for line in content])}]
        if kind == "BlockQuote":
            return [{"t": kind, "c": self.blocks(content)}]
        if kind == "BulletList":
            return [{"t": kind, "c": [self.blocks(item) for item in content]}]
        if kind == "OrderedList":
            return [{"t": kind, "c": [content[0], [self.blocks(item) for item in content[1]]]}]
        if kind == "DefinitionList":
            return [
                block
                for term, meanings in content
                for block in [
                    {"t": "Para", "c": [{"t": "Strong", "c": self.inlines(term)}]},
                    *(block for meaning in meanings for block in self.blocks(meaning)),
                ]
            ]
        return [node]

    def _figure(self, content: list[Any]) -> list[Node]:
        """A figure is its picture, with the caption as the picture's title."""
        _attributes, (_short, caption), inside = content
        words = _words(caption)
        blocks = self.blocks(inside)
        for image in _images(blocks):
            said = _words(image["c"][1])
            image["c"][2][1] = image["c"][2][1] or ("" if words == said else words)
        return [{"t": "Para", "c": block["c"]} if block["t"] == "Plain" else block for block in blocks]

    def _table(self, content: list[Any]) -> list[Any]:
        """A table whose cells hold one line each, and that has no cells over several rows or columns."""
        attributes, caption, columns, head, bodies, foot = content
        width = len(columns)
        rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
        plain = [[row[0], self._cells(row[1], width)] for row in rows]
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _each in columns]
        empty: list[Any] = ["", [], []]
        return [attributes, [None, []], columns, [empty, plain[:1]], [[empty, 0, [], plain[1:]]], [empty, []]]

    def _cells(self, cells: list[Any], width: int) -> list[Any]:
        kept: list[Any] = []
        for _attributes, _align, _rows, span, blocks in cells:
            words = _joined([self.inlines(line) for line in _lines(self.blocks(blocks))], {"t": "Str", "c": " · "})
            inline = [{"t": "Space"} if each["t"] in {"LineBreak", "SoftBreak"} else each for each in words]
            kept += [inline, *([[]] * (span - 1))]
        kept = (kept + [[]] * width)[:width]
        return [[["", [], []], {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": cell}]] for cell in kept]

    def inlines(self, nodes: list[Node]) -> list[Node]:
        return [plain for node in nodes for plain in self._inline(node)]

    def _inline(self, node: Node) -> list[Node]:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Image":
            return self._image(node)
        if kind == "Math":
            return [{"t": "Code", "c": [["", [], []], content[1]]}]
        if kind == "RawInline":
            return []
        if kind in _UNWRAPPED:
            return self.inlines(content)
        if kind in {"Emph", "Strong"}:
            return [{"t": kind, "c": self.inlines(content)}]
        if kind == "Span":
            return self.inlines(content[1])
        if kind == "Quoted":
            left, right = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            return [{"t": "Str", "c": left}, *self.inlines(content[1]), {"t": "Str", "c": right}]
        if kind == "Cite":
            return self.inlines(content[1])
        if kind == "Link":
            return self._link(content)
        if kind == "Note":
            return [{"t": kind, "c": self.blocks(content)}]
        return [node]

    def _link(self, content: list[Any]) -> list[Node]:
        """A link to somewhere on the web; one to a file or a place in the document keeps its words."""
        url = content[2][0]
        inside = self.inlines(content[1])
        if not re.match(r"(https?://|mailto:)", url, re.IGNORECASE):
            if not url.startswith("#"):
                self.found.left_out["link_to_file"] += 1
            return inside
        return [{"t": "Link", "c": [["", [], []], inside, [url, ""]]}]

    def _image(self, node: Node) -> list[Node]:
        _attributes, alt, (place, title) = node["c"]
        alt = [{"t": "Str", "c": _words(alt)}]
        if re.match(r"(https?:)?//", place, re.IGNORECASE):
            self.found.left_out["picture_elsewhere"] += 1
            words = [*alt] if alt[0]["c"] else []
            return [{"t": "Link", "c": [["", [], []], words, [place, ""]]}] if words else []
        if place in self.found.pictures:
            kept = place
        else:
            content = _decoded(place) if _DATA.match(place) else self.take(place)
            if content is None:
                self.found.left_out["picture_missing"] += 1
                return alt if alt[0]["c"] else []
            kept = self.found.add_picture(self.folder, content)
        if not kept:
            return alt if alt[0]["c"] else []
        return [{"t": "Image", "c": [["", [], []], alt, [kept, title if title != "fig:" else ""]]}]


def _decoded(address: str) -> bytes | None:
    """The bytes of a picture that is written into its own address."""
    head, _comma, body = address.partition(",")
    try:
        return base64.b64decode(unquote_to_bytes(body)) if head.lower().endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None


def _lines(blocks: list[Node]) -> list[list[Node]]:
    """The lines of whatever stands in a cell."""
    lines: list[list[Node]] = []
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            lines.append(block["c"])
        elif block["t"] == "Header":
            lines.append(block["c"][2])
        elif block["t"] == "CodeBlock":
            lines.append([{"t": "Code", "c": [["", [], []], " ".join(block["c"][1].split())]}])
        elif block["t"] == "BlockQuote":
            lines += _lines(block["c"])
        elif block["t"] == "BulletList":
            lines += [line for item in block["c"] for line in _lines(item)]
        elif block["t"] == "OrderedList":
            lines += [line for item in block["c"][1] for line in _lines(item)]
        elif block["t"] == "Table":
            lines += [
                line
                for rows in (block["c"][3][1], block["c"][4][0][3])
                for row in rows
                for cell in row[1]
                for line in _lines(cell[4])
            ]
    return lines


def _joined(lines: list[list[Node]], between: Node | None = None) -> list[Node]:
    joined: list[Node] = []
    for line in lines:
        joined += [*([between or {"t": "LineBreak"}] if joined else []), *line]
    return joined


def _images(node: Any) -> list[Node]:
    if isinstance(node, list):
        return [image for each in node for image in _images(each)]
    if not isinstance(node, dict):
        return []
    return [node] if node.get("t") == "Image" else _images(node.get("c"))


def _words(node: Any) -> str:
    """All the words below a node, on one line."""
    if isinstance(node, list):
        return (
            " ".join("".join(_words(each) for each in node).split())
            if _is_inline(node)
            else " ".join(filter(None, (_words(each) for each in node)))
        )
    if not isinstance(node, dict):
        return ""
    if node["t"] in {"Str", "MetaString"}:
        return str(node["c"])
    if node["t"] in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    if node["t"] in {"Code", "Math"}:
        return str(node["c"][1])
    return _words(node.get("c", []))


def _is_inline(nodes: list[Any]) -> bool:
    return all(isinstance(node, dict) and node["t"] not in {"Para", "Plain", "MetaInlines"} for node in nodes)
