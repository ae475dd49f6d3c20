"""Tells the demo's circles, its podcast club and its other events, each through the action that a page would call."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from upwell.core import clock
from upwell.gatherings.actions.afterwards import add_material, write_notes
from upwell.gatherings.actions.choosing import say_when
from upwell.gatherings.actions.circling import join_circle, let_in, note_visit, pin_item, start_circle
from upwell.gatherings.actions.passing import put_past_away
from upwell.gatherings.actions.planning import cancel_event, plan_event
from upwell.gatherings.actions.repeating import come_always, open_dates, start_series
from upwell.gatherings.actions.rotating import take_turns
from upwell.gatherings.actions.seating import leave_event, note_attendance, take_seat
from upwell.gatherings.actions.talking import comment_on_event, speak_in_circle
from upwell.gatherings.details import Details
from upwell.gatherings.models import Circle, Event, Series
from upwell.library.models import Item
from upwell.needs.actions.answering import plan_session
from upwell.needs.models import Need
from upwell.people.models import Person

Fields = dict[str, Any]
ZONE = "Europe/Dublin"


class GatheringTeller:
    """Tells what people gather for; knows circles, series and events by their names in the files."""

    def __init__(self, people: dict[str, Person], needs: dict[str, Need], items: dict[str, Item]) -> None:
        self._people, self._needs, self._items = people, needs, items
        self._circles: dict[str, Circle] = {}
        self._series: dict[str, Series] = {}
        self._events: dict[str, Event] = {}

    def circle(self, line: Fields) -> None:
        """Somebody starts a circle."""
        self._circles[line["circle"]] = start_circle(
            by=self._by(line),
            name=line["name"],
            about=line["about"],
            openness=line.get("openness", "open"),
            skills=line.get("skills", []),
        )

    def circle_join(self, line: Fields) -> None:
        """They come in, or ask to."""
        join_circle(self._circles[line["circle"]], by=self._by(line), word=line.get("word", ""))

    def circle_let_in(self, line: Fields) -> None:
        """They let a colleague in."""
        let_in(self._circles[line["circle"]], self._people[line["person"]], by=self._by(line))

    def circle_say(self, line: Fields) -> None:
        """They say something."""
        speak_in_circle(self._circles[line["circle"]], by=self._by(line), text=line["text"])

    def circle_visit(self, line: Fields) -> None:
        """They look in."""
        note_visit(self._circles[line["circle"]], by=self._by(line))

    def circle_pin(self, line: Fields) -> None:
        """They keep a module at hand."""
        pin_item(self._circles[line["circle"]], by=self._by(line), item=self._items[line["item"]])

    def series(self, line: Fields) -> None:
        """Something begins that comes again."""
        day, at = self._when(line)
        self._series[line["series"]] = start_series(
            self._details(line), by=self._by(line), day=day, at=at, rule=line["rule"], circle=self._circle(line)
        )

    def series_turn(self, line: Fields) -> None:
        """They host in turn."""
        take_turns(self._series[line["series"]], by=self._by(line))

    def series_always(self, line: Fields) -> None:
        """They come every time."""
        come_always(self._series[line["series"]], by=self._by(line))

    def series_open(self, line: Fields) -> None:
        """The clock opens the next dates; what is over leaves the lists."""
        open_dates(self._series[line["series"]])
        put_past_away()

    def event(self, line: Fields) -> None:
        """Somebody plans an event, for a circle or a need, or looks for a date."""
        day, at = self._when(line) if "day" in line else (None, None)
        options = [(day_ahead(each["day"]), time.fromisoformat(each["time"])) for each in line.get("options", [])]
        if "need" in line:
            need = Need.objects.get(pk=self._needs[line["need"]].pk)
            made = plan_session(need, self._details(line), by=self._by(line), day=day, at=at, options=options)
        else:
            made = plan_event(
                self._details(line), by=self._by(line), day=day, at=at, options=options, circle=self._circle(line)
            )
        self._events[line["event"]] = made

    def event_come(self, line: Fields) -> None:
        """They take a seat, or wait."""
        take_seat(self._event(line), by=self._by(line))

    def event_leave(self, line: Fields) -> None:
        """They give it back."""
        leave_event(self._event(line), by=self._by(line))

    def event_would(self, line: Fields) -> None:
        """They say when they would come: by the numbers of the dates, from 1."""
        event = self._event(line)
        options = list(event.options.all())
        say_when(event, by=self._by(line), options=[options[number - 1].pk for number in line["dates"]])

    def event_cancel(self, line: Fields) -> None:
        """It is called off."""
        cancel_event(self._event(line), by=self._by(line), word=line["word"])

    def event_notes(self, line: Fields) -> None:
        """What came of it, who was there, and what lies beside it."""
        event = self._event(line)
        by = event.host
        write_notes(event, by=by, text=line["text"])
        there = set(event.places.taken().values_list("person", flat=True))
        note_attendance(event, by=by, there=there - {self._people[email].pk for email in line.get("missing", [])})
        for each in line.get("materials", []):
            add_material(event, by=by, title=each["title"], url=each["url"])

    def event_say(self, line: Fields) -> None:
        """They say something about it."""
        comment_on_event(self._event(line), by=self._by(line), text=line["text"])

    def _by(self, line: Fields) -> Person:
        return self._people[line["by"]]

    def _circle(self, line: Fields) -> Circle | None:
        return self._circles[line["circle"]] if "circle" in line else None

    def _event(self, line: Fields) -> Event:
        """By its name; of a series, the last that began, or with `next` the next to begin."""
        if "event" in line:
            return Event.objects.get(pk=self._events[line["event"]].pk)
        events = self._series[line["series"]].events.standing().select_related("host")
        if "next" in line:
            coming: Event = events.filter(starts_at__gt=clock.now()).order_by("starts_at")[line["next"] - 1]
            return coming
        last: Event = events.filter(starts_at__lte=clock.now()).order_by("-starts_at")[0]
        return last

    def _details(self, line: Fields) -> Details:
        return Details(
            title=line["title"],
            about=line.get("about", ""),
            time_zone=ZONE,
            minutes=line.get("minutes", 45),
            place=line.get("place", ""),
            call_url=line.get("call_url", ""),
            seats=line.get("seats"),
            skills=line.get("skills", []),
        )

    def _when(self, line: Fields) -> tuple[date, time]:
        return day_ahead(line["day"]), time.fromisoformat(line["time"])


def day_ahead(days: int) -> date:
    """So many days after the moment at which it is told; on a Saturday or a Sunday, the Monday after."""
    found = timezone.localdate(clock.now()) + timedelta(days=days)
    return found + timedelta(days=max(0, 7 - found.isoweekday() + 1)) if found.isoweekday() > 5 else found
