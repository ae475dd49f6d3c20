"""Fixes: what was changed because readers said so."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from upwell.discussion.models.thread import Thread


class Fix(models.Model):
    """One change that answered what readers flagged: 'you said, we changed'.

    `number` is the version it came with, `waited` the time since the oldest flag it answered (none: nobody had
    flagged it). Whoever is `credited` suggested it.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="fixes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    credited = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    block = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    word = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    waited = models.DurationField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["thread", "-at", "-id"], name="fix_newest")]
        verbose_name_plural = "fixes"

    def __str__(self) -> str:
        return f"{self.before[:40]} → {self.after[:40]}"

    @property
    def flagged_at(self) -> datetime:
        """When the oldest flag it answered was left; when it was made, where there was none."""
        return self.at - (self.waited or timedelta())
