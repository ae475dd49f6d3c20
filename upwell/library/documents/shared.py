"""Between the tree of nodes and the shared document (Y.XmlFragment): what may stand where, and nothing else.

Numbers of a position inside a shared text count bytes of UTF-8 here, as the library does.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pycrdt import Doc, Text, XmlElement, XmlFragment, XmlText

from upwell.library.documents.tree import LISTS, RICH, Marks, Node, Run, joined

PAGE, TITLE = "page", "title"
DEEPEST = 40  # elements within each other
MARKS = {"bold", "italic", "strike", "code", "link"}
# what may be in each element; True stands for text
MAY_HOLD: dict[str, set[str | bool]] = {
    "paragraph": {True, "hardBreak"},
    "heading": {True, "hardBreak"},
    "codeBlock": {True},
    "blockquote": {*RICH},
    **{name: {"listItem"} for name in LISTS},
    "listItem": {*RICH},
    "table": {"tableRow"},
    "tableRow": {"tableHeader", "tableCell"},
    "tableHeader": {*RICH},
    "tableCell": {*RICH},
    "horizontalRule": set(),
    "hardBreak": set(),
    "part": {"field", "row"},
    "row": {"field"},
    "field": {True},
}
TOP = {*RICH, "part"}
_OVERLAPPING = re.compile(r"--[a-zA-Z0-9+/=]{8}$")


def page_of(doc: Doc[Any]) -> XmlFragment:
    """The shared page of a document."""
    page: XmlFragment = doc.get(PAGE, type=XmlFragment)
    return page


def title_of(doc: Doc[Any]) -> Text:
    """The shared title of a document."""
    title: Text = doc.get(TITLE, type=Text)
    return title


def insert_node(parent: XmlFragment | XmlElement, place: int, node: Node) -> None:
    """Put a node and all that is in it at a place among the children of `parent`."""
    element = parent.children.insert(place, XmlElement(node.name))
    for name, value in node.attributes.items():
        element.attributes[name] = value
    at = 0
    for is_text, content in groupby(node.content, lambda inner: isinstance(inner, Run)):
        if is_text:
            _insert_text(element, at, [run for run in content if isinstance(run, Run)])
            at += 1
            continue
        for inner in content:
            if isinstance(inner, Node):
                insert_node(element, at, inner)
                at += 1


def _insert_text(element: XmlElement, place: int, runs: list[Run]) -> None:
    text = element.children.insert(place, XmlText(""))
    at = 0
    for run in runs:
        # every mark is said for every run, or what is inserted behind a bold word would be bold as well
        marks: dict[str, Any] = {name: {"href": value} if name == "link" else {} for name, value in run.marks}
        text.insert(at, run.text, marks)
        at += len(run.text.encode())


def node_of(element: object, place: int = 0, depth: int = 0, *, may_hold: set[str | bool] | None = None) -> Node:
    """The node that an element of the page is, `place` for saying where. What no editor of ours writes is refused."""
    name = element.tag if isinstance(element, XmlElement) else None
    if not isinstance(element, XmlElement) or name not in (TOP if may_hold is None else may_hold) or depth > DEEPEST:
        raise ValidationError(
            _("The page holds something that Upwell does not know (at %(place)s).") % {"place": place}
        )
    allowed = MAY_HOLD[str(name)]
    content: list[Node | Run] = []
    for child in element.children:
        if isinstance(child, XmlText):
            content.extend(_runs(child, True in allowed))
        else:
            content.append(node_of(child, place, depth + 1, may_hold=allowed))
    view: Any = element.attributes
    attributes = {key: value for key, value in view if value is not None}
    return Node(str(name), attributes, joined(content))


def _runs(text: XmlText, is_allowed: bool) -> list[Run]:
    runs = []
    for piece, attributes in text.diff():
        if not isinstance(piece, str) or (piece.strip() and not is_allowed):
            raise ValidationError(_("The page holds text where none can be."))
        runs.append(Run(piece, _marks(attributes or {})))
    return runs if is_allowed else []


def _marks(attributes: dict[str, Any]) -> Marks:
    marks = {}
    for key, value in attributes.items():
        name = _OVERLAPPING.sub("", key)
        if name in MARKS and value is not None and value is not False:
            marks[name] = str(value.get("href") or "") if name == "link" and isinstance(value, dict) else ""
    return tuple(sorted((name, value) for name, value in marks.items() if name != "link" or value))
