"""Keys with which programs act as a person."""

from __future__ import annotations

from django.db import models
from django.db.models import F

from upwell.people.models.person import Person


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
