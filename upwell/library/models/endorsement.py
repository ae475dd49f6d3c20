"""Who vouches for what: experts, endorsements, the topics that need a review first, and those reviews."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.library.models.item import Item
from upwell.people.models import Person, Skill


class Expert(models.Model):
    """That a steward named somebody as the one to ask about a skill: they may endorse and review what is about it."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="experts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="expert_in")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["skill", "person"], name="expert_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.skill}"


class Regulation(models.Model):
    """That the organisation regulates a skill: what is about it is reviewed before it is published. `why` is for authors."""

    skill = models.OneToOneField(Skill, models.CASCADE, primary_key=True, related_name="regulation")
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.skill)


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    """Endorsements, by whether they still stand."""

    def standing(self) -> EndorsementQuerySet:
        """Those not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Endorsement(models.Model):
    """That a steward or an expert vouches for one version of an item; what comes later is not vouched for by it."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="endorsements")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="endorsements")
    at = models.DateTimeField()
    word = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-at"]
        constraints = [models.UniqueConstraint(fields=["item", "by", "number"], name="endorsed_once_each")]

    def __str__(self) -> str:
        return f"{self.by}: {self.item}, {self.number}"


class ReviewState(models.TextChoices):
    """What has become of a review."""

    WAITING = "waiting", _("waiting for a review")
    APPROVED = "approved", _("approved")
    SENT_BACK = "sent_back", _("sent back")
    WITHDRAWN = "withdrawn", _("taken back")


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews, by what became of them and who may look."""

    def waiting(self) -> ReviewQuerySet:
        """Those nobody has decided."""
        return self.filter(state=ReviewState.WAITING)

    def for_reviewer(self, person: Person) -> ReviewQuerySet:
        """What `person` may decide: a steward everything, an expert what is about their skills; nobody what they wrote."""
        wrote = models.Exists(Item.objects.filter(pk=models.OuterRef("item"), authorships__person=person))
        rows = self.exclude(Q(item__owner=person) | Q(asked_by=person)).filter(~wrote)
        if person.is_steward:
            return rows
        about = Expert.objects.filter(
            person=person, skill__items=models.OuterRef("item"), skill__regulation__isnull=False
        )
        return rows.filter(models.Exists(about))

    def visible_to(self, person: Person) -> ReviewQuerySet:
        """Reviews of what one writes or owns, and those one may decide."""
        own = models.Exists(Item.objects.filter(pk=models.OuterRef("item"), authorships__person=person))
        decides = self.for_reviewer(person).values("pk")
        return self.filter(Q(own) | Q(item__owner=person) | Q(asked_by=person) | Q(pk__in=decides))


class Review(models.Model):
    """A draft as it was sent to be reviewed, and what the reviewer said. What is approved is this text and no other.

    `stamp` counts how often its author sent a newer text while it waited, so that nobody approves words unseen. `answers`
    are the places whose flags it answers once it is out: a block's id and an anchor's, or null.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="reviews")
    title = models.CharField(max_length=200)
    blocks = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    answers = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    stamp = models.PositiveIntegerField(default=1)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="reviews_asked")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.WAITING)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="reviews_decided")
    decided_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField(max_length=1000, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True, help_text=_("The version it became."))

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item"], name="review_waits_once", condition=Q(state="waiting"))]
        indexes = [
            models.Index(F("asked_at"), F("id"), name="review_waiting", condition=Q(state="waiting")),
            models.Index(fields=["item", "-asked_at"], name="review_of_item"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is read and decided."""
        return reverse("library:review", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided it."""
        return self.state == ReviewState.WAITING
