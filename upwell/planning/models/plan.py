"""A week's plan and its pieces: what was chosen, why, and what has been done of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from upwell.library.models import Item
from upwell.needs.models import Need
from upwell.people.models import Person


class PieceKind(models.TextChoices):
    """What one can do in a few minutes of a week."""

    LEARN = "learn", later("Learn")
    ANSWER = "answer", later("Answer")
    MEET = "meet", later("Meet")
    TRY = "try", later("Try")
    RECALL = "recall", later("Recall")


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans, by whose they are."""

    def visible_to(self, person: Person) -> PlanQuerySet:
        """One's own. Nobody else sees what somebody plans, or leaves, whatever their role."""
        return self.filter(person=person)


class Plan(models.Model):
    """One person's week, which begins on the Monday `week` where they are. One without pieces is quiet, or found nothing."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="plans", db_index=False)
    week = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    is_quiet = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "week"], name="plan_once_a_week")]
        indexes = [models.Index(fields=["week", "person"], name="plan_of_week")]

    def __str__(self) -> str:
        return _("The week of %(day)s") % {"day": date_format(self.week, "j F")}


class PieceQuerySet(models.QuerySet["Piece"]):
    """Pieces, by what has become of them and whose they are."""

    def open(self) -> PieceQuerySet:
        """Those not done yet."""
        return self.filter(done_at__isnull=True)

    def visible_to(self, person: Person) -> PieceQuerySet:
        """Those of one's own plans."""
        return self.filter(plan__person=person)


class Piece(models.Model):
    """One thing of a plan. `key` names it across weeks: 'item:12', 'need:7', 'person:4', 'step:9', 'recall'.

    `worth` is what it counted when the plan was chosen, in points (docs/plan.md). `title` and `url` are what it was
    called then and where it is; an item or a need behind it says what it is called now, and is asked whether one may
    still see it.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="pieces", db_index=False)
    kind = models.CharField(max_length=6, choices=PieceKind)
    key = models.CharField(max_length=40)
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    need = models.ForeignKey(Need, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    colleague = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    title = models.CharField(max_length=300)
    reason = models.CharField(max_length=400)
    url = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField()
    worth = models.PositiveSmallIntegerField()
    for_others = models.BooleanField(default=False)
    is_long = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="piece_once_a_plan")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        """Whether it has been done."""
        return self.done_at is not None


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    """What was set aside, by whether that still holds."""

    def standing(self, day: date) -> SetAsideQuerySet:
        """Declined for good, or not to come back before a later day than `day`."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day))

    def declined(self) -> SetAsideQuerySet:
        """What somebody said is not for them."""
        return self.filter(until__isnull=True)


class SetAside(models.Model):
    """That somebody put something aside: until a day (swapped, postponed), or for good ('not for me', no `until`).

    What is declined is learned from: its kind and its skills weigh less (queries/leaning.py). `skills` are ids.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="set_aside", db_index=False)
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=PieceKind)
    title = models.CharField(max_length=300)
    skills = models.JSONField(default=list)
    at = models.DateTimeField()
    until = models.DateField(null=True, blank=True)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="set_aside_once")]
        indexes = [
            models.Index(
                F("person"), F("at").desc(), F("id").desc(), name="declined_newest", condition=Q(until__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.title
