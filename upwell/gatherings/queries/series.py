"""A series on its page: its next dates, who hosts in turn, who always comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from upwell.core import clock
from upwell.gatherings.models import Event, Regular, Series, Turn
from upwell.gatherings.permissions import can_run
from upwell.gatherings.queries.events import listed
from upwell.gatherings.recurring import days_of
from upwell.people.models import Person

FORESEEN = 8  # dates shown, opened or not
PAST = 6


@dataclass(frozen=True)
class SeriesPage:
    """What one person sees of a series."""

    series: Series
    coming: list[Event]
    later: list[date]
    past: list[Event]
    turns: list[Turn]
    is_regular: bool
    hosts: bool
    can_run: bool


def seen_series(person: Person, series_id: int) -> Series | None:
    """The series, if `person` may see it."""
    return Series.objects.visible_to(person).select_related("circle", "by").filter(pk=series_id).first()


def series_page(series: Series, person: Person) -> SeriesPage:
    """Its opened dates, those to come after them, the last ones, and what `person` can do."""
    now = clock.now()
    events = listed(Event.objects.visible_to(person).filter(series=series), person)
    coming = list(events.coming(now).order_by("starts_at")[:FORESEEN])
    opened = {event.series_day for event in coming}
    days = days_of(series, after=now, most=FORESEEN) if series.ended_at is None else []
    turns = list(series.turns.select_related("person__team").filter(person__is_active=True))
    return SeriesPage(
        series=series,
        coming=coming,
        later=[day for day in days if day not in opened],
        past=list(events.past(now).order_by("-starts_at", "-item_id")[:PAST]),
        turns=turns,
        is_regular=Regular.objects.filter(series=series, person=person).exists(),
        hosts=any(turn.person_id == person.pk for turn in turns),
        can_run=can_run(person, series),
    )
