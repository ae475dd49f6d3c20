"""The jobs of journeys: what happened elsewhere is noted in what people have begun and finished."""

from datetime import datetime

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.gatherings.models import Event
from upwell.journeys.actions import following_rules
from upwell.journeys.actions.attending import follow_attendance
from upwell.journeys.actions.entering import release_leaver
from upwell.journeys.actions.finishing import follow_finish, follow_reopening
from upwell.journeys.actions.looking import free_attempts_of
from upwell.journeys.actions.meeting import follow_meeting
from upwell.journeys.queries.together import met_in
from upwell.library.models import Item
from upwell.people.models import Person


@jobs.task()
def note_attendance(line: Happening) -> None:
    """A host noted who was there: they have finished the event."""
    event = Event.objects.select_related("item").filter(pk=line["object"]).first()
    if event is not None:
        follow_attendance(event)


@jobs.task()
def free_attempts(line: Happening) -> None:
    """Somebody left: whoever waits for their look chooses somebody else."""
    leaver = Person.objects.filter(pk=line["object"], is_active=False).first()
    if leaver is not None:
        free_attempts_of(leaver)


@jobs.task()
def note_meeting(line: Happening) -> None:
    """People met, as a host or one of them noted: what brings them together on a path is done."""
    follow_meeting(met_in(line), at=datetime.fromisoformat(line["at"]))


@jobs.task()
def follow_line(line: Happening) -> None:
    """What somebody finished counts on their paths; whom rules mean changes with what is known of people and teams."""
    if line["verb"].startswith("progress."):
        person, item = Person.objects.filter(pk=line["actor"]).first(), Item.objects.filter(pk=line["object"]).first()
        if person and item:
            (follow_finish if line["verb"] == "progress.finished" else follow_reopening)(person, item)
    elif line["kind"] == "person":
        leaver = Person.objects.filter(pk=line["object"], is_active=False).first()
        if leaver:
            release_leaver(leaver)
        following_rules.follow_rules(people=[line["object"]])
    elif line["kind"] == "team":
        jobs.enqueue("upwell.journeys.tasks.follow_rules", once="upwell.journeys.tasks.follow_rules")


@jobs.task()
def follow_rules(path_id: int | None = None) -> None:
    """Let people in and out as the rules of one path say, or of all paths: after an import of everybody."""
    following_rules.follow_rules(paths=None if path_id is None else [path_id])


@jobs.scheduled("40 2 * * *")
def follow_all_rules(timestamp: int) -> None:
    """Once a night for all paths, because some of what rules ask changes with the day alone."""
    following_rules.follow_rules()
