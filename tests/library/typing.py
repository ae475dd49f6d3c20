"""A co-author's browser, as the tests need one: a copy of the document that types and syncs."""

from __future__ import annotations

from typing import Any

from django.test import Client
from pycrdt import Doc, XmlElement, XmlText

from upwell.library.documents.framing import Step, read_messages, sync_message
from upwell.library.documents.shared import page_of, title_of
from upwell.library.models import Item
from upwell.people.models import Person


class Browser:
    """One person's open page."""

    def __init__(self, person: Person, item: Item) -> None:
        self.client = Client()
        self.client.force_login(person)
        self.person = person
        self.address = f"/modules/{item.pk}/sync/"
        self.doc: Doc[Any] = Doc()
        page_of(self.doc), title_of(self.doc)

    @property
    def sees_a_page(self) -> bool:
        """Whether the server has said what is there."""
        return self.doc.get_state() != b"\x00"

    def sync(self, update: bytes | None = None) -> int:
        """Send everything that is here, take what is missing; gives the status."""
        sent = update if update is not None else self.doc.get_update()
        body = sync_message(Step.STATE, self.doc.get_state()) + sync_message(Step.UPDATE, sent)
        answer = self.client.post(self.address, body, content_type="application/octet-stream")
        if answer.status_code == 200:
            for message in read_messages(answer.content):
                if message.is_change:
                    self.doc.apply_update(message.data)
        self.said = answer
        return answer.status_code

    def title(self, text: str) -> None:
        """Type at the beginning of the title."""
        title_of(self.doc).insert(0, text)

    def type(self, text: str, *, node: int = 0) -> None:
        """Type at the beginning of a top-level node."""
        node_there: Any = page_of(self.doc).children[node]
        words = node_there.children
        if not len(words):
            words.append(XmlText(""))
        words[0].insert(0, text)

    def add(self, text: str, *, at: int = 0, name: str = "paragraph", **attributes: Any) -> None:
        """Add a top-level node."""
        element = page_of(self.doc).children.insert(at, XmlElement(name))
        for key, value in attributes.items():
            element.attributes[key] = value
        element.children.append(XmlText(text))

    def remove(self, at: int) -> None:
        """Take a top-level node away."""
        del page_of(self.doc).children[at]


EDITS = ["type", "mark", "title", "add", "heading", "remove"]


def edit(doc: Doc[Any], kind: str, number: int) -> None:
    """One of the things people do to a page, at a place that `number` chooses."""
    children: Any = page_of(doc).children
    at = number % len(children) if len(children) else 0
    if kind == "title":
        title_of(doc).insert(0, str(number))
    elif kind in {"add", "heading"}:
        name = "paragraph" if kind == "add" else "heading"
        level: Any = {} if kind == "add" else {"level": 2}
        children.insert(at, XmlElement(name, level)).children.append(XmlText(f"N{number}"))
    elif not len(children):
        return
    elif kind == "remove":
        del children[at]
    else:
        _type(children[at], kind, number)


def _type(node: Any, kind: str, number: int) -> None:
    """Into a paragraph, or the first text of a part."""
    place = node.children[0] if node.tag == "part" else node
    if not len(place.children):
        place.children.append(XmlText(""))
    text = place.children[0]
    if isinstance(text, XmlText):
        text.insert(0, f"t{number}", {"bold": {}} if kind == "mark" else {})
