"""What the demo's authors have open: a draft of a new version, colleagues who were asked to read it, and what is said beside it."""

from typing import Any

from django.core.exceptions import ValidationError

from upwell.discussion.anchors import Quote, find
from upwell.library.actions.inviting import ask_reviewer
from upwell.library.actions.remarking import answer_remark, remark_on_draft
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Module
from upwell.library.wording import seen_words
from upwell.people.models import Person

Fields = dict[str, Any]


def draft(item: Item, line: Fields, *, by: Person) -> None:
    """A text at the end of what is published, not out yet."""
    module = _module(item)
    blocks = [*(module.version.blocks if module.version else []), {"type": "text", "text": line["text"]}]
    save_draft(module.item, by=by, title=module.item.title, blocks=blocks, stamp=module.draft_stamp)


def ask_to_read(item: Item, person: Person, *, by: Person) -> None:
    """A colleague reads the draft before it is out."""
    ask_reviewer(item, by=by, person=person)


def remark(item: Item, line: Fields, *, by: Person) -> None:
    """Something said of words in the draft."""
    said = Quote(line["quote"])
    for block in _module(item).draft or []:
        if place := find(seen_words(block), said):
            before = seen_words(block)[: place.start]
            exact = Quote(line["quote"], prefix=before[-64:])
            remark_on_draft(item, by=by, text=line["text"], block=block["id"], said=exact)
            return
    raise ValidationError(f"‘{line['quote']}’ is not in the draft of ‘{item.title}’.")


def answer(item: Item, line: Fields, *, by: Person) -> None:
    """An answer to the newest remark."""
    newest = item.remarks.first_words().order_by("-at", "-id")[0]
    answer_remark(newest, by=by, text=line["text"])


def _module(item: Item) -> Module:
    return Module.objects.select_related("version", "item").get(pk=item.pk)
