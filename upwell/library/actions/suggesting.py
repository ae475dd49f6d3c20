"""A reader's suggestion becomes a version, and what readers flagged is answered: 'you said, we changed'."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core.text import shorten
from upwell.discussion.actions.anchoring import put_anchor
from upwell.discussion.actions.suggesting import decide, fitting_word, put_fix, put_suggestion, waiting_flags
from upwell.discussion.anchors import Place, Quote, find, locate, quote, quote_of, whole_sentences
from upwell.discussion.models import Comment, Fix, Reaction, Suggestion, SuggestionState, Thread
from upwell.library import blocks as parts
from upwell.library.actions.coediting import follow_document, rewrite_document
from upwell.library.actions.publishing import LONGEST_NOTE, hold_module, put_out, regulated_topics
from upwell.library.actions.reading import Spot, block_of, version_of
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Module
from upwell.library.permissions import can_decide_suggestions, can_suggest
from upwell.library.wording import Passage, seen_words, whole, written
from upwell.people.models import Person


@transaction.atomic
def suggest_change(item: Item, *, by: Person, spot: Spot, before: str, after: str, why: str = "") -> Suggestion:
    """Propose other words for a sentence or a block, in one's name. Whoever reads it may; its authors write instead.

    `before` is what one began from, as it is written; refused, with nothing lost, where it changed meanwhile. Refused
    also while the item is retired, because nobody would look.
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
    text = block[passage.field]
    if "".join(text[passage.start : passage.end].split()) != "".join(before.split()):
        raise ValidationError(_("These words were changed meanwhile. Look at what stands there now; yours are below."))
    thread = Thread.objects.select_for_update().get(pk=item.thread_id)
    version = version_of(item)
    number = version.number if version else 0
    anchor = None
    if place is not None:
        words = seen_words(block)
        said = quote(words, place.start, place.end)
        anchor = put_anchor(thread, block=spot.block, text=words, said=said, number=number)
    return put_suggestion(
        thread,
        by=by,
        block=spot.block,
        field=passage.field,
        said=quote(text, passage.start, passage.end),
        after=after,
        why=why,
        anchor=anchor,
        number=number,
        about=item,
    )


@transaction.atomic
def accept_suggestion(item: Item, *, by: Person, suggestion: Suggestion, word: str = "") -> Suggestion:
    """Make a suggestion what readers see, as a version that names who suggested it. The authors may; again changes nothing.

    An open draft gets the same change where it has the same words, and keeps its own otherwise. Everybody who flagged
    that sentence is told, and their flags are answered. Refused where the words changed meanwhile, and while the item is
    retired. What is about a regulated topic goes into the draft, to be reviewed before readers see it.
    """
    module, suggestion = _held(item, suggestion, by)
    if suggestion.state == SuggestionState.ACCEPTED:
        return suggestion
    _refuse_decided(suggestion)
    if module.item.retired_at:
        raise ValidationError(_("This is retired. Bring it back first, then accept the suggestion."))
    before, title = module.version.blocks if module.version else [], module.item.title
    changed = parts.finish(parts.validate(_with_change(before, suggestion)))
    if regulated_topics(module.item):
        _change_draft(module, suggestion, by, otherwise=changed)
        decide(suggestion, SuggestionState.ACCEPTED, by=by, about=module.item, word=word)
        return suggestion
    note = _("%(name)s suggested this: %(why)s") if suggestion.why else _("%(name)s suggested this.")
    note = shorten(note % {"name": suggestion.by.name, "why": suggestion.why}, LONGEST_NOTE)
    version = put_out(module, by=by, title=module.version.title if module.version else title, blocks=changed, note=note)
    _change_draft(module, suggestion, by)
    thread = module.item.thread
    flags, questions = _asked_there(thread, before, suggestion)
    fix = put_fix(
        thread,
        by=by,
        about=module.item,
        number=version.number,
        block=suggestion.block,
        before=suggestion.before,
        after=suggestion.after,
        flags=flags,
        questions=questions,
        credited=suggestion.by,
        word=word,
    )
    decide(suggestion, SuggestionState.ACCEPTED, by=by, about=module.item, word=word, became=version.number, fix=fix)
    return suggestion


