"""Links and files: a book, a talk, a page somebody found worth it; and whether its address still leads anywhere."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from upwell.library.models.item import Item
from upwell.media.models import StoredFile


class LinkKind(models.TextChoices):
    """What one finds there."""

    PAGE = "page", _("a page")
    ARTICLE = "article", _("an article")
    BOOK = "book", _("a book")
    TALK = "talk", _("a talk or a film")
    PODCAST = "podcast", _("a podcast")
    COURSE = "course", _("a course")
    FILE = "file", _("a file")


class LinkQuerySet(models.QuerySet["Link"]):
    """Links, by whether it is time to look whether they lead anywhere."""

    def to_check(self, before: datetime) -> LinkQuerySet:
        """Those with an address that stand in the lists and were not looked at since `before`; the longest ago first."""
        due = self.filter(Q(checked_at=None) | Q(checked_at__lt=before), item__retired_at=None).exclude(item__url="")
        return due.order_by(F("checked_at").asc(nulls_first=True), "item_id")


class Link(models.Model):
    """Something outside, or a file, with `why` it is worth it. Its address is the card's.

    `failures` counts how often in a row nobody answered; `dead_since` is since when it leads nowhere, as far as was seen.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="link")
    what = models.CharField(max_length=10, choices=LinkKind, default=LinkKind.PAGE)
    why = models.TextField(max_length=2000)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    dead_since = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(F("checked_at").asc(nulls_first=True), F("item"), name="link_to_check")]

    def __str__(self) -> str:
        return self.item.title
