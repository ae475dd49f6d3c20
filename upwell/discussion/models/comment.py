"""Comments: what somebody says in a thread, in their name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from upwell.discussion.models.anchor import Anchor
from upwell.discussion.models.fix import Fix
from upwell.discussion.models.thread import Thread


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments of a thread."""

    def shown(self) -> CommentQuerySet:
        """Those not taken back."""
        return self.filter(removed_at__isnull=True)

    def first_words(self) -> CommentQuerySet:
        """Those that begin something, as against replies."""
        return self.filter(reply_to__isnull=True)

    def open_questions(self) -> CommentQuerySet:
        """Questions nobody has answered."""
        return self.shown().filter(is_question=True, solved_by__isnull=True, fix__isnull=True)


class Comment(models.Model):
    """What somebody said in a thread: of the whole, of one block, of a sentence, or in reply to another comment.

    `mentions` holds whom it names as [{"id": 7, "name": "Amara Okafor"}], so that a page of comments needs no second
    look-up. A question is answered by the reply in `solved_by`, or by a `fix`.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    text = models.TextField(max_length=5000)
    is_nameless = models.BooleanField(default=False, db_default=False)  # said by whoever asked without their name
    block = models.CharField(max_length=40, blank=True, default="", db_default="")
    anchor = models.ForeignKey(Anchor, models.PROTECT, null=True, blank=True, related_name="comments")
    reply_to = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    is_question = models.BooleanField(default=False, db_default=False)
    solved_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    fix = models.ForeignKey(Fix, models.PROTECT, null=True, blank=True, related_name="comments")
    mentions = models.JSONField(default=list, blank=True, db_default=models.Value([], models.JSONField()))
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
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
