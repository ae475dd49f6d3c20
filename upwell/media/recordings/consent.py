"""Consent: who is seen or heard in a recording, how far each lets it go, and who is let in to one that is not for everybody."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

NEWEST = ("-asked_at", "-id")


class Reach(models.TextChoices):
    """How far somebody who is filmed lets the film go."""

    INSIDE = "inside", later("inside the organisation only")
    OUTSIDE = "outside", later("outside, too")


class Standing(models.TextChoices):
    """What all who are filmed together make of a film: it may be played, it waits for somebody's yes, it is taken down."""

    OPEN = "open", later("may be played")
    WAITING = "waiting", later("waits for a yes")
    DOWN = "down", later("taken down")


class ConsentState(models.TextChoices):
    """What somebody who is filmed has said."""

    ASKED = "asked", later("not answered yet")
    GIVEN = "given", later("agreed")
    REFUSED = "refused", later("said no")
    WITHDRAWN = "withdrawn", later("took it back")
    LAPSED = "lapsed", later("agreed until a day that has passed")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents, by whose they are and what they say."""

    def visible_to(self, person: models.Model) -> ConsentQuerySet:
        """One's own, and those of the films one brought: nobody else's, whatever the role."""
        return self.filter(Q(person=person) | Q(file__brought_by=person)).distinct()

    def ending(self) -> ConsentQuerySet:
        """Those given until a day."""
        return self.filter(state=ConsentState.GIVEN, until__isnull=False)


class Consent(models.Model):
    """That somebody is seen or heard in a film, and how far they let it go: kept with the film, wherever it is played.

    `reach` and `until` (the last day on which it may be played; None: no end) are what was asked until they answer,
    then what they said.
    """

    file = models.ForeignKey("media.StoredFile", models.CASCADE, related_name="consents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.INSIDE)
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ConsentState, default=ConsentState.ASKED)
    asked_at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, blank=True)  # when the present state came about; None: only asked

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "person"], name="filmed_once")]
        indexes = [
            models.Index(fields=["person", "-asked_at", "-id"], name="consent_of_person"),
            models.Index(
                fields=["until"], name="consent_ending", condition=Q(state=ConsentState.GIVEN, until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return _("A film that you are seen in")

    def get_absolute_url(self) -> str:
        """Where whoever is filmed answers, and takes their answer back."""
        return reverse("media:consent", args=[self.pk])

    @property
    def is_given(self) -> bool:
        """Whether they agree."""
        return self.state == ConsentState.GIVEN

    @property
    def is_asked(self) -> bool:
        """Whether they have not answered yet."""
        return self.state == ConsentState.ASKED


class Admission(models.Model):
    """That somebody may play a file which is shown to a few: such tickets hold as long as this row stands, and end with it."""

    file = models.ForeignKey("media.StoredFile", models.CASCADE, related_name="admissions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "person"], name="admitted_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.file_id}"
