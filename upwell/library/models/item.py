"""Items: the catalogue card that everything else points at."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upwell.discussion.models import Thread
from upwell.people.models import Person, Skill, Team


class ItemKind(models.TextChoices):
    """What kinds of thing one can learn from."""

    MODULE = "module", _("Module")
    LINK = "link", _("Link")


class ItemQuerySet(models.QuerySet["Item"]):
    """Items, by whether they are out, still true, and who may see them."""

    def published(self) -> ItemQuerySet:
        """Those that have been published."""
        return self.filter(published_at__isnull=False)

    def current(self, today: date | None = None) -> ItemQuerySet:
        """Published, not retired, and within their life span."""
        today = today or timezone.localdate()
        alive = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        return self.published().filter(alive, retired_at__isnull=True)

    def visible_to(self, person: Person) -> ItemQuerySet:
        """What is published to everybody or to a team that `person` is in or below; one's own drafts; nobody else's."""
        own = models.Exists(Authorship.objects.filter(item=models.OuterRef("pk"), person=person))
        open_to_them = Q(team__isnull=True) | Q(team__in=person.team_line)
        return self.filter((Q(published_at__isnull=False) & open_to_them) | Q(own))

    def modules(self) -> ItemQuerySet:
        """Those that are pages of blocks."""
        return self.filter(kind=ItemKind.MODULE)

    def with_module(self) -> ItemQuerySet:
        """Loads the page behind the card, too."""
        return self.with_card().select_related("module__version")

    def with_card(self) -> ItemQuerySet:
        """Loads what a card shows."""
        return self.select_related("thread", "owner__team").with_authors().prefetch_related("skills")

    def with_authors(self) -> ItemQuerySet:
        """Loads who wrote them, in one question."""
        named = Authorship.objects.select_related("person__team")
        return self.prefetch_related(models.Prefetch("authorships", queryset=named))


class Item(models.Model):
    """The catalogue card of anything one can learn from; search, reactions, answers and plans point here."""

    kind = models.CharField(max_length=10, choices=ItemKind, default=ItemKind.MODULE)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    seconds = models.PositiveIntegerField(default=0, help_text=_("How long it takes, in seconds, computed."))
    owner = models.ForeignKey(Person, models.PROTECT, related_name="owned_items")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="items")
    language = models.CharField(max_length=12, default="en")
    skills = models.ManyToManyField(Skill, blank=True, related_name="items")
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="item")
    url = models.URLField(max_length=500, blank=True)
    imported_id = models.CharField(max_length=200, null=True, blank=True, unique=True)
    answer_count = models.PositiveIntegerField(default=0)
    solved_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    revised_at = models.DateTimeField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                F("published_at").desc(), F("id").desc(), name="item_newest", condition=Q(published_at__isnull=False)
            ),
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                name="item_short_newest",
                condition=Q(published_at__isnull=False, retired_at__isnull=True, seconds__lte=120),
            ),
            models.Index(fields=["owner", "-created_at"], name="item_by_owner"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The item's page."""
        return reverse("library:module", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """Whether others can see it."""
        return self.published_at is not None

    @property
    def minutes(self) -> int:
        """How long it takes, in whole minutes, at least one."""
        return max(1, round(self.seconds / 60))


class Authorship(models.Model):
    """That somebody wrote an item, in the order in which they are named."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="authorships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="authorships")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="author_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.item}"
