"""The organisation that this installation belongs to."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Organisation(models.Model):
    """The one organisation of this installation: what an admin may set in words. There is one row, with id 1."""

    name = models.CharField(max_length=80, default="Upwell")
    welcome = models.CharField(max_length=200, blank=True)
    may_sign_up = models.BooleanField(default=False)
    sign_up_domains = ArrayField(models.CharField(max_length=100), default=list, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_organisation")]

    def __str__(self) -> str:
        return self.name
