"""Reviews of what is about a regulated topic: sent by its authors, decided by somebody else, and published as it was sent."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.library.actions.coediting import follow_document
from upwell.library.actions.fixing import Spoken
from upwell.library.actions.publishing import (
    NeedsReview,
    fitting_note,
    publish_module,
    put_draft_away,
    put_out,
    ready,
    regulated_topics,
)
from upwell.library.blocks import finish, validate
from upwell.library.models import Item, Module, Review, ReviewState, Version
from upwell.library.permissions import can_publish, can_review
from upwell.people.models import Person

LONGEST_WORD = 1_000


@transaction.atomic
def publish_or_ask(item: Item, *, by: Person, note: str = "", answers: Iterable[Spoken] = ()) -> Version | Review:
    """Publish a draft, or, where its topic is regulated here, send it for review. Its authors may."""
    try:
        with transaction.atomic():
            return publish_module(item, by=by, note=note, answers=answers)
    except NeedsReview:
        return ask_for_review(item, by=by, note=note, answers=answers)


@transaction.atomic
def ask_for_review(item: Item, *, by: Person, note: str = "", answers: Iterable[Spoken] = ()) -> Review:
    """Send the draft, as it is now, to those who review what it is about. Its authors may.

    `answers` are places whose flags it answers: whoever left them is told once it is out.

    Writing on is safe: what is approved is what was sent. Sending again while it waits replaces what is to be read.
    Refused where nothing about it is regulated, and where it could not be published either.
    """
    module = Module.objects.held(item.pk)
    if not can_publish(by, module.item):
        raise PermissionDenied
    if not regulated_topics(module.item):
        raise ValidationError(_("Nothing it is about is regulated here. Publish it."))
    follow_document(module)
    if module.draft is None:
        raise ValidationError(_("There is nothing new to review."))
    title, blocks, note = module.draft_title, ready(module), fitting_note(note)
    places = [list(place) for place in dict.fromkeys(answers)]
    waiting = Review.objects.select_for_update(of=("self",)).waiting().filter(item=item).first()
    if waiting is None:
        review = Review.objects.create(
            item=module.item,
            title=title,
            blocks=blocks,
            note=note,
            answers=places,
            asked_by=by,
            asked_at=clock.now(),
        )
        journal.record("review.asked", by=by, about=review, item=item.pk)
        return review
    if (waiting.title, waiting.blocks) != (title, blocks):
        waiting.title, waiting.blocks, waiting.note, waiting.asked_by = title, blocks, note, by
        waiting.answers = [*waiting.answers, *(place for place in places if place not in waiting.answers)]
        waiting.stamp += 1
        waiting.save(update_fields=["title", "blocks", "note", "answers", "asked_by", "stamp"])
        journal.record("review.renewed", by=by, about=waiting, item=item.pk)
    return waiting


@transaction.atomic
def withdraw_review(review: Review, *, by: Person) -> None:
    """Take a draft back that waits for its review; the draft stays. Its authors may. Once decided, nothing changes."""
    review = _held(review)
    if not can_publish(by, review.item):
        raise PermissionDenied
    if review.is_waiting:
        _decide(review, ReviewState.WITHDRAWN, by, "")


@transaction.atomic
def approve_review(review: Review, *, by: Person, stamp: int, word: str = "") -> Version:
    """Say yes: what was sent is published, as its author's. Stewards may, and experts of its topic; never of one's own.

    `stamp` is that of the text one read: where its author sent a newer one meanwhile, that has to be read first. What was
    written after it was sent stays the draft. Approved already, nothing changes.
    """
    module = Module.objects.held(review.item_id)
    review = _held(review)
    if not can_review(by, review):
        raise PermissionDenied
    if review.state == ReviewState.APPROVED and review.number is not None:
        return module.versions.get(number=review.number)
    _refuse_decided(review, stamp)
    answers = [(block, anchor) for block, anchor in review.answers]
    version = put_out(
        module, by=review.asked_by, title=review.title, blocks=review.blocks, note=review.note, answers=answers
    )
    if is_as_sent(module, review):
        put_draft_away(module)
    review.number = version.number
    _decide(review, ReviewState.APPROVED, by, word)
    return version


@transaction.atomic
def send_back_review(review: Review, *, by: Person, stamp: int, word: str) -> Review:
    """Say what has to change before it can be published. Stewards may, and experts of its topic; never of one's own.

    A word is needed, because its author has to know what to do. The draft stays theirs. Sent back already, nothing changes.
    """
    review = _held(review)
    if not can_review(by, review):
        raise PermissionDenied
    if review.state == ReviewState.SENT_BACK:
        return review
    _refuse_decided(review, stamp)
    if not clean(word):
        raise ValidationError({"word": _("Say in a word what has to change, so that its author knows what to do.")})
    return _decide(review, ReviewState.SENT_BACK, by, word)


def _held(review: Review) -> Review:
    return Review.objects.select_for_update(of=("self",)).select_related("item", "asked_by").get(pk=review.pk)


def _refuse_decided(review: Review, stamp: int) -> None:
    if not review.is_waiting:
        raise ValidationError(_("Somebody has decided this already."))
    if review.stamp != stamp:
        raise ValidationError(_("Its author sent a newer text since you opened this. Read that one first."))


def _decide(review: Review, state: str, by: Person, word: str) -> Review:
    word = clean(word)
    if len(word) > LONGEST_WORD:
        raise ValidationError({"word": _("Say it in at most %(most)s characters.") % {"most": LONGEST_WORD}})
    review.state, review.decided_by, review.decided_at, review.word = state, by, clock.now(), word
    review.save(update_fields=["state", "decided_by", "decided_at", "word", "number"])
    journal.record(f"review.{state}", by=by, about=review, item=review.item_id)
    return review


def is_as_sent(module: Module, review: Review) -> bool:
    """Whether nothing was written since it was sent."""
    if module.draft is None or module.draft_title != review.title:
        return False
    return bool(module.draft == review.blocks or finish(validate(module.draft)) == review.blocks)
