"""With which ticket somebody plays a take, and what was said of it aloud."""

from upwell.media.models import StoredFile
from upwell.media.recordings.tickets import admitted_ticket_for, ticket_for
from upwell.people.models import Person
from upwell.practice.models import Take


def ticket_of(take: Take, person: Person) -> str:
    """Whoever recorded it plays what is theirs; everybody else as long as they are let in, which ends with the showing."""
    ticket = ticket_for if take.practice.person_id == person.pk else admitted_ticket_for
    return ticket(take.file, person)


def voice_ticket_of(voice: StoredFile, take: Take, person: Person) -> str:
    """What was said of a take aloud, whoever is shown the take hears as long as they play the take itself."""
    if take.practice.person_id == person.pk:
        return ticket_for(voice, person)
    return admitted_ticket_for(voice, person, to=take.file)
