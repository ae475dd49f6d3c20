"""The jobs of gatherings: invitations follow what happens; the day before, people are reminded; what is over goes; who
wishes for a mentor is paired with who would be one."""

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.gatherings.actions.choosing import take_dates_back_of
from upwell.gatherings.actions.circling import leave_circles_of
from upwell.gatherings.actions.feeding import write_feed
from upwell.gatherings.actions.mentoring.ending import end_mentorings_of
from upwell.gatherings.actions.mentoring.meeting import ask_halfway
from upwell.gatherings.actions.mentoring.proposing import let_lapse, propose_pairs
from upwell.gatherings.actions.passing import free_seats_of, put_past_away, remind_of_events
from upwell.gatherings.actions.repeating import open_all_dates
from upwell.gatherings.actions.rotating import replace_host, replace_leaver
from upwell.gatherings.calendars import CANCEL, REQUEST
from upwell.gatherings.mail import send_invitations
from upwell.gatherings.models import Event
from upwell.gatherings.queries.feeds import feeds_touched
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
    """Somebody left: others host what they would have, and their seats go to those who wait."""
    leaver = Person.objects.filter(pk=line["object"], is_active=False).first()
    if leaver is not None:
        end_mentorings_of(leaver)  # first, so that what the two had planned is called off and handed to nobody
        replace_leaver(leaver)
        free_seats_of(leaver)
        take_dates_back_of(leaver)
        leave_circles_of(leaver)


@jobs.task()
def follow_owner(line: Happening) -> None:
    """An event was handed to somebody else to look after: where its host has left, they host it."""
    event = Event.objects.filter(pk=line["object"]).first()
    if event is not None:
        replace_host(event)


@jobs.task()
def write_feeds(line: Happening) -> None:
    """Write anew the feeds in which `line` changes something, so that reading one costs nothing."""
    for feed in feeds_touched(line):
        write_feed(feed)


@jobs.scheduled("20 * * * *")
def open_next_dates(timestamp: int) -> None:
    """Open the next dates of each series."""
    open_all_dates()


@jobs.scheduled("*/15 * * * *")
def watch_the_clock(timestamp: int) -> None:
    """Remind of what is within a day, and put away what is over."""
    remind_of_events()
    put_past_away()


@jobs.task()
def match_mentors() -> None:
    """Pair who waits now, because somebody asked."""
    propose_pairs()


@jobs.scheduled("50 4 * * *")
def match_mentors_nightly(timestamp: int) -> None:
    """Let go what nobody answered, and pair who waits, everybody together; ask those halfway whether it is still right."""
    let_lapse()
    propose_pairs()
    ask_halfway()
