"""How a program says on whose behalf it speaks: a bearer token in the Authorization header."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from upwell.people.models import Person
from upwell.people.queries import person_for_token


class ProgramRequest(HttpRequest):
    """A request to the API; `auth` is the person on whose behalf it was made."""

    auth: Person


class Bearer(HttpBearer):
    """Takes the token from `Authorization: Bearer …`; one that was revoked works no longer, in the middle of whatever."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The person, or None, which is answered with 401."""
        return person_for_token(token)
