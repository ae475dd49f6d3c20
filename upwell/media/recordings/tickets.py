"""Short-lived addresses: who was shown a file on a page may fetch and play it for some hours, and nobody else with the same link."""

import time
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature, TimestampSigner, b62_encode
from django.urls import reverse

from upwell.media.models import Admission, Recording, StoredFile
from upwell.media.permissions import can_play
from upwell.people.models import Person

HOURS = 12  # a page that lay open overnight is loaded anew
SAME_FOR = 6 * 3600  # seconds in which a page drawn again has the same addresses, so that browsers use what they keep


class _CalmSigner(TimestampSigner):
    def timestamp(self) -> str:
        """When the present six hours began."""
        return b62_encode(int(time.time()) // SAME_FOR * SAME_FOR)


ADMITTED = "admitted"
_signer = _CalmSigner(salt="upwell.media.recording")


def ticket_for(file: StoredFile, person: Person) -> str:
    """For `person`, who may see the page that `file` is on. Asks the database nothing."""
    return _signer.sign(f"{file.pk}.{person.pk}")


def admitted_ticket_for(file: StoredFile, person: Person, *, to: StoredFile | None = None) -> str:
    """The same for a file that is shown to a few: it holds as long as `person` is admitted (models.Admission) to it, or `to`
    the one it belongs to, as what was said aloud belongs to the recording it was said of."""
    return _signer.sign(f"{file.pk}.{person.pk}.{ADMITTED}{(to or file).pk}")


def address_for(file: StoredFile, person: Person) -> str:
    """Where `person`, who may see the page that `file` is on, fetches it as it came."""
    return f"{file.get_absolute_url()}?{urlencode({'ticket': ticket_for(file, person)})}"


def source_for(file: StoredFile, person: Person) -> str:
    """Where they play it without script: as it came, or, of a recording that was cut, what is left of it."""
    recording: Recording | None = getattr(file, "recording", None)
    if recording and recording.cuts:
        return reverse("media:film", args=[ticket_for(file, person)])
    return address_for(file, person)


def is_let_in(ticket: str, file: StoredFile, person: Person) -> bool:
    """Whether the ticket lets this person fetch this file; not one that is old, changed, or somebody else's. Of a recording
    that was cut, nobody fetches the whole so: they play what is left of it."""
    if _file_on(ticket, person) != file.pk or not can_play(person, file):
        return False
    return not Recording.objects.filter(file=file).exclude(cuts=[]).exists()


def recording_for(ticket: str, person: Person) -> Recording | None:
    """What the ticket lets this person play; None for a ticket that is old, changed, or somebody else's, and once those who
    are filmed, or whoever showed it, took it back."""
    try:
        found = Recording.objects.select_related("file").get(file_id=_file_on(ticket, person))
    except ObjectDoesNotExist:
        return None
    return found if can_play(person, found.file) else None


def _file_on(ticket: str, person: Person) -> int | None:
    try:
        told, *further = _signer.unsign(ticket, max_age=HOURS * 3600).rsplit(f".{ADMITTED}", 1)
        file_id, person_id = map(int, told.split("."))
        admitted_to = list(map(int, further))
    except (BadSignature, ValueError):
        return None
    if person_id != person.pk:
        return None
    is_let_in = not admitted_to or Admission.objects.filter(file__in=admitted_to, person=person).exists()
    return file_id if is_let_in else None
