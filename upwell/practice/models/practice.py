"""A practice: something one says out loud before it counts, with what to look for; there for the few one chooses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from upwell.library.models import Item
from upwell.people.models import Person

MOST_ASPECTS = 4


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Practices, by who may see them and how far they are."""

    def visible_to(self, person: Person) -> PracticeQuerySet:
        """Those that `person` records, has asked for, or was shown a take of. They are there for nobody else, whatever
        their role."""
        shown = Practice.objects.filter(takes__showings__person=person, takes__showings__ended_at=None)
        return self.filter(Q(person=person) | Q(asked_by=person) | Q(pk__in=shown.values("pk")))

    def with_people(self) -> PracticeQuerySet:
        """Loads who records it, who asked, and the page it comes from."""
        return self.select_related("person__team", "asked_by__team", "item")


class Practice(models.Model):
    """What somebody is to say before a camera: for themselves (`asked_by` is `person`) or because somebody asked.

    `aim_seconds` is how long it should be (0: as long as it takes). `item` is the page it comes from. `declined_at` is
    when whoever was asked said no.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="practices")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    prompt = models.TextField(max_length=1000, blank=True)
    aim_seconds = models.PositiveIntegerField(default=0)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField(max_length=300, blank=True)  # what was said with a no

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="practice_has_a_title")]
        indexes = [
            models.Index(fields=["person", "-asked_at", "-id"], name="practice_of_person"),
            models.Index(fields=["asked_by", "-asked_at", "-id"], name="practice_asked_by"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page, for the few."""
        return reverse("practice:practice", args=[self.pk])

    @property
    def is_own(self) -> bool:
        """Whether one practises for oneself, without being asked."""
        return self.person_id == self.asked_by_id

    @property
    def is_declined(self) -> bool:
        """Whether whoever was asked said no."""
        return self.declined_at is not None


class Aspect(models.Model):
    """One of the up to four things that are looked for in a practice, in order."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="aspects")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=160)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "place"], name="aspect_in_its_place"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=MOST_ASPECTS), name="aspects_at_most_four"),
        ]

    def __str__(self) -> str:
        return self.words
