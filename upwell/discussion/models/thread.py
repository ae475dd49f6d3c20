"""Threads: where everything that is said about one thing hangs together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


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
    flagged_count = models.PositiveIntegerField(default=0, db_default=0)  # people whose flag nobody has answered yet
    suggestion_count = models.PositiveIntegerField(default=0, db_default=0)  # suggestions that wait
    needs_attention = models.BooleanField(default=False, db_default=False)  # see discussion/score.py

    class Meta:
        indexes = [
            models.Index(
                F("found_useful_count").desc(),
                F("id").desc(),
                name="thread_most_useful",
                condition=Q(found_useful_count__gt=0),
            ),
            models.Index(fields=["id"], name="thread_needs_attention", condition=Q(needs_attention=True)),
        ]

    def __str__(self) -> str:
        return f"thread {self.pk}"
