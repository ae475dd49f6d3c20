"""Teams and their tree."""

from __future__ import annotations

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class TeamQuerySet(models.QuerySet["Team"]):
    """Teams, by where they are in the tree."""

    def within(self, team: Team) -> TeamQuerySet:
        """`team` and every team below it."""
        return self.filter(path__startswith=team.path)


class Team(models.Model):
    """A team and its place in the tree: `path` is the ids from the root down to this team, '1.4.9.'."""

    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    lead = models.ForeignKey("Person", models.SET_NULL, null=True, blank=True, related_name="leads")
    path = models.CharField(max_length=200, db_index=True)
    hue = models.PositiveSmallIntegerField(default=220)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "parent", name="team_name_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(hue__lt=360), name="team_hue_on_the_circle"),
        ]
        indexes = [models.Index(OpClass("path", "varchar_pattern_ops"), name="team_path_prefix")]

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> list[int]:
        """The ids from the root down to this team."""
        return [int(part) for part in self.path.strip(".").split(".") if part]
