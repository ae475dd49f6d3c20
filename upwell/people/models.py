"""Who is here: the organisation, its tree of teams, its people, and what they can do and would teach."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upwell.core.addresses import numbered


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
            GinIndex(OpClass("name", "gin_trgm_ops"), name="person_name_trigrams"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="person_name_holds"),
            models.Index(fields=["name", "id"], name="person_by_name"),
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
        indexes = [models.Index(fields=["skill", "-level", "person"], name="skill_by_level")]

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


class TokenQuerySet(models.QuerySet["Token"]):
    """API tokens, by whether they still work."""

    def live(self) -> TokenQuerySet:
        """Those not revoked, of people who are here."""
        return self.filter(revoked_at__isnull=True, person__is_active=True)


class Token(models.Model):
    """A key with which a program acts as a person; only its SHA-256 is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(F("created_at").desc(), name="token_newest")]

    def __str__(self) -> str:
        return self.name
