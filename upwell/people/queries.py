"""Reads about people that join tables or shape one page."""

import hashlib

from upwell.people.models import Organisation, Person, Token


def organisation() -> Organisation:
    """The organisation's row; an unsaved one with the defaults before anybody has named it."""
    return Organisation.objects.filter(pk=1).first() or Organisation(pk=1)


def nobody_is_here() -> bool:
    """Whether this installation still waits for its first person."""
    return not Person.objects.exists()


def person_for_token(secret: str) -> Person | None:
    """Whom a program acts as with this token; None for one that was revoked or never issued. One look-up, by SHA-256."""
    token = Token.objects.live().filter(digest=digest_of(secret)).select_related("person__team").first()
    return token.person if token else None


def digest_of(secret: str) -> str:
    """What is kept of a token: the SHA-256 of its text, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
