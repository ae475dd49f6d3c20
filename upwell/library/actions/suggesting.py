"""What readers suggest and flag: a change proposed, declined, taken back; flags answered by what is out."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core.text import clean
from upwell.discussion.actions.anchoring import put_anchor
from upwell.discussion.actions.suggesting import decide, fitting_word, put_suggestion
from upwell.discussion.anchors import Place, Quote, find, quote, whole_sentences
from upwell.discussion.models import Fix, Suggestion, SuggestionState, Thread
from upwell.library import blocks as parts
from upwell.library.actions.fixing import asked_at, put_answer
from upwell.library.actions.reading import Spot, block_of, version_of
from upwell.library.models import Item, Module
from upwell.library.named_texts import text_of
from upwell.library.permissions import can_decide_suggestions, can_suggest
from upwell.library.rewording import reworded
from upwell.library.wording import Passage, seen_words, unseen, whole, written
from upwell.people.models import Person


@transaction.atomic
def suggest_change(item: Item, *, by: Person, spot: Spot, before: str, after: str, why: str = "") -> Suggestion:
    """Propose other words for a sentence or a block, in one's name. Whoever reads it may; its authors write instead.

    `before` is what one began from, as it is written; refused, with nothing lost, where it changed meanwhile. Refused
    also while the item is retired, because nobody would look, and what could not be published if it were accepted.
    """
    item = Item.objects.select_related("thread", "module__version", "owner").get(pk=item.pk)
    if not can_suggest(by, item) or not Item.objects.visible_to(by).filter(pk=item.pk).exists():
        raise PermissionDenied
    if item.retired_at:
        raise ValidationError(
            _("This was retired, so nobody would look at a suggestion. Ask %(name)s to bring it back first.")
            % {"name": item.owner.name}
        )
    block = block_of(item, spot.block)
    passage, place = passage_at(block, spot.said)
    text = text_of(block, passage.field)
    if "".join(text[passage.start : passage.end].split()) != "".join(before.split()):
        raise ValidationError(_("These words were changed meanwhile. Look at what stands there now; yours are below."))
    version, said = version_of(item), quote(text, passage.start, passage.end)
    changed = reworded(
        version.blocks if version else [], block=spot.block, field=passage.field, said=said, after=clean(after)
    )
    parts.finish(parts.validate(changed or []))
    thread = Thread.objects.select_for_update().get(pk=item.thread_id)
    number = version.number if version else 0
    anchor = None
    if place is not None:
        words = seen_words(block)
        seen = quote(words, place.start, place.end)
        anchor = put_anchor(thread, block=spot.block, text=words, said=seen, number=number)
    return put_suggestion(
        thread,
        by=by,
        block=spot.block,
        field=passage.field,
        said=said,
        after=after,
        why=why,
        anchor=anchor,
        number=number,
        about=item,
    )


@transaction.atomic
def decline_suggestion(item: Item, *, by: Person, suggestion: Suggestion, word: str) -> Suggestion:
    """Leave things as they are, with a word to whoever suggested it. The authors may; again changes nothing."""
    module, suggestion = held_suggestion(item, suggestion, by)
    if suggestion.state == SuggestionState.DECLINED:
        return suggestion
    refuse_decided(suggestion)
    if not fitting_word(word):
        raise ValidationError(_("Say in a word why, so that your colleague knows."))
    decide(suggestion, SuggestionState.DECLINED, by=by, about=module.item, word=word)
    return suggestion


@transaction.atomic
def withdraw_suggestion(item: Item, *, by: Person, suggestion: Suggestion) -> Suggestion:
    """Take back what one suggested, as long as nobody has decided. Only who suggested it; again changes nothing."""
    Thread.objects.select_for_update().get(pk=item.thread_id)
    suggestion = item.thread.suggestions.select_for_update(of=("self",)).get(pk=suggestion.pk)
    if suggestion.by_id != by.pk:
        raise PermissionDenied
    if suggestion.state == SuggestionState.WITHDRAWN:
        return suggestion
    refuse_decided(suggestion)
    decide(suggestion, SuggestionState.WITHDRAWN, by=by, about=item)
    return suggestion


@transaction.atomic
def answer_flags(
    item: Item, *, by: Person, block: str = "", anchor: int | None = None, word: str = "", stays: bool = False
) -> Fix | None:
    """Say that what is published now answers the flags on a sentence, a block or the whole; whoever flagged it is told.

    The authors may. A sentence that stands as it was is refused, and so is a part nobody published since the flags:
    that would tell readers of a change that is none. With `stays` the authors say that it is right as it is, and in a
    word why. Where no flag waits, nothing happens and None is returned.
    """
    module = Module.objects.held(item.pk)
    if not can_decide_suggestions(by, module.item):
        raise PermissionDenied
    module.item.thread = Thread.objects.select_for_update().get(pk=module.item.thread_id)
    asked = asked_at(module, (block, anchor)) if module.version else None
    if asked is None:
        return None
    if stays and not fitting_word(word):
        raise ValidationError(_("Say in a word why it stays, so that your readers know."))
    if not stays and not asked.is_met_by(module):
        raise ValidationError(_("Nothing there has changed since. Change it and publish, or say why it stays."))
    return put_answer(module, asked, by=by, word=word, stays=stays)


def passage_at(block: parts.Block, said: Quote | None) -> tuple[Passage, Place | None]:
    """Which piece of a block's text one would change, and its place on the page (None: all of the block).

    Words that a question says only after an answer have no place on the page that all see. Refused: a block without words
    of its own, and words that are not there.
    """
    passage, place = whole(block), None
    if said is not None and said.exact.strip():
        words = seen_words(block)
        place = find(words, said) or find(words, Quote(said.exact))
        if place is None and (hidden := unseen(block, said)):
            return hidden, None
        if place is None:
            raise ValidationError(_("These words are not in what is published now. Look at the page again."))
        place = whole_sentences(words, place)
        passage = written(block, place)
    if passage is None:
        raise ValidationError(_("This part has no words that one could change. Say it as a comment."))
    return passage, place


def held_suggestion(item: Item, suggestion: Suggestion, by: Person) -> tuple[Module, Suggestion]:
    """The module, then its thread, then the suggestion, locked in this order, if `by` may decide; part of an action."""
    module = Module.objects.held(item.pk)
    if not can_decide_suggestions(by, module.item):
        raise PermissionDenied
    thread = Thread.objects.select_for_update().get(pk=module.item.thread_id)
    held = thread.suggestions.select_for_update(of=("self",)).select_related("by", "anchor").get(pk=suggestion.pk)
    return module, held


def refuse_decided(suggestion: Suggestion) -> None:
    """Nobody decides what was decided already; part of an action that holds it."""
    if not suggestion.is_open:
        raise ValidationError(_("This suggestion was %(state)s already.") % {"state": suggestion.get_state_display()})
