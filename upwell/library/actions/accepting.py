"""Accepting what a reader suggests: it becomes a version, or goes to whoever reviews its topic."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core.text import shorten
from upwell.discussion.actions.suggesting import decide, fitting_word
from upwell.discussion.anchors import Quote
from upwell.discussion.models import Suggestion, SuggestionState
from upwell.library import blocks as parts
from upwell.library.actions.coediting import follow_document, rewrite_document
from upwell.library.actions.fixing import put_suggested
from upwell.library.actions.publishing import LONGEST_NOTE, put_out, regulated_topics
from upwell.library.actions.reviewing import ask_for_review, is_as_sent
from upwell.library.actions.suggesting import held_suggestion, refuse_decided
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Module, Review
from upwell.library.rewording import reworded
from upwell.people.models import Person


@transaction.atomic
def accept_suggestion(item: Item, *, by: Person, suggestion: Suggestion, word: str = "") -> Suggestion:
    """Make a suggestion what readers see, as a version that names who suggested it. The authors may; again changes nothing.

    An open draft gets the same change where it has the same words, and keeps its own otherwise. Everybody who flagged
    that sentence is told, and their flags are answered. Refused where the words changed meanwhile, and while the item is
    retired. What is about a regulated topic goes into the draft, and to its reviewers at once where nothing else is being
    written; whoever flagged it and whoever suggested it are told when it is out.
    """
    module, suggestion = held_suggestion(item, suggestion, by)
    if suggestion.state == SuggestionState.ACCEPTED:
        return suggestion
    refuse_decided(suggestion)
    if module.item.retired_at:
        raise ValidationError(_("This is retired. Bring it back first, then accept the suggestion."))
    suggestion.word = fitting_word(word)
    before = module.version.blocks if module.version else []
    changed = parts.finish(parts.validate(_changed(before, suggestion)))
    if regulated_topics(module.item):
        _send_on(module, suggestion, by, changed)
        decide(suggestion, SuggestionState.ACCEPTED, by=by, about=module.item, word=word)
        return suggestion
    title = module.version.title if module.version else module.item.title
    version = put_out(module, by=by, title=title, blocks=changed, note=_note(suggestion))
    _change_draft(module, suggestion, by)
    fix = put_suggested(module, suggestion, before, by=by)
    decide(suggestion, SuggestionState.ACCEPTED, by=by, about=module.item, word=word, became=version.number, fix=fix)
    return suggestion


def _note(suggestion: Suggestion) -> str:
    """What the version says of itself."""
    note = _("%(name)s suggested this: %(why)s") if suggestion.why else _("%(name)s suggested this.")
    return shorten(note % {"name": suggestion.by.name, "why": suggestion.why}, LONGEST_NOTE)


def _changed(blocks: list[parts.Block], suggestion: Suggestion) -> list[parts.Block]:
    """The blocks with the suggested words in place of those they were suggested for."""
    said = Quote(suggestion.before, suggestion.prefix, suggestion.suffix, suggestion.start)
    found = reworded(blocks, block=suggestion.block, field=suggestion.field, said=said, after=suggestion.after)
    if found is None:
        raise ValidationError(
            _(
                "This sentence has changed since it was suggested. Look at what stands there now, and decline or write it."
            )
        )
    return found


def _send_on(module: Module, suggestion: Suggestion, by: Person, changed: list[parts.Block]) -> None:
    """The change goes into the draft, and from there to its reviewers, unless something else is being written."""
    follow_document(module)
    fresh = Module.objects.get(pk=module.pk)
    waiting = Review.objects.waiting().filter(item=module.item).first()
    is_alone = fresh.draft is None or (waiting is not None and is_as_sent(fresh, waiting))
    _change_draft(module, suggestion, by, otherwise=changed)
    if is_alone:
        ask_for_review(module.item, by=by, note=_note(suggestion))


def _change_draft(
    module: Module, suggestion: Suggestion, by: Person, otherwise: list[parts.Block] | None = None
) -> None:
    """The same change in what is being written, if the same words stand there; where no draft is open, `otherwise`."""
    follow_document(module)
    fresh = Module.objects.get(pk=module.pk)
    title, blocks = fresh.draft_title, otherwise
    if fresh.draft is not None:
        try:
            blocks = _changed(fresh.draft, suggestion)
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
