"""Paths in lists: those one walks, those there are, those one makes."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone

from upwell.core.paging import Page, page
from upwell.journeys.models import Enrolment, Path, StepDone
from upwell.library.models import Item
from upwell.people.models import Person

VIEWS = ("all", "mine", "beside", "making")


def paths_of(person: Person, *, view: str, after: str = "", size: int = 18) -> Page[Path]:
    """Paths `person` may see, newest first: all that can be begun, those they walk, or those they make.

    Each says whether they walk it (`walk_id`) and how many of its steps are done (`done_count`).
    """
    mine = Enrolment.objects.standing().filter(path=OuterRef("pk"), person=person)
    done = StepDone.objects.filter(enrolment__path=OuterRef("pk"), enrolment__person=person)
    counted = done.order_by().values("enrolment__path").annotate(all=Count("pk")).values("all")
    paths = Path.objects.visible_to(person).with_card().prefetch_related("item__skills")
    paths = paths.annotate(walk_id=Subquery(mine.values("pk")[:1]), done_count=Subquery(counted))
    paths = paths.annotate(finished_at=Subquery(mine.values("finished_at")[:1]))
    if view == "making":
        paths = paths.filter(Q(item__owner=person) | Q(item__authorships__person=person)).distinct()
    elif view == "mine":
        paths = paths.filter(Exists(mine))
    else:
        paths = paths.filter(pk__in=Item.objects.current(timezone.localdate()).visible_to(person).values("pk"))
    return page(paths, by=("-item_id",), after=after, size=size)


def walks_beside(person: Person, *, after: str = "", size: int = 20) -> Page[Enrolment]:
    """Whose buddy one is, the latest first; those still on their way, and those who shared something that stays."""
    walks = Enrolment.objects.beside(person).select_related("path__item", "person__team")
    return page(walks.annotate(done_count=Count("done")), by=("-id",), after=after, size=size)


def buddy_of_anybody(person: Person) -> bool:
    """Whether there is anybody whom one goes along with."""
    return Enrolment.objects.beside(person).exists()
