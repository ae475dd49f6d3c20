"""A need and everything that happens to it. No row says what state it is in: that follows from what happened."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.core.prepared import IsAmong
from upwell.discussion.models import Thread
from upwell.library.models import Item
from upwell.people.models import Person, Skill, Team


class Urgency(models.TextChoices):
    """How soon somebody needs it."""

    NOW = "now", _("now")
    SOON = "soon", _("soon")
    SOMEDAY = "someday", _("someday")


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
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The need's page."""
        return reverse("needs:need", args=[self.pk])

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


class Voice(models.Model):
    """One person's 'me too', with how soon and why; who asks is the first voice. `team` is where they were then."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="voices")
    by = models.ForeignKey(Person, models.PROTECT, related_name="voices")
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.SOON)
    why = models.CharField(max_length=1000, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    is_nameless = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "by"], name="one_voice_each")]
        indexes = [models.Index(fields=["by", "-at"], name="voice_of_person")]

    def __str__(self) -> str:
        return f"{self.by}: {self.need}"


class How(models.TextChoices):
    """In what way somebody can help."""

    WRITE = "write", _("write something")
    RECORD = "record", _("record something")
    RUN = "run", _("run a session")
    MENTOR = "mentor", _("mentor somebody")
    TALK = "talk", _("talk it over")
    KNOW_WHO = "know_who", _("I know who")


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers, by whether they stand."""

    def standing(self) -> OfferQuerySet:
        """Those not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Offer(models.Model):
    """One person's 'I can help', and how; with 'I know who', the colleague they name."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="offers")
    by = models.ForeignKey(Person, models.PROTECT, related_name="offers")
    how = models.CharField(max_length=10, choices=How)
    note = models.CharField(max_length=1000, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="named_in_offers")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "by", "how"], condition=Q(withdrawn_at__isnull=True), name="offer_once_each"
            ),
            models.CheckConstraint(
                condition=~Q(how="know_who") | Q(person__isnull=False), name="know_who_names_somebody"
            ),
        ]
        indexes = [models.Index(fields=["by", "-at"], name="offer_of_person")]

    def __str__(self) -> str:
        return f"{self.by}: {self.how}"


class Answer(models.Model):
    """The link from a need to what answers it: an item, a person to talk to, or words; exactly one of them leads."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="answers")
    by = models.ForeignKey(Person, models.PROTECT, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="named_in_answers")
    text = models.TextField(max_length=10_000, blank=True)
    at = models.DateTimeField()
    is_nameless = models.BooleanField(default=False, db_default=False)  # given by whoever asked without their name
    is_accepted = models.BooleanField(default=False)
    imported_id = models.CharField(max_length=300, null=True, blank=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, person__isnull=True)
                | Q(item__isnull=True, person__isnull=False)
                | Q(item__isnull=True, person__isnull=True) & ~Q(text=""),
                name="answer_is_one_thing",
            ),
            models.UniqueConstraint(fields=["need", "item"], name="item_answers_once"),
            models.UniqueConstraint(fields=["need", "person"], name="person_answers_once"),
        ]
        indexes = [
            models.Index(fields=["need", "at", "id"], name="answer_in_order"),
            models.Index(fields=["by", "-at"], name="answer_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.need}"

    @property
    def giver(self) -> Person | None:
        """Who answered, unless that would tell who asked without their name."""
        return None if self.is_nameless else self.by


class Outcome(models.TextChoices):
    """What a voice says of an answer."""

    SOLVED = "solved", _("solved")
    PARTLY = "partly", _("partly")
    NOT = "not", _("not solved")


class Used(models.TextChoices):
    """What came of it at work, asked thirty days later."""

    YES = "yes", _("used at work")
    NOT_YET = "not_yet", _("not yet")
    NO = "no", _("no")


class Confirmation(models.Model):
    """What one voice says of an answer: solved, partly, not; and thirty days later, whether it was used at work."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="confirmations")
    by = models.ForeignKey(Person, models.PROTECT, related_name="given_confirmations")
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    asked_again_at = models.DateTimeField(null=True, blank=True)
    used = models.CharField(max_length=10, choices=Used, blank=True)
    used_note = models.CharField(max_length=1000, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "by"], name="confirmed_once_each")]
        indexes = [
            models.Index(
                fields=["at"],
                name="confirmation_to_ask_again",
                condition=Q(asked_again_at__isnull=True) & ~Q(outcome="not"),
            ),
            models.Index(fields=["by", "-at"], name="confirmation_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.outcome}"


class Follow(models.Model):
    """That somebody wants to hear what becomes of a need; voices, helpers and answerers follow by themselves."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="follows")
    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    is_muted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "person"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.need}"
