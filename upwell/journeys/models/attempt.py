"""Attempts: that somebody tries a task, what they show for it, and what whoever looks at it says."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.journeys.models.task import Looker, Task
from upwell.media.models import Picture, StoredFile
from upwell.people.models import Person


class AttemptState(models.TextChoices):
    """How far an attempt has come."""

    TRYING = "trying", _("trying it")
    SHOWN = "shown", _("waits for a look")
    SENT_BACK = "sent_back", _("sent back")
    ACCEPTED = "accepted", _("accepted")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts, by whose they are and what has become of them."""

    def visible_to(self, person: Person) -> AttemptQuerySet:
        """One's own, and those one was asked to look at. Nobody else's, whatever one's role: trying is private."""
        return self.filter(Q(person=person) | Q(observer=person))

    def waiting(self) -> AttemptQuerySet:
        """Those that somebody has to look at."""
        return self.filter(state=AttemptState.SHOWN)

    def told(self) -> AttemptQuerySet:
        """Those of which whoever tried it tells the others what came of it."""
        return self.filter(told_at__isnull=False)

    def with_everything(self) -> AttemptQuerySet:
        """Loads what its page shows."""
        return self.select_related("task__item", "person__team", "observer__team", "picture", "file__recording")


class Attempt(models.Model):
    """That one person tries a task: one record each, however often it is sent back.

    `guess` is said before (an experiment), `result` with what is shown. `as_what` is the part in which the `observer`
    looks. `stamp` counts what was shown, so that nobody accepts what they have not seen. `came_of_it` is what came of it
    at work; everybody who sees the task reads it from `told_at` on, and nothing else of an attempt.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="attempts", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="attempts", db_index=False)
    state = models.CharField(max_length=10, choices=AttemptState, default=AttemptState.TRYING)
    begun_at = models.DateTimeField()
    at = models.DateTimeField()
    guess = models.CharField(max_length=500, blank=True)
    text = models.TextField(max_length=10_000, blank=True)
    picture = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    result = models.CharField(max_length=1000, blank=True)
    observer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    as_what = models.CharField(max_length=10, choices=Looker, blank=True)
    stamp = models.PositiveIntegerField(default=0)
    shown_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    came_of_it = models.CharField(max_length=1000, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "person"], name="attempt_once_each"),
            models.CheckConstraint(condition=~Q(observer=F("person")), name="attempt_seen_by_another"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False), name="attempt_accepted_when"
            ),
        ]
        indexes = [
            models.Index(F("person"), F("at").desc(), F("id").desc(), name="attempt_of_person"),
            models.Index(fields=["observer", "shown_at", "id"], name="attempt_to_look_at", condition=Q(state="shown")),
            models.Index(fields=["observer"], name="attempt_of_observer", condition=Q(observer__isnull=False)),
            models.Index(
                F("task"), F("told_at").desc(), F("id").desc(), name="attempt_told", condition=Q(told_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.task.item.title

    def get_absolute_url(self) -> str:
        """The attempt's page: what is shown, what is said of it."""
        return reverse("journeys:attempt", args=[self.pk])

    @property
    def is_accepted(self) -> bool:
        """Whether whoever looked said yes."""
        return self.state == AttemptState.ACCEPTED


class Look(models.Model):
    """What somebody said who looked: accepted or sent back, with a word, and which lines of the checklist they saw.

    `ticked` keeps lines by their words, so that a tick never counts for words that came later.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="looks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_what = models.CharField(max_length=10, choices=Looker)
    is_accepted = models.BooleanField()
    word = models.CharField(max_length=1000)
    ticked = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    stamp = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["attempt", "stamp"], name="looked_once_each")]

    def __str__(self) -> str:
        return self.word
