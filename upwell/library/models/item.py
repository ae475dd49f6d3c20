"""Items: the catalogue card that everything else points at."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upwell.core.addresses import numbered
from upwell.core.prepared import IsAmong
from upwell.discussion.models import Thread
from upwell.people.models import Person, Skill, Team


class ItemKind(models.TextChoices):
    """What kinds of thing one can learn from."""

    MODULE = "module", _("Module")
    LINK = "link", _("Link")
    EVENT = "event", _("Event")
    TASK = "task", _("Task")
    PATH = "path", _("Path")


PAGES: dict[str, str] = {  # where kinds that are no page of blocks are shown; all but links live on a floor above
    ItemKind.LINK: "library:link",
    ItemKind.EVENT: "gatherings:event",
    ItemKind.TASK: "journeys:task",
    ItemKind.PATH: "journeys:path",
}


class ItemQuerySet(models.QuerySet["Item"]):
    """Items, by whether they are out, still true, and who may see them."""

    def published(self) -> ItemQuerySet:
        """Those that have been published."""
        return self.filter(published_at__isnull=False)

    def current(self, today: date | None = None) -> ItemQuerySet:
        """Published, not retired, and within their life span: begun, and not over."""
        today = today or timezone.localdate()
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
        alive = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        return self.published().filter(begun, alive, retired_at__isnull=True)

    def visible_to(self, person: Person) -> ItemQuerySet:
        """What is published to everybody or to a team that `person` is in or below; what they write, own, or were asked
        to read before it is out; nobody else's drafts."""
        own = models.Exists(Authorship.objects.filter(item=models.OuterRef("pk"), person=person))
        asked = models.Exists(Reviewer.objects.filter(item=models.OuterRef("pk"), person=person))
        open_to_them = Q(team__isnull=True) | IsAmong("team", person.team_line)
        return self.filter((Q(published_at__isnull=False) & open_to_them) | Q(owner=person) | Q(own) | Q(asked))

    def in_language_of(self, language: str) -> ItemQuerySet:
        """Each thing once: its translation into `language` where there is one that is out, else as it was written."""
        # asked of the translations alone, of which there is an index: hashing every item in a language would read them all
        translations = Item.objects.filter(translation_of__isnull=False, language=language, published_at__isnull=False)
        translated = models.Exists(translations.filter(translation_of=models.OuterRef("pk")))
        return self.filter(
            (Q(translation_of__isnull=True) & ~translated) | Q(translation_of__isnull=False, language=language)
        )

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
    """The catalogue card of anything one can learn from; search, reactions, answers and plans point here.

    Its life: it is listed from `valid_from` through `valid_until`; `until_happening` names an event that will set that
    end. Every `review_every` months its owner is asked again, next on `review_due`. `endorsed_version` and `endorsed_at`
    repeat the latest standing endorsement, so that a card shows it without asking. A translation is an item, too:
    `translation_of` is what it translates, which counts those that are out in `translation_count`.
    """

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
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    until_happening = models.ForeignKey(
        "Happening", models.SET_NULL, null=True, blank=True, related_name="items", db_index=False
    )
    review_every = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Months."))
    review_due = models.DateField(null=True, blank=True)
    needs_work_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces", db_index=False
    )
    endorsed_version = models.PositiveIntegerField(null=True, blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    open_to_anyone = models.BooleanField(default=False, db_default=False)
    translation_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations", db_index=False
    )
    translation_count = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="item_title_holds"),
            models.Index(
                F("published_at").desc(), F("id").desc(), name="item_newest", condition=Q(published_at__isnull=False)
            ),
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                name="item_short_newest",
                condition=Q(published_at__isnull=False, retired_at__isnull=True, seconds__lte=120),
            ),
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                name="item_long_newest",
                condition=Q(published_at__isnull=False, retired_at__isnull=True, seconds__gt=600),
            ),
            models.Index(
                F("kind"),
                F("published_at").desc(),
                F("id").desc(),
                name="item_of_kind_newest",
                condition=Q(published_at__isnull=False, retired_at__isnull=True) & ~Q(kind="module"),
            ),
            models.Index(fields=["url"], name="item_by_url", condition=~Q(url="")),
            models.Index(fields=["owner", "-created_at"], name="item_by_owner"),
            # what the clock looks for each night, and nothing else
            models.Index(
                fields=["valid_until"],
                name="item_ending",
                condition=Q(valid_until__isnull=False, published_at__isnull=False, retired_at__isnull=True),
            ),
            models.Index(fields=["valid_from"], name="item_beginning", condition=Q(valid_from__isnull=False)),
            models.Index(
                fields=["review_due"],
                name="item_review_due",
                condition=Q(review_due__isnull=False, retired_at__isnull=True),
            ),
            models.Index(fields=["until_happening"], name="item_awaiting", condition=Q(until_happening__isnull=False)),
            models.Index(fields=["replaced_by"], name="item_replacing", condition=Q(replaced_by__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                name="item_translated_once",
                condition=Q(translation_of__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="item_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The item's page; what a floor above shows has it there."""
        return numbered(PAGES.get(self.kind, "library:module"), self.pk)

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


class Reviewer(models.Model):
    """Somebody who was asked to read a draft: they see it and remark on it, and change nothing."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="reviewers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="reviewing")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="reviewer_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.item}"
