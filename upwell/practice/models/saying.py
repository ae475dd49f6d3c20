"""What is said of a take beyond words: marks against what was looked for, and voices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from upwell.discussion.models import Comment
from upwell.media.models import StoredFile
from upwell.people.models import Person
from upwell.practice.models.practice import Aspect
from upwell.practice.models.take import Take


class Level(models.TextChoices):
    """How far somebody sees one thing. Words, not numbers: nothing is added up."""

    NOT_YET = "not_yet", _("not yet")
    THERE = "there", _("there")
    STRONG = "strong", _("strong")


class Mark(models.Model):
    """How one viewer saw one of the things looked for in one take, and why."""

    take = models.ForeignKey(Take, models.CASCADE, related_name="marks")
    aspect = models.ForeignKey(Aspect, models.CASCADE, related_name="marks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["take", "aspect", "by"], name="marked_once_each"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="mark_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.aspect}: {self.level}"


class VoiceNote(models.Model):
    """What somebody said about a take with their voice; the comment it belongs to says who, when and of which second."""

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="voice_note")
    take = models.ForeignKey(Take, models.CASCADE, related_name="voice_notes")
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="voice_note")

    def __str__(self) -> str:
        return str(self.comment)
