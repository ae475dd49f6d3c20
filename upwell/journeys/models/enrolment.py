"""Who walks a path: since when, with whom beside them, and which steps are done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upwell.journeys.models.path import Path
from upwell.journeys.models.rule import Rule
from upwell.journeys.models.step import Step
from upwell.media.models import StoredFile
from upwell.people.models import Person


class How(models.TextChoices):
    """How somebody came onto a path."""

    SELF = "self", _("by oneself")
    ASSIGNED = "assigned", _("a colleague gave it to them")
    RULE = "rule", _("a rule gave it to them")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Walks, by whether they go on."""

    def going_on(self) -> EnrolmentQuerySet:
        """Those neither finished nor left."""
        return self.filter(finished_at__isnull=True, left_at__isnull=True)

    def standing(self) -> EnrolmentQuerySet:
        """Those not left."""
        return self.filter(left_at__isnull=True)

    def with_nothing_left(self) -> EnrolmentQuerySet:
        """Those whose every step that can be done is done, of paths that have steps."""
        done = StepDone.objects.filter(enrolment=models.OuterRef(models.OuterRef("pk")), step=models.OuterRef("pk"))
        steps = Step.objects.filter(path=models.OuterRef("path"))
        left = steps.walkable(timezone.localdate()).filter(~models.Exists(done))
        return self.filter(models.Exists(steps), ~models.Exists(left))

    def visible_to(self, person: Person) -> EnrolmentQuerySet:
        """One's own, and those of whom one is the buddy."""
        return self.filter(Q(person=person) | Q(buddy=person))

    def beside(self, person: Person) -> EnrolmentQuerySet:
        """Those with whom `person` goes along; of those that came to their end, or whose walker has left the
        organisation, those in which something was shared with them, so that it is not lost with the walk."""
        shared = StepDone.objects.filter(enrolment=models.OuterRef("pk"), is_shared=True)
        told = models.Exists(shared.exclude(words="", file=None))
        going_on = Q(finished_at__isnull=True, left_at__isnull=True)
        ended = Q(finished_at__isnull=False, left_at__isnull=True) | Q(left_at__isnull=False, person__is_active=False)
        return self.filter(going_on | (ended & told), buddy=person)


class Enrolment(models.Model):
    """One person's walk on one path. `day` is the anchor's day for them; `until` is the last day it holds, if it ends.

    `rule` is the rule they fit (null: somebody, or they themselves). Left and entered again, it is the same walk; `left_by`
    is whoever ended it (null: they fitted the rule no longer, or left), and what somebody ended no rule takes up again.
    """

    path = models.ForeignKey(Path, models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="enrolments")
    how = models.CharField(max_length=10, choices=How)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    rule = models.ForeignKey(Rule, models.SET_NULL, null=True, blank=True, related_name="enrolments")
    buddy = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="accompanies", db_index=False
    )
    day = models.DateField()
    until = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "person"], name="enrolled_once")]
        indexes = [
            models.Index(
                fields=["person"],
                name="enrolment_going_on",
                condition=Q(finished_at__isnull=True, left_at__isnull=True),
            ),
            models.Index(fields=["buddy"], name="enrolment_of_buddy", condition=Q(buddy__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.path_id}"

    def get_absolute_url(self) -> str:
        """The walk, as its buddy sees it."""
        return reverse("journeys:walk", args=[self.pk])


class StepDone(models.Model):
    """That somebody did a step, and what they leave of it.

    `words` (what one thought) and `file` (what one recorded) are theirs alone, and their buddy's where `is_shared`.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="done")
    step = models.ForeignKey(Step, models.CASCADE, related_name="done")
    at = models.DateTimeField()
    words = models.TextField(max_length=4000, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    met = models.ManyToManyField(Person, blank=True, related_name="+")
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "step"], name="step_done_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.step_id}"


class Certificate(models.Model):
    """That somebody walked a path to its end; whoever has `key` can prove it, so what it says is kept as it was said."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="certificate")
    key = models.UUIDField(unique=True)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.title}"

    def get_absolute_url(self) -> str:
        """The page that proves it."""
        return reverse("journeys:certificate", args=[self.key])
