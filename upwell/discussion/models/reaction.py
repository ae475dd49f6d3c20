"""Reactions: what a reader can say with one tap, of the whole, of a block, of a sentence."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from upwell.discussion.models.anchor import Anchor
from upwell.discussion.models.fix import Fix
from upwell.discussion.models.thread import Thread

LONGEST_WORDS = 500


class Kind(models.TextChoices):
    """What a reader can say with one tap."""

    LEARNED = "learned", _("I learned something")
    USEFUL = "useful", _("Useful")
    OUTDATED = "outdated", _("Out of date")
    UNCLEAR = "unclear", _("Unclear")
    QUESTION = "question", _("I have a question")


HELPED = (Kind.LEARNED, Kind.USEFUL)
FLAGS = (Kind.OUTDATED, Kind.UNCLEAR)  # given in confidence: no name without the reader's word


class ReactionQuerySet(models.QuerySet["Reaction"]):
    """Signs, by what they say and whether they were answered."""

    def waiting(self) -> ReactionQuerySet:
        """Those that no change has answered."""
        return self.filter(fix__isnull=True)

    def flags(self) -> ReactionQuerySet:
        """Those that say something is wrong."""
        return self.filter(kind__in=FLAGS)


class Reaction(models.Model):
    """One person's sign on what a thread is about ('' and no anchor), on one block of it, or on a sentence.

    `words` say more, to those who wrote it. A flag shows a name only where `is_named`; the other signs always do.
    With a `fix` it was answered, and counts no more.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="reactions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=10, choices=Kind)
    block = models.CharField(max_length=40, blank=True)
    anchor = models.ForeignKey(Anchor, models.PROTECT, null=True, blank=True, related_name="reactions")
    words = models.CharField(max_length=LONGEST_WORDS, blank=True, default="", db_default="")
    is_named = models.BooleanField(default=False, db_default=False)
    fix = models.ForeignKey(Fix, models.PROTECT, null=True, blank=True, related_name="reactions")
    at = models.DateTimeField()

    objects = ReactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "by", "kind", "block", "anchor"],
                name="reaction_once_each",
                condition=Q(fix__isnull=True),
                nulls_distinct=False,
            )
        ]
        indexes = [models.Index(fields=["thread", "by"], name="reaction_of_person")]

    def __str__(self) -> str:
        return f"{self.by}: {self.kind}"

    @property
    def shows_name(self) -> bool:
        """Whether those who wrote the thing see who left this sign."""
        return self.is_named or self.kind not in FLAGS
