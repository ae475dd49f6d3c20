"""With which ticket somebody plays a take."""

from upwell.media.recordings.tickets import admitted_ticket_for, ticket_for
from upwell.people.models import Person
from upwell.practice.models import Take


def ticket_of(take: Take, person: Person) -> str:
    """Whoever recorded it plays what is theirs; everybody else as long as they are let in, which ends with the showing."""
    ticket = ticket_for if take.practice.person_id == person.pk else admitted_ticket_for
    return ticket(take.file, person)
