"""Progress: what one person has begun, how far they came, and what they finished. One record for each item."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from upwell.library.models import Item
from upwell.people.models import Person


class ProgressQuerySet(models.QuerySet["Progress"]):
    """Records, by whether they are finished; and whose they are."""

    def visible_to(self, person: Person) -> ProgressQuerySet:
        """One's own, whole. Nobody else ever sees where somebody is or how long it took them, whatever their role."""
        return self.filter(person=person)

    def finished(self) -> ProgressQuerySet:
        """What has been finished."""
        return self.filter(finished_at__isnull=False)

    def under_way(self) -> ProgressQuerySet:
        """What was begun and is not finished."""
        return self.filter(finished_at__isnull=True)


class Progress(models.Model):
    """How far somebody is with something. Written by actions when things happen, never when a page is looked at.

    `place` is where they were, as JSON: `block` (the part of a module), `number` (its version), `end` (whether they came
    to its end) and `answered` (which questions they answered: true where the first answer was right). `visits` is a list
    of [name, seconds]: a visit reports its whole time so far, so a report that comes twice or late counts once, and two
    devices count side by side; `seconds` is their sum. `result` is a share from 0 to 1, null where nothing is measured.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="progress", db_index=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="progress", db_index=False)
    started_at = models.DateTimeField()
    at = models.DateTimeField()
    place = models.JSONField(default=dict)
    visits = models.JSONField(default=list)
    seconds = models.PositiveIntegerField(default=0)
    result = models.FloatField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "item"], name="progress_once"),
            models.CheckConstraint(
                condition=Q(result__isnull=True) | Q(result__gte=0, result__lte=1), name="progress_result_is_a_share"
            ),
        ]
        indexes = [
            models.Index(fields=["item", "finished_at"], name="progress_of_item"),
            models.Index(
                F("person"), F("at").desc(), F("id").desc(), name="progress_under_way", condition=Q(finished_at=None)
            ),
            models.Index(
                F("person"),
                F("finished_at").desc(),
                F("id").desc(),
                name="progress_finished",
                condition=Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.item_id}"

    @property
    def is_finished(self) -> bool:
        """Whether it has been finished."""
        return self.finished_at is not None

    @property
    def minutes(self) -> int:
        """How long was really spent on it, in whole minutes; at least one where anything was."""
        return max(1, round(self.seconds / 60)) if self.seconds else 0

    @property
    def answered(self) -> dict[str, Any]:
        """Which questions were answered, by the ids of their blocks: whether the first answer was right."""
        return dict(self.place.get("answered", {}))

    @property
    def percent(self) -> int | None:
        """The result in whole percent, where one was measured."""
        return None if self.result is None else round(self.result * 100)
