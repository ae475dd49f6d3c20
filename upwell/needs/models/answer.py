"""What answers a need, and what those who need it say of that, at once and at work."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from upwell.library.models import Item
from upwell.needs.models.need import Need
from upwell.people.models import Person


class Answer(models.Model):
    """The link from a need to what answers it: an item, a person to talk to, or words; exactly one of them leads."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="answers")
    by = models.ForeignKey(Person, models.PROTECT, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="named_in_answers")
    text = models.TextField(max_length=10_000, blank=True)
    at = models.DateTimeField()
    is_nameless = models.BooleanField(default=False, db_default=False)  # given by whoever asked without their name
    is_accepted = models.BooleanField(default=False)
    imported_id = models.CharField(max_length=300, null=True, blank=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, person__isnull=True)
                | Q(item__isnull=True, person__isnull=False)
                | Q(item__isnull=True, person__isnull=True) & ~Q(text=""),
                name="answer_is_one_thing",
            ),
            models.UniqueConstraint(fields=["need", "item"], name="item_answers_once"),
            models.UniqueConstraint(fields=["need", "person"], name="person_answers_once"),
        ]
        indexes = [
            models.Index(fields=["need", "at", "id"], name="answer_in_order"),
            models.Index(fields=["by", "-at"], name="answer_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.need}"

    @property
    def giver(self) -> Person | None:
        """Who answered, unless that would tell who asked without their name."""
        return None if self.is_nameless else self.by


class Outcome(models.TextChoices):
    """What a voice says of an answer."""

    SOLVED = "solved", _("solved")
    PARTLY = "partly", _("partly")
    NOT = "not", _("not solved")


class Used(models.TextChoices):
    """What came of it at work, asked thirty days later."""

    YES = "yes", _("used at work")
    NOT_YET = "not_yet", _("not yet")
    NO = "no", _("no")


class Confirmation(models.Model):
    """What one voice says of an answer: solved, partly, not; and thirty days later, whether it was used at work."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="confirmations")
    by = models.ForeignKey(Person, models.PROTECT, related_name="given_confirmations")
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    asked_again_at = models.DateTimeField(null=True, blank=True)
    used = models.CharField(max_length=10, choices=Used, blank=True)
    used_note = models.CharField(max_length=1000, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "by"], name="confirmed_once_each")]
        indexes = [
            models.Index(
                fields=["at"],
                name="confirmation_to_ask_again",
                condition=Q(asked_again_at__isnull=True) & ~Q(outcome="not"),
            ),
            models.Index(fields=["by", "-at"], name="confirmation_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.outcome}"
