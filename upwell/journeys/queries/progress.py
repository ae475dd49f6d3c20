"""What one has begun and finished, for oneself; and for a lead, of what was assigned, whether it is done."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from upwell.core.paging import Page, page
from upwell.journeys.models import Progress
from upwell.journeys.permissions import can_see_whether_done
from upwell.library.models import Item
from upwell.people.models import Person

VIEWS = ("begun", "finished")


def progress_of(person: Person, *, view: str = "finished", after: str = "", size: int = 20) -> Page[Progress]:
    """A page of what `person` has begun (where they were last, first) or finished (the latest first), for themselves."""
    mine = Progress.objects.visible_to(person).select_related("item__thread", "item__owner__team")
    if view == "begun":
        return page(mine.under_way(), by=("-at", "-id"), after=after, size=size)
    return page(mine.finished(), by=("-finished_at", "-id"), after=after, size=size)


def progress_in(person: Person, item: Item) -> Progress | None:
    """How far `person` is with one item."""
    return Progress.objects.visible_to(person).filter(item=item).first()


def finished_among(person: Person, items: Collection[int]) -> set[int]:
    """Which of these items, by their ids, `person` has finished; for themselves."""
    mine = Progress.objects.visible_to(person).finished().filter(item__in=items)
    return set(mine.values_list("item", flat=True))


def whether_done(lead: Person, person: Person, assigned: Collection[int]) -> dict[int, bool]:
    """Of what was assigned to `person`, by the items' ids, whether it is done: all that a lead sees, of their own people.

    Whoever calls it passes only what was assigned to them. No place, no minutes, no result; others are refused.
    """
    if not can_see_whether_done(lead, person):
        raise PermissionDenied
    done = finished_among(person, assigned)
    return {item: item in done for item in assigned}
