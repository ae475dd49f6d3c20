"""Reads about API tokens."""

import hashlib

from upwell.people.models import Person, Token


def person_for_token(secret: str) -> Person | None:
    """Whom a program acts as with this token; None for one that was revoked or never issued. One look-up, by SHA-256."""
    token = Token.objects.live().filter(digest=digest_of(secret)).select_related("person__team").first()
    return token.person if token else None


def digest_of(secret: str) -> str:
    """What is kept of a token: the SHA-256 of its text, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
