"""Rhythm: how much of a week somebody gives to learning, and the weeks that stay quiet."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from upwell.people.models import Person

MINUTES = 24  # a week, until somebody chooses otherwise
FEWEST, MOST = 5, 240


class Rhythm(models.Model):
    """What somebody chose; without a row the defaults hold. `quiet_weeks` are Mondays of weeks in which nothing is planned."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="rhythm")
    minutes = models.PositiveSmallIntegerField(
        default=MINUTES, validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)]
    )
    quiet_weeks = ArrayField(models.DateField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=FEWEST, minutes__lte=MOST), name="rhythm_minutes_bounded")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.minutes} min"

    def is_quiet(self, week: date) -> bool:
        """Whether the week that begins on the Monday `week` stays quiet."""
        return week in self.quiet_weeks
