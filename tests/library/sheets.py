"""What the library's tests write: a small finished module, and ways to make one."""

from typing import Any

from tests.cast import Cast
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.models import Item, Module
from upwell.people.models import Person

TEXT = {"id": "ask", "type": "text", "text": "Put the **ask** first."}
QUESTION: dict[str, Any] = {
    "id": "monday",
    "type": "question",
    "text": "Which opening would you rather get?",
    "several": False,
    "options": [
        {"text": "Thank you for referring this pleasant man", "right": False, "feedback": "She still has to look."},
        {"text": "Please repeat potassium on Friday", "right": True, "feedback": "Yes: the first line is the ask."},
    ],
    "hint": "She has forty seconds.",
    **{"well": "", "not_yet": "", "kind": "choice", "shuffled": False},
    **{"value": "", "tolerance": "", "unit": "", "is_true": True, "accepted": [], "items": [], "pairs": []},
}
LINK = {"id": "guide", "type": "link", "url": "https://example.org/letters", "title": "The guide", "why": "Examples."}


def page() -> list[dict[str, Any]]:
    """Three finished blocks, fresh each time."""
    return [dict(TEXT), {**QUESTION, "options": [dict(option) for option in QUESTION["options"]]}, dict(LINK)]


def draft(by: Person, **changes: Any) -> Item:
    """A module that is only started."""
    return start_module(**{"by": by, "title": "Letters that get read", "blocks": page(), **changes})


def published(by: Person, **changes: Any) -> Item:
    """A module that is out."""
    item = draft(by, **changes)
    publish_module(item, by=by)
    item.refresh_from_db()
    return item


def module_of(item: Item) -> Module:
    """The page behind the card, as it is kept now."""
    return Module.objects.select_related("version", "item").get(pk=item.pk)


def with_author(cast: Cast, item: Item) -> Item:
    """The helper writes along."""
    item.authorships.create(person=cast.helper, place=1)
    return item
