"""Events: when, where, who hosts, how many fit; and what came of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from upwell.gatherings.models.circle import Circle, Membership
from upwell.gatherings.models.series import Series
from upwell.library.models import Item
from upwell.people.models import Person


class EventQuerySet(models.QuerySet["Event"]):
    """Events, by when they are and who may see them."""

    def visible_to(self, person: Person) -> EventQuerySet:
        """Those whose card `person` may see; of a private circle, those of the circles they are in.

        `thread` is where they are talked about.
        """
        cards = Item.objects.visible_to(person).filter(pk=models.OuterRef("pk"))
        inside = Membership.objects.filter(circle=models.OuterRef("circle"), person=person, since__isnull=False)
        seen = self.alias(thread=F("item__thread"))
        return seen.filter(models.Exists(cards) | models.Exists(inside))

    def standing(self) -> EventQuerySet:
        """Those not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def coming(self, now: datetime) -> EventQuerySet:
        """Those with a date that are not over at `now`, the cancelled among them, which one should know of."""
        return self.filter(ends_at__gt=now)

    def not_over(self, now: datetime) -> EventQuerySet:
        """Those to come, and those that still look for a date."""
        return self.filter(Q(ends_at__gt=now) | Q(starts_at__isnull=True))

    def undated(self) -> EventQuerySet:
        """Those still looking for a date."""
        return self.filter(starts_at__isnull=True)

    def past(self, now: datetime) -> EventQuerySet:
        """Those that took place."""
        return self.standing().filter(ends_at__lte=now)

    def with_card(self) -> EventQuerySet:
        """Loads what a row of a list shows."""
        return self.select_related("item__thread", "host__team", "circle")


class Event(models.Model):
    """A session at a time: `day` and `time` are what the clock on the wall of `time_zone` shows, and are what holds;
    `starts_at` and `ends_at` follow from them. Without a day it still looks for one (`DateOption`).

    `seats` is how many fit (null: as many as come); `going_count` and `waiting_count` are kept by the actions.
    `next_place` is the queue's next number. `uid` and `sequence` are what calendars know it by (RFC 5545): the first
    never changes, the second grows with every change that matters to them.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="event")
    host = models.ForeignKey(Person, models.PROTECT, related_name="hosted_events")
    circle = models.ForeignKey(Circle, models.PROTECT, null=True, blank=True, related_name="events")
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="events")
    series_day = models.DateField(null=True, blank=True)  # the day the rule named, wherever it was moved to
    day = models.DateField(null=True, blank=True)
    time = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    call_url = models.URLField(max_length=500, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    going_count = models.PositiveIntegerField(default=0)
    waiting_count = models.PositiveIntegerField(default=0)
    next_place = models.PositiveIntegerField(default=1)
    notes = models.TextField(max_length=20_000, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    for_need_id = models.BigIntegerField(null=True, blank=True)  # the need it is planned for; needs is a floor above
    uid = models.UUIDField(unique=True)
    sequence = models.PositiveIntegerField(default=0)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats__gte=1), name="event_has_a_seat"),
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(going_count__lte=F("seats")), name="event_never_overfull"
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=True, time__isnull=True, starts_at__isnull=True, ends_at__isnull=True)
                | Q(day__isnull=False, time__isnull=False, starts_at__isnull=False, ends_at__isnull=False),
                name="event_dated_or_not",
            ),
            models.UniqueConstraint(fields=["series", "series_day"], name="series_date_once"),
        ]
        indexes = [
            models.Index(fields=["starts_at", "item"], name="event_in_order", condition=Q(starts_at__isnull=False)),
            models.Index(fields=["-starts_at", "-item"], name="event_latest", condition=Q(starts_at__isnull=False)),
            models.Index(fields=["circle", "starts_at"], name="event_of_circle", condition=Q(circle__isnull=False)),
            models.Index(fields=["for_need_id"], name="event_for_need", condition=Q(for_need_id__isnull=False)),
            models.Index(fields=["host", "starts_at"], name="event_of_host"),
            models.Index(
                fields=["starts_at"],
                name="event_to_remind",
                condition=Q(reminded_at__isnull=True, cancelled_at__isnull=True, starts_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.item.title

    def get_absolute_url(self) -> str:
        """The event's page."""
        return reverse("gatherings:event", args=[self.pk])

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return self.ends_at is not None and self.ends_at <= now

    def has_begun(self, now: datetime) -> bool:
        """Whether it is on or over."""
        return self.starts_at is not None and self.starts_at <= now

    @property
    def is_full(self) -> bool:
        """Whether the next one has to wait."""
        return self.seats is not None and self.going_count >= self.seats

    @property
    def length(self) -> timedelta:
        """How long it takes."""
        return timedelta(minutes=self.minutes)


class Cancellation(models.Model):
    """That an event was called off, by whom and with what word."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="cancellation")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    word = models.CharField(max_length=500)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.word


class Material(models.Model):
    """Something to read before or look at afterwards: slides, a recording, a module; by its address."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "url"], name="material_once")]

    def __str__(self) -> str:
        return self.title
