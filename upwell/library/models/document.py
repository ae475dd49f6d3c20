"""Documents: the page that several people type into at once, kept as the updates that made it."""

from __future__ import annotations

import uuid

from django.db import models

from upwell.library.models.module import Module
from upwell.people.models import Person


def new_epoch() -> str:
    """A name for one history of a document."""
    return uuid.uuid4().hex


class Document(models.Model):
    """What a module's authors type into together (a Y document, docs/decisions/0002): `state` and the updates after it.

    Every update that was ever acknowledged is in `state` or among `updates`; their ids rise in the order in which they
    were stored. `compacted` is the last that went into `state`, `settled` the last that the module's draft follows, and
    `digest` what was said then. Two histories of the same words cannot be merged, so a copy in a browser belongs to one `epoch`.
    """

    module = models.OneToOneField(Module, models.CASCADE, primary_key=True, related_name="document")
    state = models.BinaryField()
    epoch = models.CharField(max_length=32, default=new_epoch)
    compacted = models.BigIntegerField(default=0)
    settled = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return str(self.module)


class Update(models.Model):
    """One change to a document as its bytes; `by` is None where Upwell itself gave ids to new blocks."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="updates")
    data = models.BinaryField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["document", "id"], name="update_in_order")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.pk}"
