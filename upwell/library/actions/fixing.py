"""What a version answers: the flags and open questions on words that it says differently. 'You said, we changed.'

These are parts of actions that hold the module and have asked who may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from upwell.discussion.actions.suggesting import put_fix, waiting_flags
from upwell.discussion.anchors import Quote, find, locate, quote_of
from upwell.discussion.models import Comment, Fix, Reaction, Suggestion, Thread
from upwell.library import blocks as parts
from upwell.library.models import Module
from upwell.library.named_texts import is_unseen, text_of, where_it_stands
from upwell.library.wording import seen_words
from upwell.people.models import Person

Spoken = tuple[str, int | None]  # a block ('' for the whole), and the anchor of a sentence in it


@dataclass(frozen=True)
class Asked:
    """The flags and open questions that wait at one place, and how its words went: '' where no words were meant."""

    place: Spoken
    flags: list[Reaction]
    questions: list[Comment]
    before: str
    after: str

    def is_met_by(self, module: Module) -> bool:
        """Whether what is out now says it differently, or, where no words were meant, came after the last of them."""
        if self.before:
            return self.before != self.after
        newest = max([flag.at for flag in self.flags] + [question.at for question in self.questions])
        return module.version is not None and module.version.at >= newest


def asked_at(module: Module, place: Spoken) -> Asked | None:
    """What waits at a place, as it reads in what is out now; None where nothing does."""
    thread, (block, anchor) = module.item.thread, place
    flags = [each for each in waiting_flags(thread) if (each.block, each.anchor_id) == place]
    open_ones = thread.comments.open_questions().select_related("anchor")
    questions = list(open_ones.filter(block=block, anchor=anchor)) if anchor else []
    if not flags and not questions:
        return None
    before, after = _before_and_after(module, flags, questions)
    return Asked(place, flags, questions, before, after)


def put_answer(module: Module, asked: Asked, *, by: Person, word: str = "", stays: bool = False) -> Fix:
    """Write down that what is out answers what was asked, and let the journal tell whoever asked."""
    return put_fix(
        module.item.thread,
        by=by,
        about=module.item,
        number=module.version.number if module.version else 0,
        block=asked.place[0],
        before=asked.before,
        after=asked.before if stays else asked.after,
        flags=asked.flags,
        questions=asked.questions,
        word=word,
    )


def answer_ticked(module: Module, *, by: Person, places: Iterable[Spoken]) -> None:
    """Answer what waits at these places with the version that just came out; what it says as before stays open, because
    nobody should hear of a change that is none."""
    for place in dict.fromkeys(places):
        asked = asked_at(module, place)
        if asked is not None and asked.is_met_by(module):
            put_answer(module, asked, by=by)


def put_suggested(module: Module, suggestion: Suggestion, before: Iterable[parts.Block], *, by: Person) -> Fix:
    """Write down that an accepted suggestion is out, in place of the blocks `before`."""
    thread = module.item.thread
    flags, questions = _asked_there(thread, before, suggestion)
    is_hidden = is_unseen(suggestion.field)  # the margin, which all read, says that something changed, and not what
    return put_fix(
        thread,
        by=by,
        about=module.item,
        number=module.version.number if module.version else 0,
        block=suggestion.block,
        before="" if is_hidden else suggestion.before,
        after="" if is_hidden else suggestion.after,
        flags=flags,
        questions=questions,
        credited=suggestion.by,
        word=suggestion.word,
    )


def follow_accepted(module: Module, before: Iterable[parts.Block], *, by: Person) -> None:
    """Suggestions that were accepted into a draft are answered by the version that says so: once it was reviewed."""
    number = module.version.number if module.version else 0
    blocks = {block["id"]: block for block in (module.version.blocks if module.version else [])}
    for suggestion in module.item.thread.suggestions.on_the_way().select_related("by", "anchor"):
        if _is_out(blocks.get(suggestion.block), suggestion):
            suggestion.became, suggestion.fix = number, put_suggested(module, suggestion, before, by=by)
            suggestion.save(update_fields=["became", "fix"])


def _is_out(block: parts.Block | None, suggestion: Suggestion) -> bool:
    """Whether its words stand there, or at least those that it changed do not any more."""
    if block is None:
        return True
    if suggestion.after not in suggestion.before and find(
        text_of(block, suggestion.field), Quote(suggestion.after, suggestion.prefix, suggestion.suffix)
    ):
        return True
    said = Quote(suggestion.before, suggestion.prefix, suggestion.suffix, suggestion.start)
    return where_it_stands(block, suggestion.field, said) is None


def _asked_there(
    thread: Thread, blocks: Iterable[parts.Block], suggestion: Suggestion
) -> tuple[list[Reaction], list[Comment]]:
    """The flags and open questions on the words that a suggestion changes, in the text they were on."""
    block = next((each for each in blocks if each["id"] == suggestion.block), None)
    words = seen_words(block) if block else ""
    place = locate(words, quote_of(suggestion.anchor)) if suggestion.anchor else None

    def is_meant(row: Reaction | Comment) -> bool:
        if row.block != suggestion.block or is_unseen(suggestion.field):
            return False  # nobody flags words that only an answer brings up
        if suggestion.anchor is None or row.anchor_id == suggestion.anchor_id:
            return True
        there = locate(words, quote_of(row.anchor)) if row.anchor and row.anchor.quote else None
        return place is not None and there is not None and place.meets(there)

    questions = thread.comments.open_questions().filter(block=suggestion.block).select_related("anchor")
    return [row for row in waiting_flags(thread) if is_meant(row)], [row for row in questions if is_meant(row)]


def _before_and_after(module: Module, flags: list[Reaction], questions: list[Comment]) -> tuple[str, str]:
    """What was flagged, and what stands there now ('' where it is gone, and where no words were meant)."""
    anchor = flags[0].anchor if flags else questions[0].anchor
    if anchor is None or not anchor.quote:
        return "", ""
    before = anchor.quote
    blocks = module.version.blocks if module.version else []
    block = next((each for each in blocks if each["id"] == anchor.block), None)
    words = seen_words(block) if block else ""
    place = locate(words, quote_of(anchor))
    if place is None:  # the very words may have moved into another part
        return before, before if any(find(seen_words(each), quote_of(anchor)) for each in blocks) else ""
    return before, words[place.start : place.end] if place.has_changed else before
