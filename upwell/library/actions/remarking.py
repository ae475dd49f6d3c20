"""Remarks on a draft: about the whole or chosen words, answered, settled, opened again. They are never published with it."""

from __future__ import annotations

import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.discussion.anchors import Quote
from upwell.discussion.models import LONGEST_CONTEXT, LONGEST_QUOTE
from upwell.library.models import LONGEST_PLACE, Item, Remark
from upwell.library.permissions import can_edit, can_remark
from upwell.people.models import Person

REMARKS_CHANNEL = "upwell_remarks"  # NOTIFY item: whoever has its page open looks again at what is said of it
LONGEST_REMARK, LONGEST_BLOCK_ID = 2_000, 40
MOST_ANSWERS = 100  # to one remark; whoever needs more should meet
PLACE = re.compile(r"[A-Za-z0-9+/=]{1,90},[A-Za-z0-9+/=]{1,90}")


@transaction.atomic
def remark_on_draft(
    item: Item, *, by: Person, text: str, block: str = "", said: Quote | None = None, place: str = ""
) -> Remark:
    """Say something about a draft, one part of it or words in it, to those who write and read it. They may, nobody else.

    `said` are the chosen words, `place` where they stand in the shared document, as the browser knows it. The same words twice
    in a row are one remark. Refused: nothing said, more than 2,000 characters, or more chosen than twelve sentences.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_remark(by, item):
        raise PermissionDenied
    text = _checked(text)
    if len(block) > LONGEST_BLOCK_ID:
        raise ValidationError(_("There is no such part."))
    said = _checked_words(said)
    last = item.remarks.first_words().order_by("-at", "-id").first()
    if last and (last.by_id, last.text, last.block, last.quote) == (by.pk, text, block, said.exact):
        return last
    remark = Remark.objects.create(
        item=item,
        by=by,
        text=text,
        block=block,
        quote=said.exact,
        prefix=said.prefix[-LONGEST_CONTEXT:],
        suffix=said.suffix[:LONGEST_CONTEXT],
        place=_checked_place(place),
        at=clock.now(),
    )
    journal.record("item.remarked", by=by, about=item, remark=remark.pk)
    _tell(item)
    return remark


@transaction.atomic
def answer_remark(remark: Remark, *, by: Person, text: str) -> Remark:
    """Answer a remark. Whoever may read the draft may; the same words twice in a row are one answer.

    Refused: nothing said, more than 2,000 characters, the hundred and first answer, and to what is settled.
    """
    remark = _held(remark)
    if not can_remark(by, remark.item):
        raise PermissionDenied
    text = _checked(text)
    last = remark.replies.order_by("-at", "-id").first()
    if last and (last.by_id, last.text) == (by.pk, text):
        return last
    if remark.is_settled:
        raise ValidationError(_("This is settled already. Open it again to go on."))
    if remark.replies.count() >= MOST_ANSWERS:
        raise ValidationError(_("There are a hundred answers here already. Meet, and settle it."))
    answer = Remark.objects.create(
        item=remark.item, by=by, text=text, block=remark.block, reply_to=remark, at=clock.now()
    )
    journal.record("item.remark_answered", by=by, about=remark.item, remark=answer.pk)
    _tell(remark.item)
    return answer


@transaction.atomic
def settle_remark(remark: Remark, *, by: Person) -> None:
    """Say that a remark is dealt with: it stands no more beside the draft. Its authors may, and whoever made it."""
    remark = _decidable(remark, by)
    if not remark.is_settled:
        remark.settled_at, remark.settled_by = clock.now(), by
        remark.save(update_fields=["settled_at", "settled_by"])
        journal.record("item.remark_settled", by=by, about=remark.item, remark=remark.pk)
        _tell(remark.item)


@transaction.atomic
def reopen_remark(remark: Remark, *, by: Person) -> None:
    """Say that a remark is not dealt with after all: it stands beside the draft again. Its authors may, and whoever made it."""
    remark = _decidable(remark, by)
    if remark.is_settled:
        remark.settled_at = remark.settled_by = None
        remark.save(update_fields=["settled_at", "settled_by"])
        journal.record("item.remark_reopened", by=by, about=remark.item, remark=remark.pk)
        _tell(remark.item)


@transaction.atomic
def place_remark(remark: Remark, *, by: Person, place: str) -> None:
    """Note where the chosen words of a remark stand in the shared document now: after a move, or for a reader's remark.

    Done by the browsers of those who write; they alone may. Nothing that anybody said changes, so the journal is silent.
    """
    remark = _held(remark)
    if not can_edit(by, remark.item):
        raise PermissionDenied
    place = _checked_place(place)
    if remark.quote and place and remark.place != place:
        remark.place = place
        remark.save(update_fields=["place"])


def _held(remark: Remark) -> Remark:
    return Remark.objects.select_for_update(of=("self",)).select_related("item").get(pk=remark.pk)


def _decidable(remark: Remark, by: Person) -> Remark:
    remark = _held(remark)
    if remark.by_id != by.pk and not can_edit(by, remark.item):
        raise PermissionDenied
    return remark


def _checked(text: str) -> str:
    text = clean(text)
    if not text or len(text) > LONGEST_REMARK:
        raise ValidationError(_("Write something, in at most %(most)s characters.") % {"most": LONGEST_REMARK})
    return text


def _checked_words(said: Quote | None) -> Quote:
    if said is None:
        return Quote("")
    said = Quote(clean(said.exact), clean(said.prefix), clean(said.suffix))
    if len(said.exact) > LONGEST_QUOTE:
        raise ValidationError(_("You chose more than a few sentences. Choose fewer words, or speak of the whole."))
    return said


def _checked_place(place: str) -> str:
    """What a browser says of where words stand; what cannot be that is left out, for the words themselves lead there, too."""
    return place if len(place) <= LONGEST_PLACE and PLACE.fullmatch(place) else ""


def _tell(item: Item) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [REMARKS_CHANNEL, str(item.pk)])