@transaction.atomic
def decline_suggestion(item: Item, *, by: Person, suggestion: Suggestion, word: str) -> Suggestion:
    """Leave things as they are, with a word to whoever suggested it. The authors may; again changes nothing."""
    module, suggestion = _held(item, suggestion, by)
    if suggestion.state == SuggestionState.DECLINED:
        return suggestion
    _refuse_decided(suggestion)
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
    _refuse_decided(suggestion)
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
    module = hold_module(item)
    if not can_decide_suggestions(by, module.item):
        raise PermissionDenied
    thread = Thread.objects.select_for_update().get(pk=module.item.thread_id)
    flags = [each for each in waiting_flags(thread) if (each.block, each.anchor_id) == (block, anchor)]
    asked = thread.comments.open_questions().filter(block=block, anchor=anchor) if anchor else Comment.objects.none()
    questions = list(asked)
    if (not flags and not questions) or module.version is None:
        return None
    if stays and not fitting_word(word):
        raise ValidationError(_("Say in a word why it stays, so that your readers know."))
    before, after = _before_and_after(module, flags, questions)
    newest = max([flag.at for flag in flags] + [question.at for question in questions])
    if not stays and (before == after if before else module.version.at < newest):
        raise ValidationError(_("Nothing there has changed since. Change it and publish, or say why it stays."))
    return put_fix(
        thread,
        by=by,
        about=module.item,
        number=module.version.number,
        block=block,
        before=before,
        after=before if stays else after,
        flags=flags,
        questions=questions,
        word=word,
    )


def passage_at(block: parts.Block, said: Quote | None) -> tuple[Passage, Place | None]:
    """Which piece of a block's text one would change, and its place on the page (None: all of the block).

    Refused: a block without words of its own, and words that are not there.
    """
    passage, place = whole(block), None
    if said is not None and said.exact.strip():
        words = seen_words(block)
        place = find(words, said) or find(words, Quote(said.exact))
        if place is None:
            raise ValidationError(_("These words are not in what is published now. Look at the page again."))
        place = whole_sentences(words, place)
        passage = written(block, place)
    if passage is None:
        raise ValidationError(_("This part has no words that one could change. Say it as a comment."))
    return passage, place


def _held(item: Item, suggestion: Suggestion, by: Person) -> tuple[Module, Suggestion]:
    """The module, then its thread, then the suggestion, locked in this order, if `by` may decide."""
    module = hold_module(item)
    if not can_decide_suggestions(by, module.item):
        raise PermissionDenied
    thread = Thread.objects.select_for_update().get(pk=module.item.thread_id)
    held = thread.suggestions.select_for_update(of=("self",)).select_related("by", "anchor").get(pk=suggestion.pk)
    return module, held


def _refuse_decided(suggestion: Suggestion) -> None:
    if not suggestion.is_open:
        raise ValidationError(_("This suggestion was %(state)s already.") % {"state": suggestion.get_state_display()})


def _with_change(blocks: list[parts.Block], suggestion: Suggestion) -> list[parts.Block]:
    """The blocks with the suggested words in place of those they were suggested for."""
    changed = [dict(block) for block in blocks]
    block = next((each for each in changed if each["id"] == suggestion.block), None)
    text = str(block.get(suggestion.field, "")) if block else ""
    place = find(text, Quote(suggestion.before, suggestion.prefix, suggestion.suffix, suggestion.start))
    if block is None or place is None:
        raise ValidationError(
            _(
                "This sentence has changed since it was suggested. Look at what stands there now, and decline or write it."
            )
        )
    block[suggestion.field] = _replaced(text, place, suggestion.after)
    return changed


def _replaced(text: str, place: Place, after: str) -> str:
    """`text` with `after` at `place`; where nothing comes instead, no space is left over."""
    left, right = text[: place.start], text[place.end :]
    if not after:
        right = right.removeprefix(" ")
        left = left.rstrip(" ") if not right or right.startswith("\n") else left
    return (left + after + right).strip()


def _change_draft(
    module: Module, suggestion: Suggestion, by: Person, otherwise: list[parts.Block] | None = None
) -> None:
    """The same change in what is being written, if the same words stand there; where no draft is open, `otherwise`."""
    follow_document(module)
    fresh = Module.objects.get(pk=module.pk)
    title, blocks = fresh.draft_title, otherwise
    if fresh.draft is not None:
        try:
            blocks = _with_change(fresh.draft, suggestion)
        except ValidationError:
            if otherwise is not None:
                raise
            return  # the draft says it differently already, and keeps its words
    elif module.version:
        title = module.version.title
        if otherwise is None:  # nothing is being written, but the page for writing together begins from what is out
            rewrite_document(module.item, by=by, title=title, blocks=module.version.blocks)
    if blocks is not None:
        save_draft(module.item, by=by, title=title, blocks=blocks, stamp=fresh.draft_stamp)


def _asked_there(
    thread: Thread, blocks: Iterable[parts.Block], suggestion: Suggestion
) -> tuple[list[Reaction], list[Comment]]:
    """The flags and open questions on the words that a suggestion changes, in the text they were on."""
    block = next((each for each in blocks if each["id"] == suggestion.block), None)
    words = seen_words(block) if block else ""
    place = locate(words, quote_of(suggestion.anchor)) if suggestion.anchor else None

    def is_meant(row: Reaction | Comment) -> bool:
        if row.block != suggestion.block:
            return False
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
    if place is None:
        return before, ""
    return before, words[place.start : place.end] if place.has_changed else before
