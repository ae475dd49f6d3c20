"""Responses: what a reader left in one part of a module. Answers to questions are never kept."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from upwell.library.models.item import Item
from upwell.library.models.module import Module
from upwell.people.models import Person


class ResponseKind(models.TextChoices):
    """To which types of block one leaves something; the same words as the types."""

    CHECKLIST = "checklist", _("Ticks")
    TASK = "task", _("A note on a task")
    REFLECTION = "reflection", _("A reflection")
    POLL = "poll", _("A vote")


class ResponseQuerySet(models.QuerySet["Response"]):
    """Responses, by whom they are shown to."""

    def of(self, person: Person) -> ResponseQuerySet:
        """One's own, all of them."""
        return self.filter(by=person)

    def shared(self) -> ResponseQuerySet:
        """Those that whoever wrote them shows to the other readers and the authors. Votes and ticks never are."""
        return self.filter(is_shared=True)

    def visible_to(self, person: Person) -> ResponseQuerySet:
        """One's own, and of modules one may see what others chose to show; private ones are nobody else's, whatever
        their part in the house."""
        return self.filter(Q(by=person) | Q(is_shared=True, module__item__in=Item.objects.visible_to(person)))

    def to_part(self, module: Module, block: str) -> ResponseQuerySet:
        """Those left in one part."""
        return self.filter(module=module, block=block)


class Response(models.Model):
    """What one person left in one part of a module, kept by the block's id, so that a new version keeps it.

    `data` by kind: checklist {"ticked": [line, ...]}; poll {"chosen": [line, ...]}; reflection {"text": str}; task
    {"text": str, "done": bool}. Lines are kept by their words: a tick or a vote never counts for words that came later.
    """

    module = models.ForeignKey(Module, models.CASCADE, related_name="responses")
    block = models.CharField(max_length=40)
    by = models.ForeignKey(Person, models.CASCADE, related_name="responses")
    kind = models.CharField(max_length=10, choices=ResponseKind)
    data = models.JSONField(default=dict)
    is_shared = models.BooleanField(default=False)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "block", "by"], name="response_once"),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(kind__in=["reflection", "task"]), name="response_shared_if_written"
            ),
        ]
        indexes = [
            models.Index(fields=["module", "by"], name="response_of_reader"),
            models.Index(fields=["module", "block", "-at", "-id"], name="response_shared", condition=Q(is_shared=True)),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.kind} in {self.module_id}"

    @property
    def text(self) -> str:
        """What was written, for those kinds that are."""
        return str(self.data.get("text", ""))

    @property
    def lines(self) -> list[Any]:
        """Which lines were ticked or chosen."""
        return list(self.data.get("ticked", self.data.get("chosen", [])))
