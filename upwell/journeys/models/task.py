"""Tasks: something to try at work, with what to show for it and who looks at it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.library.models import Item
from upwell.people.models import Person


class Looker(models.TextChoices):
    """As what somebody looks at what a colleague tried."""

    BUDDY = "buddy", _("a buddy")
    COACH = "coach", _("a coach")
    LEAD = "lead", _("the lead")
    PEER = "peer", _("a peer who does the same")


class Evidence(models.TextChoices):
    """What one can show for a task."""

    WORDS = "words", _("words")
    PICTURE = "picture", _("a picture")
    RECORDING = "recording", _("a recording")


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks, by who may see them and how they are loaded."""

    def visible_to(self, person: Person) -> TaskQuerySet:
        """Those whose card `person` may see."""
        return self.filter(models.Exists(Item.objects.visible_to(person).filter(pk=models.OuterRef("pk"))))

    def with_card(self) -> TaskQuerySet:
        """Loads what a row of a list shows."""
        return self.select_related("item__owner__team", "item__thread")


class Task(models.Model):
    """Something to try at work. `what` is what to do (Markdown), `show` what to show for it, `evidence` in which ways.

    `lookers` are those of whom one is chosen to look; `checklist` are the lines they look for, kept by their words. An
    experiment asks for a guess before, and for the result after. The counts are kept by the actions.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="task")
    what = models.TextField(max_length=10_000)
    show = models.CharField(max_length=500)
    evidence = ArrayField(models.CharField(max_length=10, choices=Evidence))
    lookers = ArrayField(models.CharField(max_length=10, choices=Looker))
    checklist = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    is_experiment = models.BooleanField(default=False)
    tried_count = models.PositiveIntegerField(default=0)
    accepted_count = models.PositiveIntegerField(default=0)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=[]), name="task_asks_for_something"),
            models.CheckConstraint(condition=~Q(lookers=[]), name="task_has_somebody_to_look"),
        ]

    def __str__(self) -> str:
        return self.item.title

    def get_absolute_url(self) -> str:
        """The task's page."""
        return reverse("journeys:task", args=[self.pk])
