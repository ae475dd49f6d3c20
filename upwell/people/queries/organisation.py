"""Reads about the organisation as a whole, and whom its demo offers."""

from django.conf import settings
from django.db.models import F

from upwell.people.models import Organisation, Person, Role


def organisation() -> Organisation:
    """The organisation's row; an unsaved one with the defaults before anybody has named it."""
    return Organisation.objects.filter(pk=1).first() or Organisation(pk=1)


def nobody_is_here() -> bool:
    """Whether this installation still waits for its first person."""
    return not Person.objects.exists()


def demo_people() -> list[Person]:
    """A few people of the demo organisation whom a visitor may be, each with another part; nobody elsewhere.

    Only addresses that can be nobody's (`.example`, RFC 2606) count, so a real colleague is never among them.
    """
    if not settings.DEMO:
        return []
    here = Person.objects.active().filter(email__endswith=".example").with_team().order_by("pk")
    members = here.filter(role=Role.MEMBER)
    parts = [
        members.filter(leads=None, reports=None)[:2],
        members.exclude(leads=None)[2:3],
        members.order_by(F("joined").desc(nulls_last=True), "pk")[:1],
        here.filter(role=Role.STEWARD)[:1],
        here.filter(role=Role.ADMIN)[:1],
    ]
    return list(dict.fromkeys(person for part in parts for person in part))
