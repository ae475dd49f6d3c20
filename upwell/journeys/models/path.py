"""Paths: what one walks over days or weeks, from a day that counts, on a line with people in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.library.models import Item
from upwell.people.models import Person


class Anchor(models.TextChoices):
    """From which day the steps are counted."""

    CHOSEN = "chosen", _("the day one begins it")
    JOINED = "joined", _("the day somebody joins")
    ROLE = "role", _("the day somebody starts a new role")
    LEAVES = "leaves", _("somebody’s last day")


class PathQuerySet(models.QuerySet["Path"]):
    """Paths, by who may see them and whether they can be begun."""

    def visible_to(self, person: Person) -> PathQuerySet:
        """Those whose card `person` may see, and those they were put on."""
        cards = Item.objects.visible_to(person).filter(pk=models.OuterRef("pk"))
        walked = Path.objects.filter(pk=models.OuterRef("pk"), enrolments__person=person)
        return self.filter(models.Exists(cards) | models.Exists(walked))

    def current(self) -> PathQuerySet:
        """Those that are out, and neither retired nor past their life span."""
        return self.filter(pk__in=Item.objects.current().values("pk"))

    def with_card(self) -> PathQuerySet:
        """Loads what a row of a list shows."""
        return self.select_related("item__owner__team")


class Path(models.Model):
    """A line of steps behind a card. Steps are due so many working days from the `anchor`'s day.

    `days` is how long it holds, in days from when one entered (null: as long as it takes). `step_count` is kept by the
    actions. `is_onboarding` says that whoever walks it is new, so that growth of their ties belongs beside completion.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="path")
    anchor = models.CharField(max_length=10, choices=Anchor, default=Anchor.CHOSEN)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    has_buddy = models.BooleanField(default=False)
    has_certificate = models.BooleanField(default=False)
    is_onboarding = models.BooleanField(default=False)
    step_count = models.PositiveSmallIntegerField(default=0)

    objects = PathQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__gte=1), name="path_lasts_a_day")]

    def __str__(self) -> str:
        return self.item.title

    def get_absolute_url(self) -> str:
        """The path's page."""
        return reverse("journeys:path", args=[self.pk])


class Section(models.Model):
    """A stretch of the line under a heading of its own; its `place` is among the steps' places."""

    path = models.ForeignKey(Path, models.CASCADE, related_name="sections")
    title = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.title
