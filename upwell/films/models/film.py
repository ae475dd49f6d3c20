"""The film of a storyboard: how far its making has come, and the recording it became."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from upwell.core import clock
from upwell.films.models.storyboard import Storyboard
from upwell.library.models import Item
from upwell.media.models import MakingState, StoredFile

SILENT = timedelta(minutes=5)  # whoever makes a film says every second or so that they are at it


class Film(models.Model):
    """The latest film of a storyboard. `digest` names what it is or was to be made of, `made_digest` what `file` shows.

    While a new one is made, and where that fails, the one before stays. `item` is the page that it was used on.
    """

    storyboard = models.OneToOneField(Storyboard, models.CASCADE, related_name="film")
    state = models.CharField(max_length=10, choices=MakingState, default=MakingState.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    made_digest = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    seconds = models.FloatField(default=0)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    seen_alive_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.storyboard)

    @property
    def is_in_work(self) -> bool:
        """Whether somebody is making it, or will."""
        return self.state in {MakingState.WAITING, MakingState.WORKING}

    @property
    def is_abandoned(self) -> bool:
        """Whether it should be in work and nobody has been at it for a while."""
        return self.state == MakingState.WORKING and self.seen_alive_at < clock.now() - SILENT
