"""Writes about API tokens."""

import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.people.models import Person, Token
from upwell.people.permissions import can_issue_token, can_revoke_token
from upwell.people.queries import digest_of

MOST_TOKENS = 20  # that work at one time, of one person
BEGINNING = "upwell_"  # so that one left lying in a file can be recognised
SECRET_BYTES = 32


@transaction.atomic
def issue_token(person: Person, *, by: Person | None, name: str) -> tuple[Token, str]:
    """A new token, and its secret, which is shown this once: only its SHA-256 is kept.

    Only for oneself, or by the installation (`by=None`, the command line); never for somebody who has left.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not can_issue_token(by, person):
        raise PermissionDenied
    if person.tokens.live().count() >= MOST_TOKENS:
        raise ValidationError({"name": _("You have twenty tokens. Revoke one that nothing uses any more.")})
    secret = BEGINNING + secrets.token_urlsafe(SECRET_BYTES)
    token = Token(person=person, name=one_line(name), digest=digest_of(secret), created_at=clock.now())
    token.clean_fields()
    token.save()
    journal.record("token.issued", by=by or person, about=token)
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: Person) -> Token:
    """End a token: from the next request on it opens nothing. One's own, or an admin anybody's."""
    token = Token.objects.select_for_update().get(pk=token.pk)
    if not can_revoke_token(by, token):
        raise PermissionDenied
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        journal.record("token.revoked", by=by, about=token)
    return token
