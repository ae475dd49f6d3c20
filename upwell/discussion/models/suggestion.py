"""Suggestions: a change somebody proposes, which those who wrote the thing accept or decline."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from upwell.discussion.models.anchor import LONGEST_CONTEXT, Anchor
from upwell.discussion.models.fix import Fix
from upwell.discussion.models.thread import Thread


class SuggestionState(models.TextChoices):
    """What became of a suggestion."""

    OPEN = "open", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Suggestions, by what became of them."""

    def waiting(self) -> SuggestionQuerySet:
        """Those nobody has decided."""
        return self.filter(state=SuggestionState.OPEN)

    def on_the_way(self) -> SuggestionQuerySet:
        """Those accepted into a draft that is not out yet."""
        return self.filter(state=SuggestionState.ACCEPTED, became__isnull=True)

    def decided(self) -> SuggestionQuerySet:
        """Those that somebody accepted, declined or took back."""
        return self.exclude(state=SuggestionState.OPEN)


class Suggestion(models.Model):
    """`before` should read `after`: words of the text `field` of `block`, as it is written (with its Markdown).

    `prefix`, `suffix` and `start` say which of several equal words are meant; `anchor` is the same place as readers see
    it (None: the whole block). An accepted one became version `became`; without one it is in a draft that waits for a review.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="suggestions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="suggested_changes")
    block = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    before = models.TextField()
    after = models.TextField(blank=True)
    prefix = models.CharField(max_length=LONGEST_CONTEXT, blank=True)
    suffix = models.CharField(max_length=LONGEST_CONTEXT, blank=True)
    start = models.PositiveIntegerField(default=0)
    anchor = models.ForeignKey(Anchor, models.PROTECT, null=True, blank=True, related_name="suggestions")
    why = models.CharField(max_length=500, blank=True)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="suggestions_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField(max_length=500, blank=True)
    became = models.PositiveIntegerField(null=True, blank=True)
    fix = models.OneToOneField(Fix, models.PROTECT, null=True, blank=True, related_name="suggestion")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["thread", "-id"], name="suggestion_newest"),
            models.Index(fields=["thread"], name="suggestion_waiting", condition=Q(state="open")),
            models.Index(
                fields=["thread"], name="suggestion_on_the_way", condition=Q(state="accepted", became__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before[:40]} → {self.after[:40]}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it."""
        return self.state == SuggestionState.OPEN

    @property
    def is_on_the_way(self) -> bool:
        """Whether it was accepted into a draft that is not out yet."""
        return self.state == SuggestionState.ACCEPTED and self.became is None
