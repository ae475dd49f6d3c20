"""The search for a date: what was proposed, and who would come when."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from upwell.gatherings.models.event import Event
from upwell.gatherings.wall_clock import moment_of
from upwell.people.models import Person


class DateOption(models.Model):
    """A date proposed for an event that has none yet, by the clock on the wall of the event's time zone."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="options")
    day = models.DateField()
    time = models.TimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day", "time", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "day", "time"], name="date_proposed_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.time:%H:%M}"

    def has_gone_by(self, event: Event, now: datetime) -> bool:
        """Whether it is too late for it, by the clock of its event."""
        return moment_of(self.day, self.time, event.time_zone) <= now


class Willing(models.Model):
    """That somebody would come on a proposed date; once it is chosen, they have a seat in the order they said so."""

    option = models.ForeignKey(DateOption, models.CASCADE, related_name="willing")
    person = models.ForeignKey(Person, models.CASCADE, related_name="would_come")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["option", "person"], name="would_come_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.option}"
