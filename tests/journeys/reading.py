"""What the tests of progress say in a word: a module to read, and what the journal says of it."""

from datetime import UTC, datetime
from typing import Any

from upwell.core.models import Line
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.people.models import Person, Team

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
QUESTION = {
    "type": "question",
    "kind": "truth",
    "text": "The ask comes first.",
    "is_true": True,
}


def a_module(by: Person, *, questions: int = 0, team: Team | None = None, title: str = "Letters that get read") -> Item:
    """A published module of a text and so many questions, `ask0`, `ask1` …"""
    blocks: list[dict[str, Any]] = [{"type": "text", "id": "one", "text": "Put the ask first."}]
    blocks += [{**QUESTION, "id": f"ask{number}"} for number in range(questions)]
    item = start_module(by=by, title=title, blocks=blocks)
    publish_module(item, by=by)
    if team is not None:
        Item.objects.filter(pk=item.pk).update(team=team)
    return Item.objects.get(pk=item.pk)


def verbs(item: Item, beginning: str = "progress.") -> list[str]:
    """What the journal says of it, in order."""
    lines = Line.objects.filter(object_id=item.pk, verb__startswith=beginning).order_by("id")
    return list(lines.values_list("verb", flat=True))
