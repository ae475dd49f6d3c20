"""The takes of a practice, and to whom each is shown."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from upwell.discussion.models import Thread
from upwell.library.models import Item
from upwell.media.models import StoredFile
from upwell.people.models import Person
from upwell.practice.models.practice import Practice


class TakeQuerySet(models.QuerySet["Take"]):
    """Takes, by who may see them."""

    def visible_to(self, person: Person) -> TakeQuerySet:
        """One's own, and those that one is shown: nobody else's, not even where one asked for the practice."""
        shown = Take.objects.filter(showings__person=person, showings__ended_at=None)
        return self.filter(Q(practice__person=person) | Q(pk__in=shown.values("pk")))

    def with_practice(self) -> TakeQuerySet:
        """Loads the practice, its people and the film."""
        return self.select_related("practice__person__team", "practice__asked_by", "file__recording", "thread", "kept")


class Take(models.Model):
    """One recording of a practice. Retakes stand beside the first; what is said of a take hangs on its thread.

    `kept` is the page that was begun with it, where whoever recorded it wanted it in the library.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="takes")
    number = models.PositiveIntegerField()
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="practice_take")
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="practice_take")
    kept = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = TakeQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["practice", "number"], name="take_in_its_place")]

    def __str__(self) -> str:
        return _("%(practice)s, take %(number)s") % {"practice": self.practice.title, "number": self.number}

    def get_absolute_url(self) -> str:
        """Where it stands on the page of its practice."""
        return f"{reverse('practice:practice', args=[self.practice_id])}#take-{self.number}"


class AsWhat(models.TextChoices):
    """As what somebody is shown a take."""

    PEER = "peer", later("a colleague")
    COACH = "coach", later("a coach")
    LEAD = "lead", later("your lead")


class ShowingQuerySet(models.QuerySet["Showing"]):
    """Showings, by whether they hold."""

    def standing(self) -> ShowingQuerySet:
        """Those that nobody has ended, to people who are here."""
        return self.filter(ended_at=None, person__is_active=True)


class Showing(models.Model):
    """That a take is shown to somebody, since when they have seen it, and when that ended.

    It is kept when it ends, so that whoever recorded the take still knows who saw it.
    """

    take = models.ForeignKey(Take, models.CASCADE, related_name="showings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="shown_takes")
    as_what = models.CharField(max_length=5, choices=AsWhat, default=AsWhat.PEER)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ShowingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["take", "person"], name="shown_once_each")]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="showing_newest", condition=Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.take_id}: {self.person_id}"

    @property
    def holds(self) -> bool:
        """Whether it is still shown to them."""
        return self.ended_at is None
