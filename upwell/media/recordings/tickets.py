"""Short-lived addresses: who was shown a file on a page may fetch and play it for some hours, and nobody else with the same link."""

import time
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature, TimestampSigner, b62_encode
from django.urls import reverse

from upwell.media.models import Recording, StoredFile
from upwell.people.models import Person

HOURS = 12  # a page that lay open overnight is loaded anew
SAME_FOR = 6 * 3600  # seconds in which a page drawn again has the same addresses, so that browsers use what they keep


class _CalmSigner(TimestampSigner):
    def timestamp(self) -> str:
        """When the present six hours began."""
        return b62_encode(int(time.time()) // SAME_FOR * SAME_FOR)


_signer = _CalmSigner(salt="upwell.media.recording")


def ticket_for(file: StoredFile, person: Person) -> str:
    """For `person`, who may see the page that `file` is on. Asks the database nothing."""
    return _signer.sign(f"{file.pk}.{person.pk}")


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
    return _file_on(ticket, person) == file.pk and not Recording.objects.filter(file=file).exclude(cuts=[]).exists()


def recording_for(ticket: str, person: Person) -> Recording | None:
    """What the ticket lets this person play; None for a ticket that is old, changed, or somebody else's."""
    try:
        return Recording.objects.select_related("file").get(file_id=_file_on(ticket, person))
    except ObjectDoesNotExist:
        return None


def _file_on(ticket: str, person: Person) -> int | None:
    try:
        file_id, person_id = map(int, _signer.unsign(ticket, max_age=HOURS * 3600).split("."))
    except (BadSignature, ValueError):
        return None
    return file_id if person_id == person.pk else None
