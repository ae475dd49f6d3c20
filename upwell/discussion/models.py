"""What people say about a need or an item: comments, and typed reactions with their counts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Thread(models.Model):
    """Where comments and reactions hang. The counts are kept by the actions, in the same transaction."""

    comment_count = models.PositiveIntegerField(default=0)
    learned_count = models.PositiveIntegerField(default=0)
    useful_count = models.PositiveIntegerField(default=0)
    outdated_count = models.PositiveIntegerField(default=0)
    unclear_count = models.PositiveIntegerField(default=0)
    question_count = models.PositiveIntegerField(default=0)
    reader_count = models.PositiveIntegerField(default=0)
    found_useful_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                F("found_useful_count").desc(),
                F("id").desc(),
                name="thread_most_useful",
                condition=Q(found_useful_count__gt=0),
            )
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments of a thread."""

    def shown(self) -> CommentQuerySet:
        """Those not taken back."""
        return self.filter(removed_at__isnull=True)


class Comment(models.Model):
    """What somebody said in a thread."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    text = models.TextField(max_length=5000)
    is_nameless = models.BooleanField(default=False, db_default=False)  # said by whoever asked without their name
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["thread", "at", "id"], name="comment_in_order")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def speaker(self) -> Any:
        """Who said it, unless they do without their name."""
        return None if self.is_nameless else self.by


class Kind(models.TextChoices):
    """What a reader can say with one tap."""

    LEARNED = "learned", _("I learned something")
    USEFUL = "useful", _("Useful")
    OUTDATED = "outdated", _("Out of date")
    UNCLEAR = "unclear", _("Unclear")
    QUESTION = "question", _("I have a question")


class Reaction(models.Model):
    """One person's sign on what a thread is about, or on one block of it ('' is the whole)."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="reactions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=10, choices=Kind)
    block = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "by", "kind", "block"], name="reaction_once_each")]

    def __str__(self) -> str:
        return f"{self.by}: {self.kind}"
