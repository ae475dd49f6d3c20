"""What the tests of feedback speak of: a module about letters, a sentence in it that is out of date, and a better one."""

from collections.abc import Iterable
from typing import Any

from tests.library.sheets import module_of, published
from upwell.discussion.anchors import Quote
from upwell.discussion.models import Suggestion, Thread
from upwell.library.actions.fixing import Spoken
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.reading import Spot
from upwell.library.actions.suggesting import suggest_change
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item
from upwell.people.models import Person

TEXT = "Put the **ask** first. Write to the fax number below.\n\nSign with a name."
OLD = "Write to the fax number below."
NEW = "Write to the shared mailbox."


def letters(author: Person, text: str = TEXT) -> Item:
    return published(author, blocks=[{"id": "ask", "type": "text", "text": text}])


def spot(words: str = OLD) -> Spot:
    return Spot("ask", Quote(words))


def suggested(item: Item, by: Person, **changes: Any) -> Suggestion:
    return suggest_change(
        item, **{"by": by, "spot": spot(), "before": OLD, "after": NEW, "why": "We have none.", **changes}
    )


def text_of(item: Item) -> str:
    version = module_of(item).version
    assert version is not None
    return str(version.blocks[0]["text"])


def thread_of(item: Item) -> Thread:
    return Thread.objects.get(pk=item.thread_id)


def state(suggestion: Suggestion) -> str:
    suggestion.refresh_from_db()
    return suggestion.state


def revise(item: Item, by: Person, text: str, answers: Iterable[Spoken] = ()) -> None:
    blocks = [{"id": "ask", "type": "text", "text": text}]
    save_draft(item, by=by, title="Letters", blocks=blocks, stamp=module_of(item).draft_stamp)
    publish_module(item, by=by, answers=answers)
