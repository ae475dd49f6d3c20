"""Modules: the page of blocks behind an item's card, what is being written and what was published."""

from __future__ import annotations

from django.db import models

from upwell.library.models.item import Item
from upwell.people.models import Person


class ModuleQuerySet(models.QuerySet["Module"]):
    """Pages of blocks."""

    def held(self, pk: int) -> Module:
        """The page of this item as it is now, with its card and its version; nobody else changes it until the transaction ends.

        Held first and read afterwards: a statement that had to wait would give the row as it is now beside the card and the
        version of before, and of two who publish at once the second would be told that there is nothing.
        """
        self.select_for_update().values_list("pk").get(pk=pk)
        return self.select_related("item", "version").get(pk=pk)


class Module(models.Model):
    """A page of blocks. `draft` is what is being written (null: nothing unpublished); readers see `version`.

    Blocks are a list of typed objects with stable ids (docs/blocks.md, schema in library/blocks.py).
    `draft_stamp` counts the saves of the draft, so that a stale form is noticed and nothing is overwritten unseen.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="module")
    draft = models.JSONField(null=True, blank=True)
    draft_title = models.CharField(max_length=200, blank=True)
    draft_stamp = models.PositiveIntegerField(default=0)
    draft_saved_at = models.DateTimeField(null=True, blank=True)
    version = models.ForeignKey("Version", models.PROTECT, null=True, blank=True, related_name="+")
    for_need_id = models.BigIntegerField(null=True, blank=True)  # the need it is written for; needs is a floor above

    objects = ModuleQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.item)


class Version(models.Model):
    """What was published, once and for all, with a word about what changed.

    `credits` says of each block, by its id, in which version it got its present words; null where nobody worked it out.
    """

    module = models.ForeignKey(Module, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    blocks = models.JSONField(default=list)
    credits = models.JSONField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="versions")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["module", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"
