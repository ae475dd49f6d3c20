"""Writes of who is let in to a file that is shown to a few; each is part of an action that asked who may."""

from django.db import transaction

from upwell.core import clock
from upwell.media.models import Admission, StoredFile
from upwell.people.models import Person


@transaction.atomic
def admit(file: StoredFile, *, person: Person) -> Admission:
    """Let somebody play a file, until they are shut out. Again changes nothing."""
    row, _is_new = Admission.objects.get_or_create(file=file, person=person, defaults={"at": clock.now()})
    return row


@transaction.atomic
def shut_out(file: StoredFile, *, person: Person) -> None:
    """Let somebody no longer play a file: what they were given for it ends with the next piece they ask for."""
    Admission.objects.filter(file=file, person=person).delete()
