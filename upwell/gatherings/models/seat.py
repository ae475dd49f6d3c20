"""Seats: who comes to an event, who waits for a place, and who was there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from upwell.gatherings.models.event import Event
from upwell.people.models import Person


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats of an event, by whether somebody has one or waits for one."""

    def taken(self) -> SeatQuerySet:
        """Those who come."""
        return self.filter(taken_at__isnull=False)

    def waiting(self) -> SeatQuerySet:
        """Those who wait, in the order in which they came."""
        return self.filter(taken_at__isnull=True).order_by("place")


class Seat(models.Model):
    """That somebody wants to come: with a seat since `taken_at`, or waiting for one (null).

    `place` is their number in the queue, given under the event's lock, so that the order is the same for everybody.
    `was_promoted` says that the seat came by waiting. `was_there` is what the host noted: null where nobody did.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    place = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    was_promoted = models.BooleanField(default=False)
    was_there = models.BooleanField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="seat_once_each"),
            models.UniqueConstraint(fields=["event", "place"], name="seat_place_once"),
        ]
        indexes = [
            models.Index(fields=["event", "place"], name="seat_waiting", condition=Q(taken_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.event_id}"
