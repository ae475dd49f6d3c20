"""Remarks on a draft: what whoever was asked to read it says, before it is out."""

from __future__ import annotations

from django.db import models

from upwell.library.models.item import Item
from upwell.people.models import Person


class Remark(models.Model):
    """A word about a draft or one block of it ('' is the whole). Readers of what is published never see it."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="remarks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    block = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=2000)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["item", "-at", "-id"], name="remark_newest")]

    def __str__(self) -> str:
        return self.text[:60]
