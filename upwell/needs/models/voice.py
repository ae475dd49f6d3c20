"""Who needs it, how soon and why; and who hears what becomes of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from upwell.needs.models.need import Need
from upwell.people.models import Person, Team


class Urgency(models.TextChoices):
    """How soon somebody needs it."""

    NOW = "now", _("now")
    SOON = "soon", _("soon")
    SOMEDAY = "someday", _("someday")


class Voice(models.Model):
    """One person's 'me too', with how soon and why; who asks is the first voice. `team` is where they were then."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="voices")
    by = models.ForeignKey(Person, models.PROTECT, related_name="voices")
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.SOON)
    why = models.CharField(max_length=1000, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    is_nameless = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "by"], name="one_voice_each")]
        indexes = [models.Index(fields=["by", "-at"], name="voice_of_person")]

    def __str__(self) -> str:
        return f"{self.by}: {self.need}"


class Follow(models.Model):
    """That somebody wants to hear what becomes of a need; voices, helpers and answerers follow by themselves."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="follows")
    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    is_muted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "person"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.need}"
