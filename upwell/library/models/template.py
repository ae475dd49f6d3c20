"""Templates: pages to start from that stewards made of modules that work."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from upwell.library.models.item import Item
from upwell.people.models import Person


class TemplateQuerySet(models.QuerySet["Template"]):
    """Templates, by whether one may start from them."""

    def offered(self) -> TemplateQuerySet:
        """Those not retired."""
        return self.filter(retired_at__isnull=True)


class Template(models.Model):
    """A page to start from: blocks, copied from a version of `item` as it was then; what becomes of the module changes
    nothing here."""

    name = models.CharField(max_length=80)
    about = models.CharField(max_length=200, blank=True)
    blocks = models.JSONField(default=list)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="templates")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(retired_at__isnull=True), name="template_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="template_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
