"""Which recordings somebody may take a clip from."""

from django.db.models import QuerySet

from upwell.films.making.timing import clock
from upwell.media.models import MakingState, Recording
from upwell.media.recordings.consent import Standing
from upwell.people.models import Person

MOST_OFFERED = 50

Choices = list[tuple[int, str]]


def recordings_of(person: Person) -> QuerySet[Recording]:
    """The films that this person brought or recorded themselves, and that play, the latest first."""
    own = Recording.objects.filter(
        file__brought_by=person, state=MakingState.READY, height__gt=0, file__standing=Standing.OPEN
    )
    return own.select_related("file").order_by("-pk")


def offered_recordings(person: Person) -> Choices:
    """The recordings a clip may be taken from, by id, called by name and length."""
    found = recordings_of(person)[:MOST_OFFERED]
    return [(each.pk, f"{each.file.name} ({clock(round(each.seconds or 0))})") for each in found]
