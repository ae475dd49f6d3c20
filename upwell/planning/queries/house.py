"""What the house has to offer, looked up once for everybody whose week is planned together: things, needs, teachers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, QuerySet, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import RowNumber

from upwell.core.prepared import IsAmong, prepared
from upwell.journeys.queries.lines import Lines
from upwell.library.models import Item, ItemKind
from upwell.needs.models import Need
from upwell.people.models import PersonSkill
from upwell.planning.models import Shelf

A_SKILL = 12  # things looked at for each skill, and people who would teach it
ON_A_SHELF = 2 * A_SKILL  # things kept in order for a skill that many are about: some go out before it is laid anew
LATEST = 24
ORDER_OF_TEACHERS = [F("level").desc(nulls_last=True), F("confirmation_count").desc(), F("person").asc()]
NEEDS_A_SKILL = 5
SHOWN_ELSEWHERE = (ItemKind.EVENT, ItemKind.PATH)  # they come with dates and steps of their own


class Thing(NamedTuple):
    """An item as far as a plan looks at it. `skills` are ids; `useful` people, of `readers`, said it was."""

    id: int
    title: str
    kind: str
    seconds: int
    team: int | None
    owner: int
    owner_name: str
    language: str
    original: int | None
    published_at: datetime
    useful: int
    readers: int
    skills: list[int]


class Waiting(NamedTuple):
    """A need that nobody helps with yet."""

    id: int
    title: str
    asked_at: datetime
    asked_by: int
    voices: int
    team: int | None


class Teacher(NamedTuple):
    """Somebody who would teach a skill."""

    skill: int
    skill_name: str
    person: int
    name: str
    team: int | None
    team_name: str | None
    lead: int | None


@dataclass
class House:
    """What was looked up so far, on one day; the more people are planned with it, the less each of them costs."""

    today: date
    things: dict[int, Thing | None] = field(default_factory=dict)
    by_skill: dict[int, list[int]] = field(default_factory=dict)
    needs: dict[int, list[Waiting]] = field(default_factory=dict)
    teachers: dict[int, list[Teacher]] = field(default_factory=dict)
    _latest: list[int] | None = None

    @cached_property
    def lines(self) -> Lines:
        """The lines of the paths they walk."""
        return Lines(self.today)

    def look_up(self, items: Iterable[int]) -> None:
        """Have these items at hand in `things`; those that are not out, or not any more, are None."""
        missing = sorted({item for item in items if item not in self.things})
        if missing:
            found = {row[0]: Thing(*row) for row in _things(missing, self.today)}
            self.things.update({item: found.get(item) for item in missing})

    def thing(self, item: int) -> Thing | None:
        """An item that was looked up, where it is current."""
        return self.things.get(item)

    def about(self, skills: Iterable[int]) -> None:
        """Have the most useful and newest things about these skills at hand in `by_skill`: from a shelf, where there is one."""
        missing = sorted(set(skills) - self.by_skill.keys())
        if missing:
            found = dict(_shelves(missing))
            if others := [skill for skill in missing if skill not in found]:
                found |= _in_groups(others, _about(others, self.today))
            self.look_up(item for items in found.values() for item in items)
            self.by_skill |= {
                skill: [item for item in items if self.thing(item)][:A_SKILL] for skill, items in found.items()
            }

    def asked_about(self, skills: Iterable[int]) -> None:
        """Have the needs about these skills that wait longest for any help at hand in `needs`."""
        missing = sorted(set(skills) - self.needs.keys())
        if missing:
            self.needs.update(_in_groups(missing, ((row[0], Waiting(*row[1:])) for row in _needs(missing))))

    def taught(self, skills: Iterable[int]) -> None:
        """Have those who would teach these skills at hand in `teachers`."""
        missing = sorted(set(skills) - self.teachers.keys())
        if missing:
            found = _in_groups(missing, ((row[0], Teacher(*row)) for row in _teachers(missing)))
            self.teachers.update({skill: teachers[:A_SKILL] for skill, teachers in found.items()})

    def latest(self) -> list[int]:
        """What was published last, for everybody or for some."""
        if self._latest is None:
            self._latest = _latest(self.today)
            self.look_up(self._latest)
        return self._latest


def _in_groups(keys: Iterable[int], rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for key, one in rows:
        groups[key].append(one)
    return {key: groups[key] for key in keys}


@prepared
def _things(items: list[int], today: date) -> QuerySet[Item, Any]:
    skills = Item.skills.through.objects.filter(item=OuterRef("pk")).order_by("skill").values("skill")
    return (
        Item.objects.current(today)
        .filter(IsAmong("pk", items))
        .annotate(about=ArraySubquery(skills))
        .values_list(
            *("pk", "title", "kind", "seconds", "team", "owner", "owner__name", "language", "translation_of"),
            *("published_at", "thread__found_useful_count", "thread__reader_count", "about"),
        )
    )


@prepared
def _shelves(skills: list[int]) -> QuerySet[Shelf, Any]:
    return Shelf.objects.filter(IsAmong("pk", skills)).values_list("pk", "items")


@prepared
def _about(skills: list[int], today: date) -> QuerySet[Any, Any]:
    return things_about(today, IsAmong("skill", skills)).filter(rank__lte=A_SKILL)


def things_about(today: date, *narrowed: Combinable) -> QuerySet[Any, Any]:
    """Skills and what is about them on that day, by id: the most useful first, of equals the newest.

    Each pair has its `rank` among those of its skill, from 1, and how many these are (`all_of_it`), to filter by.
    """
    order = [F("item__thread__found_useful_count").desc(), F("item__published_at").desc(), F("item").desc()]
    about = Item.skills.through.objects.filter(*narrowed, item__in=Item.objects.current(today))
    listed: QuerySet[Any] = about.exclude(item__kind__in=SHOWN_ELSEWHERE).annotate(
        rank=Window(RowNumber(), partition_by="skill", order_by=order),
        all_of_it=Window(Count("item"), partition_by="skill"),
    )
    return listed.order_by("skill", "rank").values_list("skill", "item")


@prepared
def _latest(today: date) -> QuerySet[Item, int]:
    items = Item.objects.current(today).exclude(kind__in=SHOWN_ELSEWHERE)
    return items.order_by("-published_at", "-id").values_list("pk", flat=True)[:LATEST]


@prepared
def _needs(skills: list[int]) -> QuerySet[Any, Any]:
    longest = Window(RowNumber(), partition_by="skill", order_by=[F("need__asked_at").asc(), F("need").asc()])
    about = Need.skills.through.objects.filter(IsAmong("skill", skills), need__in=Need.objects.unhelped())
    ranked: QuerySet[Any] = about.annotate(rank=longest)
    waiting = ranked.filter(rank__lte=NEEDS_A_SKILL).order_by("skill", "rank")
    return waiting.values_list(
        *("skill", "need", "need__title", "need__asked_at", "need__asked_by", "need__voice_count", "need__team")
    )


@prepared
def _teachers(skills: list[int]) -> QuerySet[PersonSkill, Any]:
    best = Window(RowNumber(), partition_by="skill", order_by=ORDER_OF_TEACHERS)
    # ranked by their rows here alone, and a few more than are looked at, as some may have left: most of what this costs
    # would else be looking up a thousand people to name twelve
    teaching = PersonSkill.objects.filter(IsAmong("skill", skills), teaches=True).annotate(rank=best)
    first = teaching.filter(rank__lte=A_SKILL * 2).values("pk")
    return (
        PersonSkill.objects.filter(pk__in=first, person__is_active=True)
        .order_by("skill", *ORDER_OF_TEACHERS)
        .values_list(
            *("skill", "skill__name", "person", "person__name", "person__team", "person__team__name", "person__lead")
        )
    )
