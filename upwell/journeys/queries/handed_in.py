"""What somebody recorded or brought for a step or a task, before they hand it in: named in the address, and theirs alone."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from upwell.media.models import StoredFile
from upwell.people.models import Person


def own_file(person: Person, sha256: str) -> StoredFile | None:
    """The file of this name, if this person brought it; nobody hands in what somebody else recorded."""
    if len(sha256) != 64:
        return None
    brought = StoredFile.brought_by.through.objects.filter(storedfile=OuterRef("pk"), person=person)
    return StoredFile.objects.filter(Q(by=person) | Exists(brought), sha256=sha256).first()
