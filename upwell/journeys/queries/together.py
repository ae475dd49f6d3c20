"""Who did something together, as a line of the journal says it. Nobody is asked, and nothing is read but what happened here."""

from __future__ import annotations

from upwell.core.journal import Happening
from upwell.gatherings.models import Event
from upwell.needs.models import Need

LARGEST = 30  # seats taken: at a larger event one does not meet everybody


def met_in(line: Happening) -> list[int]:
    """Who met each other, by what `line` says: the two of a mentoring, those at an event of a size in which people meet,
    and whom somebody met on a step of a path. Nobody where it speaks of something else."""
    match line["verb"]:
        case "mentoring.session_held":
            return [line["context"]["mentor"], line["context"]["mentee"]]
        case "event.attended":
            return _at_event(line["object"])
        case "path.step_done" if line["actor"]:
            return [line["actor"], *line["context"].get("met", [])]
    return []


def acquainted_in(line: Happening) -> list[int]:
    """Who met, or of whom one answered the other: enough to know each other. Never who asked or answered without a name."""
    if line["verb"] == "need.answered" and line["actor"]:
        asked = Need.objects.filter(pk=line["object"], is_nameless=False).exclude(asked_by=line["actor"])
        return [person for asker in asked.values_list("asked_by", flat=True) for person in (line["actor"], asker)]
    return met_in(line)


def _at_event(event_id: int) -> list[int]:
    event = Event.objects.filter(pk=event_id, going_count__lte=LARGEST).first()
    if event is None:
        return []
    there = list(event.places.taken().filter(was_there=True).values_list("person", flat=True))
    return sorted({*there, event.host_id}) if there else []
