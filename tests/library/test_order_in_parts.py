"""A part is read aloud in the order in which it stands on the page: what is asked, the answers, then the rest."""

from typing import Any

from upwell.library.documents import to_document
from upwell.library.documents.shared import node_of, page_of

POLL = {"type": "poll", "text": "Which do you use?", "options": [{"text": "This"}, {"text": "That"}]}
QUESTION = {"type": "question", "kind": "choice", "text": "What comes first?", "hint": "Forty seconds.", "options": []}


def order_of(block: dict[str, Any]) -> list[str]:
    """What the fields and rows of a part are called, in their order."""
    part = node_of(page_of(to_document("", [block])).children[0])
    return [str(inner.attributes.get("name") or inner.attributes.get("list")) for inner in part.nodes]


def test_rows_stand_behind_what_is_asked_and_before_the_hint() -> None:
    options = [{"text": "The ask", "right": True}, {"text": "The history", "right": False}]
    order = order_of({**QUESTION, "options": options})
    assert order[:3] == ["text", "options", "options"]
    assert order.index("hint") > order.index("options")


def test_a_part_of_one_text_and_rows_keeps_their_order() -> None:
    assert order_of(POLL) == ["text", "options", "options"]
