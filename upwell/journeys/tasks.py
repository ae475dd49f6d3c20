"""The jobs of journeys: what happened elsewhere is noted in what people have begun and finished."""

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.gatherings.models import Event
from upwell.journeys.actions.attending import follow_attendance


@jobs.task()
def note_attendance(line: Happening) -> None:
    """A host noted who was there: they have finished the event."""
    event = Event.objects.select_related("item").filter(pk=line["object"]).first()
    if event is not None:
        follow_attendance(event)
