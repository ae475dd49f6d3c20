"""A need, what has become of it, and why a steward set it aside. No row says its state: that follows from what happened."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from upwell.core.addresses import numbered
from upwell.core.prepared import IsAmong
from upwell.discussion.models import Thread
from upwell.people.models import Person, Skill, Team


class State(models.TextChoices):
    """What has become of a need, derived from its rows."""

    OPEN = "open", _("open")
    HELPED = "helped", _("helper found")
    ANSWERED = "answered", _("answered")
    SOLVED = "solved", _("solved")
    PARKED = "parked", _("parked")
    MERGED = "merged", _("merged")


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs, by what happened to them and who may see them."""

    def visible_to(self, person: Person) -> NeedQuerySet:
        """Needs open to all; those limited to a team that `person` is in, below or leads; and one's own."""
        return self.filter(
            Q(team__isnull=True) | IsAmong("team", person.team_line) | Q(team__lead=person) | Q(asked_by=person)
        )

    def standing(self) -> NeedQuerySet:
        """Those not merged into another."""
        return self.filter(merged_into__isnull=True)

    def waiting(self) -> NeedQuerySet:
        """Those nobody has answered yet, neither parked nor merged."""
        return self.standing().filter(answered_at__isnull=True, parked_at__isnull=True)

    def unhelped(self) -> NeedQuerySet:
        """Waiting, and nobody has offered help."""
        return self.waiting().filter(first_help_at__isnull=True)

    def solved(self) -> NeedQuerySet:
        """Those who asked say it is solved."""
        return self.standing().filter(solved_at__isnull=False)

    def in_state(self, state: State) -> NeedQuerySet:
        """Those of which `state` has become; the same rule as `Need.state`."""
        if state == State.MERGED:
            return self.filter(merged_into__isnull=False)
        if state == State.PARKED:
            return self.standing().filter(parked_at__isnull=False)
        if state == State.SOLVED:
            return self.solved().filter(parked_at__isnull=True)
        if state == State.ANSWERED:
            return self.standing().filter(parked_at__isnull=True, solved_at__isnull=True, answered_at__isnull=False)
        waiting = self.waiting().filter(solved_at__isnull=True)
        return waiting.filter(first_help_at__isnull=(state == State.OPEN))

    def with_card(self) -> NeedQuerySet:
        """Loads what a row of the board shows."""
        return self.select_related("asked_by__team", "team", "thread").prefetch_related("skills")


class Need(models.Model):
    """Something somebody needs to learn, in a sentence.

    Counts and clocks are kept by the actions in the same transaction: `first_help_at` is the first offer or answer of a
    colleague, `answered_at` the first answer, `solved_at` when those who asked said it is solved. `heat` is
    log2 of the sum over voices of 2**(days since 2020 / 7): each voice counts half as much a week later, and the order
    by it never has to be computed anew.
    """

    title = models.CharField(max_length=300)
    why = models.TextField(max_length=5000, blank=True)
    for_whom = models.CharField(max_length=200, blank=True)
    goal = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="needs")
    asked_at = models.DateTimeField()
    is_nameless = models.BooleanField(default=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="needs")
    skills = models.ManyToManyField(Skill, blank=True, related_name="needs")
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="need")
    imported_id = models.CharField(max_length=200, null=True, blank=True, unique=True)
    voice_count = models.PositiveIntegerField(default=0)
    now_count = models.PositiveIntegerField(default=0)
    offer_count = models.PositiveIntegerField(default=0)
    answer_count = models.PositiveIntegerField(default=0)
    solved_count = models.PositiveIntegerField(default=0)
    partly_count = models.PositiveIntegerField(default=0)
    not_solved_count = models.PositiveIntegerField(default=0)
    used_count = models.PositiveIntegerField(default=0)
    heat = models.FloatField(default=0)
    first_help_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="need_has_a_sentence"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="need_not_merged_into_itself"),
        ]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="need_newest"),
            models.Index(fields=["-heat", "-id"], name="need_hottest", condition=Q(merged_into__isnull=True)),
            models.Index(
                fields=["asked_at", "id"],
                name="need_waiting_longest",
                condition=Q(answered_at__isnull=True, parked_at__isnull=True, merged_into__isnull=True),
            ),
            models.Index(fields=["-solved_at", "-id"], name="need_lately_solved", condition=Q(solved_at__isnull=False)),
            models.Index(fields=["-parked_at", "-id"], name="need_lately_parked", condition=Q(parked_at__isnull=False)),
            models.Index(fields=["asked_by", "-asked_at"], name="need_of_person"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="need_title_holds"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The need's page."""
        return numbered("needs:need", self.pk)

    @property
    def state(self) -> State:
        """What has become of it, from what happened."""
        if self.merged_into_id:
            return State.MERGED
        if self.parked_at:
            return State.PARKED
        if self.solved_at:
            return State.SOLVED
        if self.answered_at:
            return State.ANSWERED
        return State.HELPED if self.first_help_at else State.OPEN

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state in {State.OPEN, State.HELPED}

    @property
    def asker(self) -> Person | None:
        """Who asked, unless they asked without their name."""
        return None if self.is_nameless else self.asked_by


class Parking(models.Model):
    """That a steward set a need aside, with a reason everybody sees; a new need or a voice does not end it, `ended_at` does."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="parkings")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need"], condition=Q(ended_at__isnull=True), name="parked_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="parking_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason
