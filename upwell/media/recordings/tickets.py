"""Short-lived addresses: who was shown a recording on a page may play it for some hours, and nobody else with the same link."""

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature, TimestampSigner

from upwell.media.models import Recording, StoredFile
from upwell.people.models import Person

HOURS = 12  # a page that lay open overnight is loaded anew
_signer = TimestampSigner(salt="upwell.media.recording")


def ticket_for(file: StoredFile, person: Person) -> str:
    """For `person`, who may see the page that `file` is on. Asks the database nothing."""
    return _signer.sign(f"{file.pk}.{person.pk}")


def recording_for(ticket: str, person: Person) -> Recording | None:
    """What the ticket lets this person play; None for a ticket that is old, changed, or somebody else's."""
    try:
        file_id, person_id = map(int, _signer.unsign(ticket, max_age=HOURS * 3600).split("."))
    except (BadSignature, ValueError):
        return None
    if person_id != person.pk:
        return None
    try:
        return Recording.objects.select_related("file").get(file_id=file_id)
    except ObjectDoesNotExist:
        return None
