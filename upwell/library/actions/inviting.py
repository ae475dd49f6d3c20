"""Who else has a hand in a draft: everybody, where its owner opens it, and those who read it first."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.library.models import Item, Reviewer
from upwell.library.permissions import can_edit, can_open_to_anyone
from upwell.people.models import Person

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
