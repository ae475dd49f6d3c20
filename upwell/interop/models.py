"""The files an admin has uploaded to import, what they would change, and what became of them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from upwell.people.models import Person


class Upload(models.Model):
    """Files to import, kept in the data folder until they were imported or put away; the row stays as the record of it.

    `outcome` is a `imports.outcome.Outcome` as JSON: first of the dry run, then of the import.
    """

    by = models.ForeignKey(Person, models.PROTECT, related_name="uploads")
    at = models.DateTimeField()
    names = ArrayField(models.CharField(max_length=100), default=list)
    byte_count = models.BigIntegerField(default=0)
    outcome = models.JSONField(null=True, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="upload_newest")]

    def __str__(self) -> str:
        return ", ".join(self.names)

    @property
    def folder(self) -> Path:
        """Where the files lie, as a folder to import."""
        return Path(settings.DATA) / "imports" / str(self.pk)

    @property
    def was_looked_at(self) -> bool:
        """Whether the dry run is done."""
        return self.outcome is not None

    @property
    def is_under_way(self) -> bool:
        """Whether a job is reading it or writing it at the moment, so that the page looks again by itself."""
        waits_to_be_read = not self.was_looked_at and not self.failure
        is_written = self.begun_at is not None and self.finished_at is None
        return self.put_away_at is None and (waits_to_be_read or is_written)

    @property
    def can_begin(self) -> bool:
        """Whether it was looked at, nothing stands against it, and there is something to do."""
        is_open = self.begun_at is None and self.put_away_at is None
        return is_open and bool(self.outcome and self.outcome["can_be_done"])
