"""Cards: questions of finished modules and one's own, which come back at the right time; and what was answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from upwell.library.models import Item
from upwell.people.models import Person


class Prompt(models.Model):
    """A question of a module as its current version asks it, shared by the cards of everybody who finished the module.

    `fingerprint` is the SHA-256 of what is asked and answered; a version that changes it resets the cards.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="prompts", db_index=False)
    block = models.CharField(max_length=40)
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    number = models.PositiveIntegerField(help_text=_("The version it is taken from."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "block"], name="prompt_once")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.block}"


class CardQuerySet(models.QuerySet["Card"]):
    """Cards, by whether they still come back, and whose they are."""

    def visible_to(self, person: Person) -> CardQuerySet:
        """One's own. Nobody else sees what somebody practises, or forgets, whatever their role."""
        return self.filter(person=person)

    def live(self) -> CardQuerySet:
        """Those that still come back."""
        return self.filter(ended_at__isnull=True)


class Card(models.Model):
    """Something one person wants to go on knowing: a question of a module (`prompt`), or one's own `front` and `back`.

    `stability` (days until the chance to remember is 90 in 100) and `difficulty` (1 to 10) are FSRS's, null until the
    first answer. `reset_why` says in words why it began anew.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="cards", db_index=False)
    prompt = models.ForeignKey(Prompt, models.CASCADE, null=True, blank=True, related_name="cards")
    front = models.CharField(max_length=500, blank=True)
    back = models.CharField(max_length=1000, blank=True)
    made_at = models.DateTimeField()
    due = models.DateTimeField()
    stability = models.FloatField(null=True, blank=True)
    difficulty = models.FloatField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reset_at = models.DateTimeField(null=True, blank=True)
    reset_why = models.CharField(max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "prompt"], name="card_once_a_question"),
            models.CheckConstraint(
                condition=Q(prompt__isnull=False, front="") | Q(prompt__isnull=True) & ~Q(front="") & ~Q(back=""),
                name="card_is_a_question_or_ones_own",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "due", "id"], name="card_due", condition=Q(ended_at__isnull=True)),
            models.Index(
                F("person"), F("made_at").desc(), F("id").desc(), name="card_newest", condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.front or str(self.prompt)


class Rating(models.IntegerChoices):
    """How well one remembered, in the four steps that FSRS knows."""

    AGAIN = 1, _("Forgot")
    HARD = 2, _("Barely")
    GOOD = 3, _("Knew it")
    EASY = 4, _("Easily")


class Review(models.Model):
    """One answer to a card. `key` is made where it is given, so that one sent twice counts once.

    `predicted` is the chance to remember that FSRS gave before the answer, from 0 to 1: null at the first answer, and
    where the same day's answer came before. With it recall is measured. `counts` is false for an answer that came after
    a later one, from another device: it is kept, and changes nothing.
    """

    card = models.ForeignKey(Card, models.CASCADE, related_name="reviews", db_index=False)
    key = models.CharField(max_length=40)
    rating = models.PositiveSmallIntegerField(choices=Rating)
    at = models.DateTimeField()
    sent_at = models.DateTimeField()
    predicted = models.FloatField(null=True, blank=True)
    counts = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "key"], name="review_once"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=4), name="review_rating_known"),
        ]
        indexes = [
            models.Index(fields=["at"], name="review_predicted", condition=Q(predicted__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.card_id}: {self.rating}"
