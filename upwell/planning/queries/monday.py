"""Whose week is to be planned now: Monday morning comes at another moment in each time zone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from upwell.people.local_time import zone_of
from upwell.people.models import Person
from upwell.planning.models import Plan
from upwell.planning.weeks import monday

EARLY = 5  # o'clock: whoever begins at six finds the plan


def days_at_work(moment: datetime) -> dict[date, list[str]]:
    """The time zones people live by in which it is after five, by which day it is there.

    Whoever comes on a Wednesday has their first plan on Thursday morning; nobody is told twice of one week.
    """
    found: defaultdict[date, list[str]] = defaultdict(list)
    for name in Person.objects.active().order_by().values_list("time_zone", flat=True).distinct():
        local = moment.astimezone(zone_of(Person(time_zone=name)))
        if local.hour >= EARLY:
            found[local.date()].append(name)
    return found


def without_plan(zones: list[str], today: date) -> list[int]:
    """The ids of those who live by these time zones and have no plan for the week of `today` yet, those of a team together.

    Together, because what a team shares is then looked up once.
    """
    planned = Plan.objects.filter(person=OuterRef("pk"), week=monday(today))
    people = Person.objects.active().filter(~Exists(planned), time_zone__in=zones)
    return list(people.order_by("team", "pk").values_list("pk", flat=True))


def sliced(people: list[int], size: int) -> Iterator[list[int]]:
    """`people` in runs of at most `size`."""
    for start in range(0, len(people), size):
        yield people[start : start + size]
