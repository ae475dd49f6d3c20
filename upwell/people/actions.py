"""Every write about people: adding them, what they say about themselves, what colleagues confirm."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from upwell.core import journal
from upwell.people.models import Organisation, Person, Team
from upwell.people.permissions import can_add_people


def organisation() -> Organisation:
    """The organisation's row; an unsaved one with the defaults before anybody has named it."""
    return Organisation.objects.filter(pk=1).first() or Organisation(pk=1)


@transaction.atomic
def add_team(name: str, *, by: Person | None, parent: Team | None = None, lead: Person | None = None) -> Team:
    """Add a team below `parent`. Admins may, and the installation itself (`by=None`)."""
    if not can_add_people(by):
        raise PermissionDenied
    team = Team(name=name, parent=parent, lead=lead, path="")
    team.save()
    team.path = f"{parent.path if parent else ''}{team.pk}."
    team.hue = team.pk * 137 % 360
    team.save(update_fields=["path", "hue"])
    journal.record("team.added", by=by, about=team)
    return team


@transaction.atomic
def add_person(email: str, *, by: Person | None, password: str | None = None, **fields: Any) -> Person:
    """Add a colleague, who signs in with `password`, or by a link sent to `email` where there is none."""
    if not can_add_people(by):
        raise PermissionDenied
    person = Person.objects.create_user(email, password, **fields)
    journal.record("person.added", by=by or person, about=person)
    return person
