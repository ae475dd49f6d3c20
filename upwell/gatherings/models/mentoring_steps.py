"""What happens along a mentoring: the times the two meet, what they say halfway, and their thanks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from upwell.gatherings.models.event import Event
from upwell.gatherings.models.mentoring import Mentoring
from upwell.people.models import Person


class MentoringSession(models.Model):
    """A time the two meet: planned (`event`, an event that only they see), or just told afterwards.

    `held_at` is when one of them said that they met; `note` what they want to keep of it.
    """

    mentoring = models.ForeignKey(Mentoring, models.CASCADE, related_name="sessions")
    event = models.OneToOneField(Event, models.CASCADE, null=True, blank=True, related_name="mentoring_session")
    day = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentoring", "day"], condition=Q(event__isnull=True), name="met_once_on_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentoring}: {self.day}"


class MentoringCheck(models.Model):
    """What one of the two says halfway: whether it is still right, and a word, for both to read."""

    mentoring = models.ForeignKey(Mentoring, models.CASCADE, related_name="checks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_right = models.BooleanField()
    word = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["mentoring", "by"], name="checked_once_each")]

    def __str__(self) -> str:
        return f"{self.by}: {self.word or self.is_right}"


class MentoringThanks(models.Model):
    """What one of the two says to the other at the end."""

    mentoring = models.ForeignKey(Mentoring, models.CASCADE, related_name="thanks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        verbose_name_plural = "mentoring thanks"
        constraints = [models.UniqueConstraint(fields=["mentoring", "by"], name="thanked_once_each")]

    def __str__(self) -> str:
        return f"{self.by}: {self.words}"
