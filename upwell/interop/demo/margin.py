"""What the demo's readers say in the margin of a module: signs on a sentence, questions, suggestions and what came of them.

A line of the story names a sentence by words that occur in one part of the module, as it is at that moment.
"""

from typing import Any

from django.core.exceptions import ValidationError

from upwell.discussion.anchors import Quote, find
from upwell.library.actions.accepting import accept_suggestion
from upwell.library.actions.reading import Spot, comment_on_item, react_to_item, say_answered
from upwell.library.actions.suggesting import decline_suggestion, passage_at, suggest_change
from upwell.library.blocks import Block
from upwell.library.models import Item, Version
from upwell.library.named_texts import text_of
from upwell.library.wording import seen_words
from upwell.people.models import Person

Fields = dict[str, Any]


def sign(item: Item, line: Fields, *, by: Person) -> None:
    """A sign on a sentence, in confidence unless it says otherwise."""
    spot, _block = _spot(item, line["quote"])
    words, is_named = line.get("words", ""), bool(line.get("named"))
    react_to_item(item, by=by, kind=line["kind"], spot=spot, words=words, is_named=is_named)


def ask(item: Item, line: Fields, *, by: Person) -> None:
    """A question on a sentence, or on the whole."""
    spot = _spot(item, line["quote"])[0] if "quote" in line else Spot()
    comment_on_item(item, by=by, text=line["text"], spot=spot, is_question=True)


def reply(item: Item, line: Fields, *, by: Person) -> None:
    """A reply to the newest question, and whether it answered it."""
    question = item.thread.comments.shown().filter(is_question=True).select_related("by").order_by("-at", "-id")[0]
    said = comment_on_item(item, by=by, text=line["text"], reply_to=question)
    if line.get("answers"):
        say_answered(item, by=question.by, question=question, reply=said)


def suggest(item: Item, line: Fields, *, by: Person) -> None:
    """Other words for a sentence."""
    spot, block = _spot(item, line["quote"])
    passage, _place = passage_at(block, spot.said)
    before = text_of(block, passage.field)[passage.start : passage.end]
    suggest_change(item, by=by, spot=spot, before=before, after=line["after"], why=line.get("why", ""))


def decide(item: Item, line: Fields, *, by: Person) -> None:
    """What the authors say to the newest suggestion that waits."""
    suggestion = item.thread.suggestions.waiting().order_by("-id")[0]
    decision = accept_suggestion if line["accept"] else decline_suggestion
    decision(item, by=by, suggestion=suggestion, word=line["word"])


def _spot(item: Item, quote: str) -> tuple[Spot, Block]:
    version = Version.objects.filter(module=item.pk).order_by("-number")[0]
    for block in version.blocks:
        if find(seen_words(block), Quote(quote)):
            return Spot(block["id"], Quote(quote)), block
    raise ValidationError(f"‘{quote}’ is not in ‘{item.title}’.")
