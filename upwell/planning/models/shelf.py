"""A shelf: what there is about a skill that very much is about, put in order beforehand."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from upwell.people.models import Skill


class Shelf(models.Model):
    """The most useful and newest things about one skill, as they were when it was last laid: `items` are their ids, best first.

    Only a skill that very much is about has one. What is about the others is looked up when somebody's week is planned.
    """

    skill = models.OneToOneField(Skill, models.CASCADE, primary_key=True, related_name="shelf")
    items = ArrayField(models.BigIntegerField())

    def __str__(self) -> str:
        return f"{self.skill_id}: {len(self.items)}"
