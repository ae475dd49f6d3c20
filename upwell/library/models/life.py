"""How long things hold: the events some of them wait for, what was said as days went by, and who has read up to where."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from upwell.library.models.item import Item
from upwell.people.models import Person


class HappeningQuerySet(models.QuerySet["Happening"]):
    """Events, by whether they have come."""

    def ahead(self) -> HappeningQuerySet:
        """Those that have not happened yet."""
        return self.filter(happened_on__isnull=True)


class Happening(models.Model):
    """An event with a name that things hold until, 'the new record system goes live'; a steward says when it has come."""

    name = models.CharField(max_length=120)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    happened_on = models.DateField(null=True, blank=True)
    declared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = HappeningQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="happening_name_once")]
        indexes = [models.Index(F("at").desc(), F("id").desc(), name="happening_newest")]

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    """What a day can mean in the life of an item."""

    BEGINS = "begins", _("It holds from today")
    SOON = "soon", _("It ends soon")
    OVER = "over", _("It has ended")
    REVIEW = "review", _("It is time to look at it again")


class LifeNote(models.Model):
    """That a day in an item's life was noticed, so that its owner is asked once however often the clock comes by."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="life_notes")
    stage = models.CharField(max_length=10, choices=Stage)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "stage", "day"], name="life_noted_once")]

    def __str__(self) -> str:
        return f"{self.item}: {self.stage} {self.day}"


class ReadingMark(models.Model):
    """Up to which version somebody has read an item, and which block they reached; written when they do something there."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="marks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="marks")
    number = models.PositiveIntegerField()
    block = models.CharField(max_length=40, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "item"], name="mark_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="mark_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.item}, {self.number}"
