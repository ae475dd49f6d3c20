"""Rules: who gets a path without anybody having to think of it."""

from __future__ import annotations

from django.db import models

from upwell.journeys.models.path import Path
from upwell.people.models import Person, Skill, Team


class RuleQuerySet(models.QuerySet["Rule"]):
    """Rules, by whether they hold."""

    def live(self) -> RuleQuerySet:
        """Those that hold now."""
        return self.filter(live_at__isnull=False)


class Rule(models.Model):
    """Whoever fits everything that a rule says gets the path; a path with several rules takes whoever fits any.

    `team` includes the teams below it; `title` and `place` are meant as a whole, upper and lower case being one; `skill`
    means that one cannot do it yet; `joined_after` is a day. It holds from `live_at` on (null: it is still being thought of).
    """

    path = models.ForeignKey(Path, models.CASCADE, related_name="rules")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=150, blank=True)
    place = models.CharField(max_length=120, blank=True)
    skill = models.ForeignKey(Skill, models.CASCADE, null=True, blank=True, related_name="+")
    joined_after = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    live_at = models.DateTimeField(null=True, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.path_id}: {self.team or self.title or self.place or self.skill or self.joined_after or '*'}"
