"""Writes about how somebody gets in: the link by mail, joining, the password."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, jobs, journal
from upwell.core.text import one_line
from upwell.people.links import read_join_key, read_key
from upwell.people.models import Person
from upwell.people.permissions import can_join
from upwell.people.queries import organisation


def ask_for_link(email: str, *, by: None = None, next_page: str = "/") -> None:
    """Have a link sent to an address with which its owner signs in, or joins where the organisation lets them.

    The same is done and said whether or not somebody has that address; only the worker, later, finds out.
    """
    jobs.enqueue("upwell.people.tasks.mail_link", email=one_line(email).lower(), next_page=next_page)


@transaction.atomic
def take_link(key: str, *, by: None = None) -> Person:
    """Whom a link signs in. It works once: from here on it and every older one is void. Refused when it is void."""
    link = read_key(key)
    person: Person | None = Person.objects.select_for_update().filter(pk=link.person_id).first() if link else None
    if link is None or person is None or not link.is_still_for(person):
        raise ValidationError(_("This link has been used, or is older than 15 minutes."))
    person.last_login = clock.now()
    person.save(update_fields=["last_login"])
    return person


@transaction.atomic
def join_organisation(key: str, *, by: None = None, name: str) -> Person:
    """Make an account for whoever reads mail at an address that the organisation lets join. Once for an address."""
    link = read_join_key(key)
    if link is None or Person.objects.filter(email=link.email).exists():
        raise ValidationError(_("This link has been used, or is older than 15 minutes."))
    if not can_join(organisation(), link.email):
        raise PermissionDenied
    person = Person(email=link.email, name=one_line(name))
    person.set_password(None)
    person.clean_fields()
    person.save()
    journal.record("person.added", by=person, about=person)
    return person


@transaction.atomic
def change_password(person: Person, *, by: Person, new: str, current: str | None = None) -> Person:
    """Set one's own password; nobody sets another's.

    The `current` one must be said where there is one, but for `current=None`: whoever has just come in by a link has
    shown already that they are who they say. Every other session of theirs ends.
    """
    if person != by:
        raise PermissionDenied
    person = Person.objects.select_for_update().get(pk=person.pk)
    if current is not None and person.has_usable_password() and not person.check_password(current):
        raise ValidationError({"current": _("That is not your password. Type it again, or sign in by a link.")})
    try:
        validate_password(new, person)
    except ValidationError as refusal:
        raise ValidationError({"new": refusal}) from refusal
    person.set_password(new)
    person.save(update_fields=["password"])
    journal.record("person.password_set", by=by, about=person)
    return person
