"""Calendars to subscribe to: one's own, and a circle's, at an address that only one knows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from upwell.gatherings.models.circle import Circle
from upwell.people.models import Person


class FeedQuerySet(models.QuerySet["Feed"]):
    """Feeds, by whether their address still works."""

    def live(self) -> FeedQuerySet:
        """Those not revoked, of people who are here; of a circle, while they are in it."""
        from_inside = models.Exists(
            Circle.objects.filter(
                pk=models.OuterRef("circle"),
                memberships__person=models.OuterRef("person"),
                memberships__since__isnull=False,
            )
        )
        alive = self.filter(revoked_at__isnull=True, person__is_active=True)
        return alive.filter(Q(circle__isnull=True) | from_inside)


class Feed(models.Model):
    """What a calendar program reads: `body` is written when something in it changes, never when it is read.

    `key` is half of the address; the other half is a signature with the installation's secret, so that who reads the
    database alone cannot read calendars. `etag` changes with the body.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, blank=True, related_name="feeds")
    key = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    body = models.TextField(blank=True)
    etag = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "circle"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="one_live_feed_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.circle or 'own'}"
