"""The lines of paths as plans look at them: the steps that can be done today, looked up once for everybody who walks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.urls import reverse

from upwell.core.prepared import IsAmong, prepared
from upwell.journeys.models import Step, StepKind
from upwell.library.models import Item
from upwell.library.models.item import PAGES

AT_ITS_ITEM = {StepKind.MODULE, StepKind.LINK, StepKind.EVENT, StepKind.TASK, StepKind.CHOICE}


class Laid(NamedTuple):
    """A step on the line of a path: where it is done (`url`), `offset` in working days from the path's day (None: no day),
    and in `first` the ids of the steps before it."""

    path: int
    path_title: str
    id: int
    title: str
    kind: str
    minutes: int
    offset: int | None
    whom: str
    person: int | None
    person_is_here: bool | None
    first: list[int]
    url: str


@dataclass
class Lines:
    """The lines looked up so far, on one day; each with its steps that can be done, the soonest due first."""

    today: date
    steps: dict[int, list[Laid]] = field(default_factory=dict)

    def look_up(self, paths: Iterable[int]) -> None:
        """Have these paths at hand in `steps`."""
        missing = sorted(set(paths) - self.steps.keys())
        if missing:
            found: defaultdict[int, list[Laid]] = defaultdict(list)
            for *row, items, kinds in _laid(missing, self.today):
                path, _title, step, _step_title, kind = row[:5]
                found[path].append(Laid._make([*row, _url(path, step, kind, items, kinds)]))
            self.steps.update({path: found[path] for path in missing})


def _url(path: int, step: int, kind: str, items: list[int], kinds: list[str]) -> str:
    """Where a step is done: at the one thing it holds for everybody to see, else on the path's own page."""
    if len(items) == 1 and kind in AT_ITS_ITEM:
        return reverse(PAGES.get(kinds[0], "library:module"), args=items)
    return f"{reverse('journeys:path', args=[path])}#step-{step}"


@prepared
def _laid(paths: list[int], today: date) -> QuerySet[Step, Any]:
    first = Step.after.through.objects.filter(from_step=OuterRef("pk")).order_by("to_step").values("to_step")
    held = Item.objects.filter(steps=OuterRef("pk"), team__isnull=True).order_by("pk")
    steps = Step.objects.walkable(today).filter(IsAmong("path", paths))
    told = steps.annotate(
        first=ArraySubquery(first), held=ArraySubquery(held.values("pk")), kinds=ArraySubquery(held.values("kind"))
    )
    return told.order_by("path", F("offset").asc(nulls_last=True), "place", "pk").values_list(
        *("path", "path__item__title", "pk", "title", "kind", "minutes", "offset", "whom"),
        *("person", "person__is_active", "first", "held", "kinds"),
    )
