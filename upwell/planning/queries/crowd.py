"""The people whose week is planned together, with what every source of candidates asks of them; one person is a crowd, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from upwell.core.prepared import IsAmong, prepared
from upwell.journeys.models import Progress
from upwell.library.models import Authorship
from upwell.people.models import Level, Person, PersonSkill
from upwell.planning.queries.house import House, Thing

Skills = dict[int, dict[int, str]]


@dataclass
class Crowd:
    """Some people at one moment; each fact is asked once for all of them. `week` is the Monday it is about."""

    people: dict[int, Person]
    week: date
    today: date
    now: datetime
    house: House

    @property
    def ids(self) -> list[int]:
        """Their ids."""
        return list(self.people)

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.week + timedelta(days=6)

    @cached_property
    def wants(self) -> Skills:
        """What each wants to learn: the names of the skills, by id."""
        return _by_person((person, skill, name) for person, skill, name, wants, _knows in self._skills if wants)

    @cached_property
    def knows(self) -> Skills:
        """What each would teach or does well."""
        return _by_person((person, skill, name) for person, skill, name, _wants, knows in self._skills if knows)

    @cached_property
    def over(self) -> dict[int, set[int]]:
        """The items that each has finished or wrote: nothing to learn in them."""
        items: defaultdict[int, set[int]] = defaultdict(set)
        for person, item in [*_finished(self.ids), *_written(self.ids)]:
            items[person].add(item)
        return items

    def may_see(self, person: int, team: int | None) -> bool:
        """Whether what is out for `team` (None: for everybody) is for this person, as the items' `visible_to` has it."""
        return team is None or team in self.people[person].team_line

    def is_news_to(self, person: int, thing: Thing | None) -> bool:
        """Whether somebody may see a thing, reads its language, and has neither finished nor written it."""
        return (
            thing is not None
            and self.may_see(person, thing.team)
            and thing.id not in self.over.get(person, set())
            and (not self.people[person].languages or thing.language in self.people[person].languages)
        )

    @cached_property
    def _skills(self) -> list[tuple[int, int, str, bool, bool]]:
        rows = _said(self.ids)
        return [
            (person, skill, name, wants, teaches or (level or 0) >= Level.WELL)
            for person, skill, name, wants, teaches, level in rows
        ]


def _by_person(rows: Iterable[tuple[int, int, str]]) -> Skills:
    found: Skills = {}
    for person, skill, name in rows:
        found.setdefault(person, {})[skill] = name
    return found


@prepared
def _said(people: list[int]) -> QuerySet[PersonSkill, Any]:
    rows = PersonSkill.objects.filter(IsAmong("person", people)).filter(
        Q(wants=True) | Q(teaches=True) | Q(level__gte=Level.WELL)
    )
    return rows.order_by("id").values_list("person", "skill", "skill__name", "wants", "teaches", "level")


@prepared
def _finished(people: list[int]) -> QuerySet[Progress, Any]:
    return Progress.objects.finished().filter(IsAmong("person", people)).values_list("person", "item")


@prepared
def _written(people: list[int]) -> QuerySet[Authorship, Any]:
    return Authorship.objects.filter(IsAmong("person", people)).values_list("person", "item")
