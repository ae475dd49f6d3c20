"""A scene of a storyboard: what one sees, and what is said meanwhile."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from upwell.films.models.storyboard import Storyboard
from upwell.media.models import Picture, Recording, StoredFile


class SceneKind(models.TextChoices):
    """What one sees in a scene."""

    TEXT = "text", _("Words")
    PICTURE = "picture", _("Picture")
    SLIDE = "slide", _("Slide")
    CLIP = "clip", _("Clip")


class Scene(models.Model):
    """One scene. What it does not use (the words of a slide, the seconds of a picture) stays empty.

    `begin` and `end` are seconds of the clip's recording as it came; `end` None is its end. `voice` is narration that
    somebody recorded, and goes before `narration`, which then is what the captions say.
    """

    storyboard = models.ForeignKey(Storyboard, models.CASCADE, related_name="scenes")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=SceneKind)
    title = models.CharField(max_length=80, blank=True)
    words = models.TextField(max_length=600, blank=True)
    narration = models.TextField(max_length=3000, blank=True)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="+")
    recording = models.ForeignKey(Recording, models.SET_NULL, null=True, related_name="+")
    begin = models.FloatField(default=0)
    end = models.FloatField(null=True)
    voice = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    voice_seconds = models.FloatField(default=0)
    stamp = models.PositiveIntegerField(default=0)
    hand = models.CharField(max_length=20, blank=True)  # the open page that saved last

    class Meta:
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["storyboard", "place", "id"], name="scene_in_order")]

    def __str__(self) -> str:
        return self.title
