"""What came back to somebody, how they want to hear of such things, and the mail that is still to go."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from upwell.people.models import Person


class NoticeKind(models.TextChoices):
    """What one can be told of; each has its own preference."""

    VOICED = "voiced", _("Somebody says me too on a need you asked")
    OFFERED = "offered", _("Somebody offers help on a need you follow")
    ANSWERED = "answered", _("A need you voiced has an answer")
    CONFIRMED = "confirmed", _("Your answer helped, or did not yet")
    USED = "used", _("Somebody used your answer at work")
    ASK_USED = "ask_used", _("We ask whether you used an answer at work")
    SUGGESTED = "suggested", _("You could help with a need")
    COMMENTED = "commented", _("Somebody comments on what you follow or made")
    REACTED = "reacted", _("Somebody reacts to what you made")
    REVISED = "revised", _("Something you flagged was changed")
    PARKED = "parked", _("A need you follow was parked or merged")
    CONFIRMED_SKILL = "confirmed_skill", _("A colleague confirms a skill of yours")
    CARE = "care", _("We ask whether something you look after is still right")
    INVITED = "invited", _("Somebody asks you to write along, or to read a draft")
    HANDED = "handed", _("A module is handed to you to look after")
    INHERITED = "inherited", _("Somebody has left, and what they made is yours to look after")
    REVIEW = "review", _("A module about a regulated topic waits for your review")
    REVIEWED = "reviewed", _("A module you sent was reviewed")
    ENDORSED = "endorsed", _("Somebody vouches for what you made")
    BEHIND = "behind", _("The original of your translation has changed")
    FIXED = "fixed", _("A sentence you flagged was changed")
    KEPT = "kept", _("Something you flagged was looked at, and stays")
    SUGGESTION = "suggestion", _("Somebody suggests a change to what you made")
    ACCEPTED = "accepted", _("A change you suggested was accepted")
    DECLINED = "declined", _("A change you suggested was declined")
    MENTIONED = "mentioned", _("Somebody mentions you")
    SOLVED = "solved", _("Your reply answered a question")
    ATTENTION = "attention", _("Readers say that something you made does not help yet")
    PROMOTED = "promoted", _("A seat came free for you at an event")
    EVENT_PLANNED = "event_planned", _("Something is planned in your circle, or for a need you follow")
    EVENT_CHANGED = "event_changed", _("An event you come to was changed")
    EVENT_CANCELLED = "event_cancelled", _("An event you come to was cancelled")
    EVENT_TOMORROW = "event_tomorrow", _("An event you come to is tomorrow")
    HOSTING = "hosting", _("It is your turn to host")
    CIRCLE_ASKED = "circle_asked", _("Somebody asks to come into your circle")
    CIRCLE_JOINED = "circle_joined", _("You were let into a circle")
    MENTORING_PROPOSED = "mentoring_proposed", _("Somebody could be your mentor, or learn from you")
    MENTORING_BEGUN = "mentoring_begun", _("A mentoring of yours begins")
    MENTORING_CHECK = "mentoring_check", _("Halfway, we ask whether a mentoring is still right")
    MENTORING_ENDED = "mentoring_ended", _("A mentoring of yours ends, or does not come to be")
    PLANNED = "planned", _("Your week is planned, on Monday")
    MENTORING_THANKS = "mentoring_thanks", _("Somebody thanks you for a mentoring")
    TASK_SHOWN = "task_shown", _("Somebody asks you to look at what they tried")
    TASK_ACCEPTED = "task_accepted", _("What you tried was accepted")
    TASK_SENT_BACK = "task_sent_back", _("What you tried came back with a word")
    TASK_UNSEEN = "task_unseen", _("Whoever should look at what you tried has left")
    TASK_TOLD = "task_told", _("Somebody tells what came of a task you made or looked at")
    PATH_GIVEN = "path_given", _("Somebody gives you a path")
    BUDDY = "buddy", _("Somebody asks you to go along on a path")
    BUDDY_LOST = "buddy_lost", _("Your buddy on a path has left")
    REMARKED = "remarked", _("Somebody says something of a draft you write or read")
    PRACTICE_ASKED = "practice_asked", _("Somebody asks you to practise something")
    PRACTICE_DECLINED = "practice_declined", _("Somebody would rather not practise what you asked")
    PRACTICE_SHOWN = "practice_shown", _("Somebody shows you a take")
    PRACTICE_SAID = "practice_said", _("Somebody says something of your practice")
    CONSENT_ASKED = "consent_asked", _("Somebody says that you are seen in a film")
    CONSENT_SAID = "consent_said", _("Somebody in a film you brought agrees, or takes it down")
    FILM_READY = "film_ready", _("A film you had made is ready")
    NOT_MADE = "not_made", _("A film or a recording of yours could not be made ready")
    LINK_DEAD = "link_dead", _("A link you look after leads nowhere")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices of a person's inbox."""

    def unread(self) -> NoticeQuerySet:
        """Those not read yet."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One line of somebody's inbox. `line_id` is the journal line it came from, so that telling twice is harmless."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    about_kind = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    about_title = models.CharField(max_length=300)
    quote = models.CharField(max_length=300, blank=True)
    line_id = models.BigIntegerField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "line_id", "kind"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notice_newest"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.about_title}"


class Mailing(models.TextChoices):
    """When a notice is mailed, too."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("in a daily digest")
    NEVER = "never", _("never")


class Preference(models.Model):
    """How one person wants to hear of one kind of thing; without a row, the kind's default holds (defaults.py)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    in_inbox = models.BooleanField(default=True)
    mailing = models.CharField(max_length=10, choices=Mailing, default=Mailing.DAILY)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.mailing}"
