"""Circles: standing groups around a topic, who is in them, and what they keep at hand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.discussion.models import Thread
from upwell.library.models import Item
from upwell.people.models import Person, Skill


class Openness(models.TextChoices):
    """How somebody comes into a circle."""

    OPEN = "open", _("Open: everybody may join")
    BY_REQUEST = "request", _("By request: a member lets you in")
    PRIVATE = "private", _("Private: only its members know that it is there")


class CircleQuerySet(models.QuerySet["Circle"]):
    """Circles, by who may see them and who is in them."""

    def visible_to(self, person: Person) -> CircleQuerySet:
        """All but the private ones that `person` is not in; those are not there for them."""
        return self.filter(~Q(openness=Openness.PRIVATE) | models.Exists(_of(person)))

    def with_member(self, person: Person) -> CircleQuerySet:
        """Those `person` is in; who only asked is not in yet."""
        return self.filter(models.Exists(_of(person)))


def _of(person: Person) -> models.QuerySet[Membership]:
    return Membership.objects.filter(circle=models.OuterRef("pk"), person=person, since__isnull=False)


class Circle(models.Model):
    """A standing group around a topic. `skills` say what it is about: needs about them show up in it."""

    name = models.CharField(max_length=120)
    about = models.TextField(max_length=2000, blank=True)
    openness = models.CharField(max_length=10, choices=Openness, default=Openness.OPEN)
    skills = models.ManyToManyField(Skill, blank=True, related_name="circles")
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="circle")
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="started_circles")
    started_at = models.DateTimeField()
    member_count = models.PositiveIntegerField(default=0)

    objects = CircleQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="circle_has_a_name")]
        indexes = [models.Index(fields=["name", "id"], name="circle_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The circle's page."""
        return reverse("gatherings:circle", args=[self.pk])

    @property
    def is_private(self) -> bool:
        """Whether only its members know that it is there."""
        return self.openness == Openness.PRIVATE


class Membership(models.Model):
    """That somebody is in a circle (`since`), or asked to be (null). `keeps` says that they look after it.

    `been_at` is when they last opened its page, so that it can say what is new.
    """

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    asked_at = models.DateTimeField()
    word = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(null=True, blank=True)
    keeps = models.BooleanField(default=False)
    been_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "person"], name="in_a_circle_once")]
        indexes = [models.Index(fields=["circle", "asked_at", "id"], name="member_in_order")]

    def __str__(self) -> str:
        return f"{self.person}: {self.circle}"


class Pin(models.Model):
    """That a circle keeps an item at hand."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="pins")
    item = models.ForeignKey(Item, models.CASCADE, related_name="pins")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "item"], name="pinned_once")]
        indexes = [models.Index(fields=["circle", "-at", "-id"], name="pin_newest")]

    def __str__(self) -> str:
        return f"{self.circle}: {self.item}"
