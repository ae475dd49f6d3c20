"""The signed keys in sign-in mails: for one address, for fifteen minutes, and of no use once somebody signed in by them.

Nothing is stored. The key of somebody who is here carries a stamp made of their last sign-in and their password, so that
it is void as soon as either changes; the key of somebody who may join is void once they have.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from upwell.people.models import Person

SECONDS = 15 * 60
_SIGN_IN, _JOIN = "upwell.people.sign-in", "upwell.people.join"


@dataclass(frozen=True)
class Link:
    """What a key stands for: whom it signs in, or which address may join, and where they wanted to go."""

    next_page: str
    person_id: int = 0
    stamp: str = ""
    email: str = ""

    def is_still_for(self, person: Person) -> bool:
        """Whether `person` has neither signed in, nor changed password or address, nor left, since it was made."""
        return person.is_active and constant_time_compare(self.stamp, _stamp(person))


def key_for(person: Person, next_page: str) -> str:
    """The key that signs `person` in."""
    return signing.dumps({"person": person.pk, "stamp": _stamp(person), "next": next_page}, salt=_SIGN_IN)


def key_to_join(email: str, next_page: str) -> str:
    """The key with which whoever reads mail at `email` may join."""
    return signing.dumps({"email": email, "next": next_page}, salt=_JOIN)


def read_key(key: str) -> Link | None:
    """What a sign-in key stands for; None for one that is too old or not ours."""
    said = _loads(key, _SIGN_IN)
    return Link(next_page=said["next"], person_id=said["person"], stamp=said["stamp"]) if said else None


def read_join_key(key: str) -> Link | None:
    """What a key to join stands for; None for one that is too old or not ours."""
    said = _loads(key, _JOIN)
    return Link(next_page=said["next"], email=said["email"]) if said else None


def _loads(key: str, salt: str) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = signing.loads(key, salt=salt, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return said


def _stamp(person: Person) -> str:
    last = person.last_login.isoformat() if person.last_login else ""
    return salted_hmac(_SIGN_IN, f"{person.pk} {person.email} {person.password} {last}", algorithm="sha256").hexdigest()
