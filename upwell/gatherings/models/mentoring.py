"""Mentoring: two colleagues around a skill, from the proposal to the thanks; there for the two of them alone."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from upwell.gatherings.models.wish import MentoringOffer, MentoringWish, Rhythm
from upwell.people.models import Person, Skill


class MentoringOutcome(models.TextChoices):
    """How a mentoring, or the proposal of one, is over."""

    DECLINED = "declined", later("It did not come to be")
    LAPSED = "lapsed", later("It was left unanswered")
    ENDED = "ended", later("It has ended")


class MentoringQuerySet(models.QuerySet["Mentoring"]):
    """Mentorings, by how far they are and who may see them."""

    def visible_to(self, person: Person) -> MentoringQuerySet:
        """Those that `person` is one of the two in. It is there for nobody else, whatever their role."""
        return self.filter(Q(mentor=person) | Q(mentee=person))

    def open(self) -> MentoringQuerySet:
        """Those not over: proposed, or going on."""
        return self.filter(closed_at__isnull=True)

    def proposed(self) -> MentoringQuerySet:
        """Those that wait for a yes of one of the two, or both."""
        return self.open().filter(begun_at__isnull=True)

    def going_on(self) -> MentoringQuerySet:
        """Those that both said yes to and nobody ended."""
        return self.open().filter(begun_at__isnull=False)

    def with_pair(self) -> MentoringQuerySet:
        """Loads the two, and what it is about."""
        return self.select_related("mentor__team", "mentee__team", "skill", "offer")


class Mentoring(models.Model):
    """Two colleagues around a skill. Proposed first; `begun_at` once both said yes; `closed_at` when it is over, and
    then `outcome` says how.

    `why` holds what spoke for the two, as facts (see `upwell.gatherings.pairing.Fit`), so that each reads it from where
    they stand. `check_due` is the day on which both are asked whether it is still right. `word` is what somebody said
    when they declined, to the other alone. `for_need_id` is the need it answers; needs is a floor above.
    """

    mentor = models.ForeignKey(Person, models.PROTECT, related_name="mentors_in")
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="learns_in")
    skill = models.ForeignKey(Skill, models.PROTECT, null=True, blank=True, related_name="+")
    wish = models.ForeignKey(MentoringWish, models.PROTECT, null=True, blank=True, related_name="mentorings")
    offer = models.ForeignKey(MentoringOffer, models.PROTECT, null=True, blank=True, related_name="mentorings")
    goals = models.TextField(max_length=1000)
    rhythm = models.CharField(max_length=12, choices=Rhythm, default=Rhythm.FORTNIGHTLY)
    why: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    for_need_id = models.BigIntegerField(null=True, blank=True)
    proposed_at = models.DateTimeField()
    mentor_agreed_at = models.DateTimeField(null=True, blank=True)
    mentee_agreed_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    check_due = models.DateField(null=True, blank=True)
    check_asked_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=MentoringOutcome, blank=True)
    word = models.CharField(max_length=500, blank=True)

    objects = MentoringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="mentoring_of_two"),
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True) | Q(mentor_agreed_at__isnull=False, mentee_agreed_at__isnull=False),
                name="mentoring_begins_with_two_yeses",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="mentoring_is_over_somehow",
            ),
            models.UniqueConstraint(
                fields=["wish"], condition=Q(closed_at__isnull=True), name="one_proposal_for_a_wish"
            ),
            models.UniqueConstraint(
                fields=["mentor", "mentee"], condition=Q(closed_at__isnull=True), name="mentoring_of_two_once"
            ),
        ]
        indexes = [
            models.Index(fields=["mentor", "-proposed_at", "-id"], name="mentoring_of_mentor"),
            models.Index(fields=["mentee", "-proposed_at", "-id"], name="mentoring_of_mentee"),
            models.Index(
                fields=["check_due"],
                name="mentoring_check_due",
                condition=Q(check_asked_at__isnull=True, closed_at__isnull=True, begun_at__isnull=False),
            ),
            models.Index(
                fields=["proposed_at"],
                name="mentoring_waiting",
                condition=Q(closed_at__isnull=True, begun_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return _("Mentoring: %(skill)s") % {"skill": self.skill.name} if self.skill else _("Mentoring")

    def get_absolute_url(self) -> str:
        """Its page, for the two."""
        return reverse("gatherings:pair", args=[self.pk])

    def is_of(self, person: Person) -> bool:
        """Whether somebody is one of the two."""
        return person.pk in {self.mentor_id, self.mentee_id}

    def other(self, person: Person) -> Person:
        """The one of the two that `person` is not."""
        return self.mentee if person.pk == self.mentor_id else self.mentor

    def has_agreed(self, person: Person) -> bool:
        """Whether one of the two has said yes."""
        agreed = self.mentor_agreed_at if person.pk == self.mentor_id else self.mentee_agreed_at
        return agreed is not None

    @property
    def is_open(self) -> bool:
        """Whether it is proposed or goes on."""
        return self.closed_at is None

    @property
    def goes_on(self) -> bool:
        """Whether both said yes and nobody ended it."""
        return self.begun_at is not None and self.closed_at is None
