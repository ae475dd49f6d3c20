"""Anchors: which words, or which second, somebody speaks of."""

from __future__ import annotations

from django.db import models

from upwell.discussion.models.thread import Thread

LONGEST_QUOTE = 2_000  # characters: some twelve sentences; whoever means more means the whole part
LONGEST_CONTEXT = 64  # characters kept on either side, enough to tell two equal sentences apart


class Anchor(models.Model):
    """A place inside one block of what a thread is about, as the Web Annotation Data Model describes places.

    `quote`, `prefix` and `suffix` are its TextQuoteSelector, `start` and `end` its TextPositionSelector (characters of
    the block's plain text, of version `number`). In video and sound, `second` says when (seconds from the beginning).
    It is never changed: where it stands in today's text is worked out from it (discussion/anchors.py).
    Source: https://www.w3.org/TR/annotation-model/#selectors
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="anchors")
    block = models.CharField(max_length=40)
    quote = models.TextField(max_length=LONGEST_QUOTE, blank=True)
    prefix = models.CharField(max_length=LONGEST_CONTEXT, blank=True)
    suffix = models.CharField(max_length=LONGEST_CONTEXT, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    second = models.FloatField(null=True, blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["thread", "-id"], name="anchor_newest")]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="anchor_runs_forwards")
        ]

    def __str__(self) -> str:
        return self.quote[:60] or f"second {self.second}"
