"""Steps: what one does on a path, whom one meets, and what has to come first."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from upwell.journeys.models.path import Path
from upwell.library.models import Item
from upwell.people.models import Person


class StepKind(models.TextChoices):
    """What a step can be."""

    MODULE = "module", _("Module")
    LINK = "link", _("Link")
    EVENT = "event", _("Event, any of these dates")
    TASK = "task", _("Task")
    RECORDING = "recording", _("Recording")
    MEET = "meet", _("Meet somebody")
    CHOICE = "choice", _("One of these")
    REFLECTION = "reflection", _("Reflection")


BY_ITEMS = {StepKind.MODULE, StepKind.LINK, StepKind.EVENT, StepKind.TASK, StepKind.CHOICE}  # done when an item is


class Whom(models.TextChoices):
    """Whom a step brings one together with."""

    BUDDY = "buddy", _("their buddy")
    NEIGHBOURS = "neighbours", _("two neighbours from other teams")
    ASKER = "asker", _("somebody who asked what they asked")
    LEAD = "lead", _("whom they report to")
    PERSON = "person", _("a colleague you name")


class Shown(models.TextChoices):
    """What of one's own a step lays beside it."""

    NOTHING = "", _("nothing")
    MODULES = "modules", _("what they look after here")
    NEEDS = "needs", _("their needs that still wait")


class StepQuerySet(models.QuerySet["Step"]):
    """Steps, by whether there is still something to do in them."""

    def walkable(self, today: date) -> StepQuerySet:
        """Those one can do: what holds items holds at least one that is out and has not ended."""
        held = Item.objects.filter(steps=models.OuterRef("pk"))
        by_hand = ~Q(kind__in=BY_ITEMS) | ~models.Exists(held)
        return self.filter(by_hand | models.Exists(held.current(today)))


class Step(models.Model):
    """One step. `offset` is when it is due, in working days from the path's day (below zero: before it; null: no day).

    A module, link, event or task step is done when its item is; a choice, or an event with several dates, when any one of
    its items is. A task without an item is said in `words`, and whoever walks says when it is done.
    """

    path = models.ForeignKey(Path, models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=StepKind)
    title = models.CharField(max_length=200)
    words = models.TextField(max_length=2000, blank=True)
    minutes = models.PositiveSmallIntegerField(default=10)
    offset = models.SmallIntegerField(null=True, blank=True)
    items = models.ManyToManyField(Item, blank=True, related_name="steps")
    whom = models.CharField(max_length=10, choices=Whom, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    shows = models.CharField(max_length=10, choices=Shown, blank=True)
    after = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="before")

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="meet") | ~Q(whom=""), name="step_says_whom_to_meet"),
        ]
        indexes = [models.Index(fields=["path", "place"], name="step_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_meeting(self) -> bool:
        """Whether it brings people together."""
        return self.kind == StepKind.MEET
