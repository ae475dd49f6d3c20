"""Who else has a hand in a draft: everybody, where its owner opens it, and those who read it first and remark on it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.library.models import Item, Remark, Reviewer
from upwell.library.permissions import can_edit, can_open_to_anyone, can_remark
from upwell.people.models import Person

LONGEST_REMARK, LONGEST_BLOCK_ID = 2_000, 40
MOST_REVIEWERS = 20


@transaction.atomic
def open_to_anyone(item: Item, *, by: Person, is_open: bool) -> Item:
    """Let everybody who may see a module write on it and publish it, or its authors alone again. Its owner may.

    A draft that was never published stays its authors' until it is.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_open_to_anyone(by, item):
        raise PermissionDenied
    if item.open_to_anyone != is_open:
        item.open_to_anyone = is_open
        item.save(update_fields=["open_to_anyone"])
        journal.record("item.opened" if is_open else "item.closed", by=by, about=item)
    return item


@transaction.atomic
def ask_reviewer(item: Item, *, by: Person, person: Person) -> Reviewer:
    """Ask a colleague to read the draft and say what they think; they see it, and change nothing. Its authors may.

    Refused: somebody who has left, and more than twenty.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_edit(by, item):
        raise PermissionDenied
    if not person.is_active:
        raise ValidationError(_("%(name)s has left. Choose somebody who is here.") % {"name": person.name})
    if item.owner_id == person.pk or item.authorships.filter(person=person).exists():
        raise ValidationError(_("%(name)s writes it already.") % {"name": person.name})
    known = item.reviewers.filter(person=person).first()
    if known is not None:
        return known
    if item.reviewers.count() >= MOST_REVIEWERS:
        raise ValidationError(_("Twenty people read it already. Publish it, and everybody can say something."))
    reviewer = Reviewer.objects.create(item=item, person=person, by=by, at=clock.now())
    journal.record("item.reviewer_asked", by=by, about=item, person=person.pk)
    return reviewer


@transaction.atomic
def dismiss_reviewer(item: Item, *, by: Person, person: Person) -> None:
    """Somebody reads the draft no more; what they remarked stays. Its authors may, and everybody for themselves."""
    if by != person and not can_edit(by, item):
        raise PermissionDenied
    gone, _each = Reviewer.objects.filter(item=item, person=person).delete()
    if gone:
        journal.record("item.reviewer_dismissed", by=by, about=item, person=person.pk)


@transaction.atomic
def remark_on_draft(item: Item, *, by: Person, text: str, block: str = "") -> Remark:
    """Say something about a draft, or one part of it, to those who write and read it. They may, nobody else.

    The same words twice in a row are one remark.
    """
    if not can_remark(by, item):
        raise PermissionDenied
    text = clean(text)
    if not text or len(text) > LONGEST_REMARK:
        raise ValidationError(_("Write something, in at most %(most)s characters.") % {"most": LONGEST_REMARK})
    if len(block) > LONGEST_BLOCK_ID:
        raise ValidationError(_("There is no such part."))
    last = item.remarks.order_by("-at", "-id").first()
    if last and (last.by_id, last.text, last.block) == (by.pk, text, block):
        return last
    remark = Remark.objects.create(item=item, by=by, text=text, block=block, at=clock.now())
    journal.record("item.remarked", by=by, about=item, remark=remark.pk)
    return remark


@transaction.atomic
def settle_remark(remark: Remark, *, by: Person) -> None:
    """Say that a remark is dealt with: it stands no more beside the draft. Its authors may, and whoever made it."""
    remark = Remark.objects.select_for_update(of=("self",)).select_related("item").get(pk=remark.pk)
    if remark.by_id != by.pk and not can_edit(by, remark.item):
        raise PermissionDenied
    if remark.settled_at is None:
        remark.settled_at = clock.now()
        remark.save(update_fields=["settled_at"])
        journal.record("item.remark_settled", by=by, about=remark.item, remark=remark.pk)
