"""Remarks on a draft: what those who write it and those who were asked to read it say, before it is out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from upwell.discussion.models import LONGEST_CONTEXT, LONGEST_QUOTE
from upwell.library.models.item import Item
from upwell.people.models import Person

LONGEST_PLACE = 200


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Remarks of a draft."""

    def first_words(self) -> RemarkQuerySet:
        """Those that begin a thread, as against answers."""
        return self.filter(reply_to__isnull=True)

    def waiting(self) -> RemarkQuerySet:
        """Those that nobody has marked as settled."""
        return self.filter(settled_at__isnull=True)


class Remark(models.Model):
    """A word about a draft, one block of it or chosen words ('' is the whole). Readers of what is published never see it.

    `quote` holds the chosen words as they were, with up to 64 characters before (`prefix`) and after (`suffix`). `place` says where
    they stand in the shared document: two Yjs relative positions, base64 with a comma between, as a browser of somebody who
    writes worked them out; '' where nobody has yet. An answer has `reply_to`; what is settled is its first remark.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="remarks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    block = models.CharField(max_length=40, blank=True)
    quote = models.TextField(max_length=LONGEST_QUOTE, blank=True, default="", db_default="")
    prefix = models.CharField(max_length=LONGEST_CONTEXT, blank=True, default="", db_default="")
    suffix = models.CharField(max_length=LONGEST_CONTEXT, blank=True, default="", db_default="")
    place = models.CharField(max_length=LONGEST_PLACE, blank=True, default="", db_default="")
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.CharField(max_length=2000)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["item", "-at", "-id"], name="remark_newest"),
            models.Index(
                fields=["item", "-at", "-id"], name="remark_waiting", condition=Q(settled_at=None, reply_to=None)
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_settled(self) -> bool:
        """Whether somebody marked it as dealt with."""
        return self.settled_at is not None
