"""Series: an event that comes again by a rule, with hosts who take turns."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from upwell.gatherings.models.circle import Circle
from upwell.people.models import Person


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series, by whether they go on and who may see them."""

    def going_on(self) -> SeriesQuerySet:
        """Those that nobody ended."""
        return self.filter(ended_at__isnull=True)

    def visible_to(self, person: Person) -> SeriesQuerySet:
        """Those of no circle, and those of the circles `person` may see."""
        return self.filter(Q(circle__isnull=True) | Q(circle__in=Circle.objects.visible_to(person)))


class Series(models.Model):
    """An event that comes again, at the same time by the clock on the wall of `time_zone`, from `day` on.

    `rule` is an RRULE of RFC 5545. The next few dates are opened as events of their own; `uid` names the series in
    calendars, and the identifiers of its dates follow from it.
    """

    title = models.CharField(max_length=200)
    about = models.CharField(max_length=300, blank=True)
    circle = models.ForeignKey(Circle, models.PROTECT, null=True, blank=True, related_name="series")
    by = models.ForeignKey(Person, models.PROTECT, related_name="started_series")
    day = models.DateField()
    time = models.TimeField()
    time_zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=300)
    place = models.CharField(max_length=200, blank=True)
    call_url = models.URLField(max_length=500, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    uid = models.UUIDField(unique=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(rule=""), name="series_has_title_and_rule"),
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats__gte=1), name="series_has_a_seat"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The series' page."""
        return reverse("gatherings:series", args=[self.pk])

    @property
    def length(self) -> timedelta:
        """How long each date takes."""
        return timedelta(minutes=self.minutes)


class SkippedDate(models.Model):
    """That a series does not come on a day the rule names."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="skipped")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="skipped_once")]

    def __str__(self) -> str:
        return f"{self.series}: {self.day}"


class Turn(models.Model):
    """Whose turn it is to host: everybody in the order of `place`, then the first again."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="turns")
    person = models.ForeignKey(Person, models.CASCADE, related_name="turns")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["series", "person"], name="takes_turns_once")]

    def __str__(self) -> str:
        return f"{self.series}: {self.person}"


class Regular(models.Model):
    """That somebody comes to every date: they get a seat when one is opened, in the order in which they said so."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="regulars")
    person = models.ForeignKey(Person, models.CASCADE, related_name="regular_at")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["series", "person"], name="regular_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.series}"
