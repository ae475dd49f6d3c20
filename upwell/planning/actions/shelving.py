"""Laying the shelves: what is about a skill is put in order once an hour, not once for everybody who wants to learn it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from upwell.planning.models import Shelf
from upwell.planning.queries.house import ON_A_SHELF, things_about

CROWDED = 100  # things about one skill, from which on looking them all up for one plan costs more than all the rest


@transaction.atomic
def lay_shelves(today: date, *, crowded: int = CROWDED) -> int:
    """Lay a shelf anew for each skill that at least `crowded` things are about, and clear the others; gives how many there are.

    The clock asks for it. Shelves follow from other rows and nobody is told of them, so the journal has no line of it.
    """
    laid: dict[int, list[int]] = {}
    for skill, item in things_about(today).filter(all_of_it__gte=crowded, rank__lte=ON_A_SHELF):
        laid.setdefault(skill, []).append(item)
    Shelf.objects.exclude(pk__in=laid).delete()
    shelves = [Shelf(skill_id=skill, items=items) for skill, items in laid.items()]
    Shelf.objects.bulk_create(shelves, update_conflicts=True, unique_fields=["skill"], update_fields=["items"])
    return len(shelves)
