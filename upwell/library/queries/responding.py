"""What somebody sees who is about to respond to a part of a module: its words, its sentences, what they may say."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.discussion.anchors import Quote, find, quote, sentences, whole_sentences
from upwell.discussion.models import Kind
from upwell.library.blocks import Block
from upwell.library.models import Item
from upwell.library.named_texts import text_of
from upwell.library.permissions import can_edit, can_react, can_suggest
from upwell.library.wording import Passage, seen_words, unseen, whole, written
from upwell.people.models import Person

MOST_SENTENCES = 60
SIGNS = (Kind.USEFUL, Kind.UNCLEAR, Kind.OUTDATED)


@dataclass(frozen=True)
class Response:
    """`said` is the sentence spoken of (None: all of the part), `source` it as it is written ('' where one cannot change
    it), `sentences` all of the part's. `hidden`: words were chosen that a question says only after an answer; only a suggestion
    is about them, for the margin shows to all what it is about. `is_gone`: words that do not stand there any more."""

    item: Item
    block: Block
    said: Quote | None
    hidden: str
    is_gone: bool
    sentences: list[Quote]
    source: str
    may: dict[str, bool]
    signs: list[Kind]

    @property
    def begins(self) -> str:
        """The first words of the part."""
        return " ".join(seen_words(self.block).split())[:120]


def response_to(item: Item, person: Person, *, block: str, said: Quote | None) -> Response | None:
    """What `person` may say of a block of the published version, or of words in it; None where there is no such block."""
    version = item.module.version if hasattr(item, "module") else None
    found = next((each for each in (version.blocks if version else []) if each["id"] == block), None)
    if found is None:
        return None
    words = seen_words(found)
    place = (find(words, said) or find(words, Quote(said.exact))) if said else None
    place = whole_sentences(words, place) if place else None
    hidden = unseen(found, said) if said and place is None else None
    passage = written(found, place) if place else hidden or whole(found)
    return Response(
        item=item,
        block=found,
        said=quote(words, place.start, place.end) if place else None,
        hidden=_source(found, hidden),
        is_gone=said is not None and place is None and hidden is None,
        sentences=[quote(words, start, end) for start, end in sentences(words)[:MOST_SENTENCES]],
        source=_source(found, passage),
        may={
            "react": can_react(person, item),
            "suggest": can_suggest(person, item) and passage is not None and item.retired_at is None,
            "edit": can_edit(person, item),
        },
        signs=[*SIGNS] if can_react(person, item) else [],
    )


def _source(block: Block, passage: Passage | None) -> str:
    return text_of(block, passage.field)[passage.start : passage.end] if passage else ""
