"""What people can do, would teach or want to learn, and who confirmed it."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from upwell.people.models.person import Person


class Skill(models.Model):
    """Something a person can do, in one or a few words."""

    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="skill_name_once")]
        indexes = [GinIndex(OpClass("name", "gin_trgm_ops"), name="skill_name_trigrams")]

    def __str__(self) -> str:
        return self.name


class Level(models.IntegerChoices):
    """How well somebody can do something, in four steps that one can tell apart at work."""

    LEARNING = 1, _("learning it")
    CAN = 2, _("can do it")
    WELL = 3, _("does it well")
    ASKED = 4, _("others come to ask")


class PersonSkill(models.Model):
    """What one person can do, would teach or wants to learn, about one skill."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="people")
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    teaches = models.BooleanField(default=False)
    wants = models.BooleanField(default=False)
    confirmation_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="person_skill_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=4), name="person_skill_level_known"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=False) | Q(teaches=True) | Q(wants=True), name="person_skill_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["skill", "-level", "person"], name="skill_by_level"),
            models.Index(
                *("skill", F("level").desc(nulls_last=True), F("confirmation_count").desc(), "person"),
                condition=Q(teaches=True),
                include=["id"],
                name="teachers_of_skill",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.skill}"


class SkillConfirmation(models.Model):
    """A colleague says, with what they saw, that somebody can do something."""

    person_skill = models.ForeignKey(PersonSkill, models.CASCADE, related_name="confirmations")
    by = models.ForeignKey(Person, models.CASCADE, related_name="confirmations_given")
    evidence = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_skill", "by"], name="skill_confirmed_once_each")]

    def __str__(self) -> str:
        return f"{self.by}: {self.evidence}"
