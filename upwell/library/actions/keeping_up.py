"""Keeping up: where a reader was, so that they can be told what changed since."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock
from upwell.library.models import Item, ReadingMark
from upwell.people.models import Person

LONGEST_BLOCK_ID = 40


@transaction.atomic
def mark_read(item: Item, *, by: Person, number: int, block: str = "", finished: bool = False) -> ReadingMark:
    """Note that `by` reads version `number` and has come to `block`, or to the end. Whoever may see it, for themselves.

    Reading an older version never takes one back to it. This is for the reader alone: the journal gets no line, and
    nobody is shown who read what.
    """
    if not Item.objects.published().visible_to(by).filter(pk=item.pk).exists():
        raise PermissionDenied
    if number < 1 or not item.module.versions.filter(number=number).exists():
        raise ValidationError(_("There is no such version."))
    now = clock.now()
    mark, is_new = ReadingMark.objects.select_for_update().get_or_create(
        item=item,
        person=by,
        defaults={
            "number": number,
            "block": block[:LONGEST_BLOCK_ID],
            "finished_at": now if finished else None,
            "at": now,
        },
    )
    if is_new or number < mark.number:
        return mark
    mark.number, mark.at = number, now
    mark.block = block[:LONGEST_BLOCK_ID] or mark.block
    mark.finished_at = mark.finished_at or (now if finished else None)
    mark.save(update_fields=["number", "block", "finished_at", "at"])
    return mark
