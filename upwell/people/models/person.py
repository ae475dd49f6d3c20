"""Colleagues, and what each may do beyond what everybody may."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upwell.core.addresses import numbered
from upwell.core.folding import Folded
from upwell.people.models.team import Team


class Role(models.TextChoices):
    """What somebody may do beyond what everybody may."""

    MEMBER = "member", _("Member")
    STEWARD = "steward", _("Steward")
    ADMIN = "admin", _("Admin")


class PersonQuerySet(models.QuerySet["Person"]):
    """People, by whether they are still here and how they are loaded."""

    def active(self) -> PersonQuerySet:
        """Those who are here now."""
        return self.filter(is_active=True)

    def visible_to(self, person: Person) -> PersonQuerySet:
        """Every colleague is visible to every other; those who left stay visible for what they made."""
        return self

    def with_team(self) -> PersonQuerySet:
        """Loads each one's team."""
        return self.select_related("team")


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Makes the accounts that Django's own commands ask for."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A person who may sign in with `password`, or by link only where there is none."""
        person = Person(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """An admin."""
        return self.create_user(email, password, role=Role.ADMIN, **fields)


class Person(AbstractBaseUser):
    """A colleague. Nothing here says how good somebody is; what they did is in what they made and answered."""

    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=150)
    sort_name = models.GeneratedField(expression=Folded("name"), output_field=models.TextField(), db_persist=True)
    title = models.CharField(max_length=150, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="people")
    lead = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    place = models.CharField(max_length=120, blank=True)
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    about = models.TextField(max_length=1000, blank=True)
    reach = models.CharField(max_length=200, blank=True)
    photo = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    minutes_for_helping = models.PositiveSmallIntegerField(default=60)
    asks_per_month = models.PositiveSmallIntegerField(default=4)
    joined = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    left_at = models.DateTimeField(null=True, blank=True)
    theme = models.CharField(max_length=5, blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(condition=Q(theme__in=["", "light", "dark"]), name="person_theme_known"),
        ]
        indexes = [
            GinIndex(OpClass("sort_name", "gin_trgm_ops"), name="person_name_holds"),
            models.Index(fields=["sort_name", "id"], name="person_by_name"),
            GinIndex(fields=["languages"], name="person_languages"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return numbered("people:person", self.pk)

    @property
    def is_steward(self) -> bool:
        """Whether this person looks after needs and content as a broker (admins may, too)."""
        return self.role in {Role.STEWARD, Role.ADMIN}

    @property
    def is_admin(self) -> bool:
        """Whether this person looks after the installation."""
        return self.role == Role.ADMIN

    @property
    def first_name(self) -> str:
        """What colleagues say: the first part of the name."""
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """One or two letters for the face where there is no photo."""
        letters = [part[0] for part in re.split(r"[\s\-]+", self.name) if part[:1].isalpha()]
        return ("".join([letters[0], *letters[1:][-1:]]) if letters else self.email[:1]).upper()

    @property
    def hue(self) -> int:
        """The colour of the face, in degrees: steady for one person, spread over the circle for many."""
        return (self.pk or 0) * 137 % 360

    @property
    def team_line(self) -> list[int]:
        """The ids of this person's team and of the teams above it."""
        return self.team.line if self.team else []

    @property
    def question_shape(self) -> str:
        """Only the role decides how a question is put on somebody's behalf (core/prepared.py)."""
        return self.role

    def question_values(self) -> tuple[int, list[int]]:
        """What the QuerySets' `visible_to` look at."""
        return self.pk, self.team_line

    def stand_in(self, pk: int, team_line: list[int]) -> Person:
        """Somebody with the same role and these values."""
        path = "".join(f"{team}." for team in team_line)
        return Person(pk=pk, role=self.role, team=Team(pk=team_line[-1], path=path))
