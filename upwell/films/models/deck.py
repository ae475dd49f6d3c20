"""Slides on their way into a storyboard: a file that was brought, and what became of it."""

from __future__ import annotations

from django.db import models

from upwell.films.models.storyboard import Storyboard
from upwell.media.models import MakingState, StoredFile


class Deck(models.Model):
    """A PDF or a presentation that somebody brought; once read, each of its pages is a scene. `told` is what did not come
    along, or how its slides were drawn, a sentence each; `fault` why nothing came of it."""

    storyboard = models.ForeignKey(Storyboard, models.CASCADE, related_name="decks")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=MakingState, default=MakingState.WAITING)
    scene_count = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=list)
    fault = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["storyboard", "-id"], name="deck_latest")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_work(self) -> bool:
        """Whether its scenes are still to come."""
        return self.state in {MakingState.WAITING, MakingState.WORKING}
