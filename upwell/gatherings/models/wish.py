"""What mentoring begins with: that somebody wishes for a mentor, and that somebody would be one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.people.models import Person, Skill


class Rhythm(models.TextChoices):
    """How often the two would meet."""

    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("every month")


class MentoringWishQuerySet(models.QuerySet["MentoringWish"]):
    """Wishes, by whether they still wait."""

    def standing(self) -> MentoringWishQuerySet:
        """Those neither taken back nor met, of people who are here."""
        return self.filter(withdrawn_at__isnull=True, met_at__isnull=True, person__is_active=True)


class MentoringWish(models.Model):
    """That somebody wishes for a mentor in a skill, and what for, in their own words (`goals`).

    Nobody but they read it until somebody is proposed to them; then that colleague does. `met_at` is when a mentoring
    began from it. One at a time: what one does beside one's work, one does one after the other.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="mentoring_wishes")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    goals = models.TextField(max_length=1000)
    wished_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)

    objects = MentoringWishQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(goals=""), name="wish_has_goals"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at__isnull=True, met_at__isnull=True),
                name="one_wish_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["skill", "wished_at"],
                name="wish_waiting",
                condition=Q(withdrawn_at__isnull=True, met_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.skill}"

    def get_absolute_url(self) -> str:
        """Where it stands: on one's own desk."""
        return reverse("gatherings:mentoring")


class MentoringOfferQuerySet(models.QuerySet["MentoringOffer"]):
    """Offers, by whether they stand."""

    def standing(self) -> MentoringOfferQuerySet:
        """Those not taken back, of people who are here."""
        return self.filter(withdrawn_at__isnull=True, person__is_active=True)


class MentoringOffer(models.Model):
    """That somebody would mentor: in which skills, how many colleagues at once (`most`), and how often."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mentoring_offers")
    skills = models.ManyToManyField(Skill, related_name="+")
    most = models.PositiveSmallIntegerField(default=1)
    rhythm = models.CharField(max_length=12, choices=Rhythm, default=Rhythm.FORTNIGHTLY)
    word = models.CharField(max_length=300, blank=True)
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = MentoringOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(most__gte=1, most__lte=5), name="offer_of_one_to_five"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(withdrawn_at__isnull=True), name="one_mentoring_offer_each"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        """Where it stands: on one's own desk."""
        return reverse("gatherings:mentoring")
