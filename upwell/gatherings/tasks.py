"""The jobs of gatherings: invitations follow what happens; the day before, people are reminded; what is over goes."""

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.gatherings.actions.passing import free_seats_of, put_past_away, remind_of_events
from upwell.gatherings.calendars import CANCEL, REQUEST
from upwell.gatherings.mail import send_invitations
from upwell.gatherings.queries.following import invited_by
from upwell.people.models import Person


@jobs.task(queue="mail")
def invite(line: Happening) -> None:
    """Send the calendars what `line` changes for them."""
    found = invited_by(line)
    if found is not None:
        send_invitations(found.event, found.people, CANCEL if found.is_gone else REQUEST)


@jobs.task()
def follow_person(line: Happening) -> None:
    """Somebody left: their seats go to those who wait."""
    leaver = Person.objects.filter(pk=line["object"], is_active=False).first()
    if leaver is not None:
        free_seats_of(leaver)


@jobs.scheduled("*/15 * * * *")
def watch_the_clock(timestamp: int) -> None:
    """Remind of what is within a day, and put away what is over."""
    remind_of_events()
    put_past_away()
