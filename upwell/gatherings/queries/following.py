"""Whose calendar a line of the journal touches."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.core.journal import Happening
from upwell.gatherings.models import Event
from upwell.people.models import Person

MATTERS = {"title", "when", "place", "call_url", "minutes"}  # what a calendar shows


@dataclass(frozen=True)
class Invited:
    """An event and the people whose calendars hear of it; `is_gone` takes it out of them."""

    event: Event
    people: list[Person]
    is_gone: bool = False


def invited_by(line: Happening) -> Invited | None:
    """Who is to be sent what: a seat taken, given back or come free; a change that calendars show, who hosts among
    them; a cancellation.

    Nobody who waits has it in the calendar; nor does anybody who has left.
    """
    event = Event.objects.select_related("item", "host", "cancellation__by").filter(pk=line["object"]).first()
    if line["kind"] != "event" or event is None or event.starts_at is None:
        return None
    verb, context = line["verb"], line["context"]
    if verb == "event.joined":
        return None if context["waits"] else Invited(event, _seated(event, line["actor"]))
    if verb == "event.promoted":
        return Invited(event, _seated(event, context["person"]))
    if verb == "event.left":
        gone = Person.objects.active().filter(pk=line["actor"])
        return Invited(event, list(gone), is_gone=True) if context["had_seat"] else None
    if verb in {"event.dated", "event.host_changed"} or (verb == "event.changed" and MATTERS & set(context["what"])):
        return Invited(event, _seated(event))
    if verb == "event.cancelled":
        return Invited(event, _seated(event), is_gone=True)
    return None


def _seated(event: Event, person: int | None = None) -> list[Person]:
    people = Person.objects.active().filter(seats__event=event, seats__taken_at__isnull=False)
    return list((people.filter(pk=person) if person is not None else people).order_by("seats__place"))
