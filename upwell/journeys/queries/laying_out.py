"""What somebody who makes a path needs at hand: its line as it can be moved, and things and people to put onto it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from upwell.journeys.models import Path, Rule, Section, Step
from upwell.journeys.queries.line import line_of, name_on_line
from upwell.library.models import Item, ItemKind
from upwell.people.models import Person
from upwell.people.queries.colleagues import colleagues_named

FOUND = 8
SHORTEST = 2  # characters of a question


@dataclass(frozen=True)
class Placed:
    """One thing on the line: what a form calls it, whether it is a heading, and what is wrong with it, if anything is."""

    name: str
    each: Step | Section
    is_step: bool
    is_first: bool
    is_last: bool
    is_gone: bool


@dataclass(frozen=True)
class Found:
    """What fits a question: things one can learn from, and colleagues one could meet."""

    items: list[Item]
    people: list[Person]


def placed(path: Path, *, seen_by: Person) -> list[Placed]:
    """The line in order; a step of which everything it holds has ended is marked, so that whoever makes it renews it."""
    steps = list(path.steps.select_related("person").prefetch_related("items", "after"))
    current = set(Item.objects.current(timezone.localdate()).filter(steps__path=path).values_list("pk", flat=True))
    line = line_of(path.sections.all(), steps)
    return [
        Placed(
            name=name_on_line(each),
            each=each,
            is_step=isinstance(each, Step),
            is_first=number == 0,
            is_last=number == len(line) - 1,
            is_gone=isinstance(each, Step) and _is_gone(each, current),
        )
        for number, each in enumerate(line)
    ]


def found_for(text: str, *, by: Person) -> Found:
    """Items that are out and colleagues whose title or name holds `text`; the newest items where nothing is asked."""
    text = text.strip().replace("\0", "")[:100]
    items = Item.objects.current(timezone.localdate()).visible_to(by).exclude(kind=ItemKind.PATH)
    if len(text) < SHORTEST:
        return Found(list(items.order_by("-published_at", "-id")[:FOUND]), [])
    return Found(
        list(items.filter(title__icontains=text).order_by("-published_at", "-id")[:FOUND]), colleagues_named(text)
    )


def rules_of(path: Path) -> list[Rule]:
    """The rules of a path, each with what it names."""
    return list(path.rules.select_related("team", "skill", "by"))


def _is_gone(step: Step, current: set[int]) -> bool:
    held = {item.pk for item in step.items.all()}
    return bool(held) and not held & current
