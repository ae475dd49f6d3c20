"""What is said of a draft, as threads beside it, and the drafts somebody was asked to read."""

from __future__ import annotations

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from upwell.core.paging import Page, page
from upwell.library.models import Item, Remark, Reviewer
from upwell.people.models import Person

THREADS = 30
TO_READ = 20


def threads(item: Item) -> QuerySet[Remark]:
    """What was said of a draft, each with its answers as they came and everybody who spoke."""
    answers = Remark.objects.select_related("by__team").order_by("at", "id")
    rows = item.remarks.first_words().select_related("by__team", "settled_by__team")
    return rows.prefetch_related(Prefetch("replies", queryset=answers))


def threads_of(item: Item, *, settled: bool = False, after: str = "", size: int = THREADS) -> Page[Remark]:
    """The remarks that stand beside the draft, or (`settled`) those that were dealt with; the newest first, with their answers."""
    rows = threads(item).filter(settled_at__isnull=not settled)
    return page(rows, by=("-at", "-id"), after=after, size=size)


def stamp_of(item: Item) -> str:
    """Another word after each remark, answer, settling and opening again; pages ask with it whether anything is new."""
    now = item.remarks.aggregate(last=Max("pk"), settled=Count("settled_at"))
    return f"{now['last'] or 0}.{now['settled']}"


def drafts_to_read(person: Person, *, after: str = "") -> Page[Reviewer]:
    """The drafts that `person` was asked to read and that are not out yet, the last asked first, with what waits for a word."""
    rows = Reviewer.objects.filter(person=person, item__module__draft__isnull=False)
    rows = rows.select_related("item__module", "by").defer("item__module__draft")
    said = Count("item__remarks", filter=Q(item__remarks__reply_to=None, item__remarks__settled_at=None))
    return page(rows.annotate(said=said), by=("-at", "-id"), after=after, size=TO_READ)
