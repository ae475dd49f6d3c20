"""Writes about accounts: who is here, what they may do, and who has left."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.people.models import Organisation, Person, Role
from upwell.people.permissions import can_add_people, can_deactivate_person, can_set_role

LONGEST_NAME = 80  # characters, of an organisation


@transaction.atomic
def found_organisation(*, by: None = None, organisation: str, name: str, email: str, password: str) -> Person:
    """Name a fresh installation's organisation and make its first admin. Once only: refused when somebody is here."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_person IN SHARE ROW EXCLUSIVE MODE")  # two first visitors at once
    if Person.objects.exists():
        raise ValidationError(_("Somebody has set this Upwell up already. Sign in, or ask them to add you."))
    home, _made = Organisation.objects.get_or_create(pk=1)
    home.name = one_line(organisation)
    if not home.name or len(home.name) > LONGEST_NAME:
        raise ValidationError({"organisation": _("Give the organisation a name of at most 80 characters.")})
    home.save(update_fields=["name"])
    try:
        validate_password(password)
    except ValidationError as refusal:
        raise ValidationError({"password": refusal}) from refusal
    admin = add_person(email, by=by, password=password, name=name, role=Role.ADMIN)
    journal.record("organisation.founded", by=admin, about=home)
    return admin


@transaction.atomic
def add_person(email: str, *, by: Person | None, password: str | None = None, **fields: Any) -> Person:
    """Add a colleague, who signs in with `password`, or by a link sent to `email` where there is none.

    Admins may, and the installation itself (`by=None`). An address that somebody has already is refused.
    """
    if not can_add_people(by):
        raise PermissionDenied
    person = Person(email=one_line(email).lower(), **{**fields, "name": one_line(fields.get("name", ""))})
    if Person.objects.filter(email=person.email).exists():
        said = _("%(email)s belongs to somebody who is here, or was. Use another address.")
        raise ValidationError({"email": said % {"email": person.email}})
    person.set_password(password)
    person.clean_fields()
    person.save()
    journal.record("person.added", by=by or person, about=person)
    return person


@transaction.atomic
def set_role(person: Person, *, by: Person, role: str) -> Person:
    """Make somebody a member, a steward or an admin. Only admins may; the last admin stays one."""
    person = _admin_rows_locked(person)
    if not can_set_role(by, person):
        raise PermissionDenied
    if role not in Role.values:
        raise ValidationError({"role": _("Choose member, steward or admin.")})
    if person.role == role:
        return person
    if person.is_admin and person.is_active:
        _refuse_last_admin(person)
    was, person.role = person.role, role
    person.save(update_fields=["role"])
    journal.record("person.role_set", by=by, about=person, was=was, role=role)
    return person


@transaction.atomic
def deactivate_person(person: Person, *, by: Person) -> Person:
    """Close the account of somebody who leaves. Only admins may; never the last admin's.

    What they made, asked and answered stays. Their sessions end and their tokens are revoked at once, for good.
    """
    person = _admin_rows_locked(person)
    if not can_deactivate_person(by, person):
        raise PermissionDenied
    if not person.is_active:
        return person
    if person.is_admin:
        _refuse_last_admin(person)
    person.is_active, person.left_at = False, clock.now()
    person.set_unusable_password()  # its hash is in every session, so an old one does not live again on return
    person.save(update_fields=["is_active", "left_at", "password"])
    person.tokens.filter(revoked_at__isnull=True).update(revoked_at=clock.now())
    journal.record("person.left", by=by, about=person)
    return person


@transaction.atomic
def reactivate_person(person: Person, *, by: Person) -> Person:
    """Open the account of somebody who comes back; they sign in by link. Only admins may."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not can_deactivate_person(by, person):
        raise PermissionDenied
    if not person.is_active:
        person.is_active, person.left_at = True, None
        person.save(update_fields=["is_active", "left_at"])
        journal.record("person.returned", by=by, about=person)
    return person


def _admin_rows_locked(person: Person) -> Person:
    """`person` as the database has them now, with every admin's row held: two admins may demote each other at once."""
    list(Person.objects.select_for_update().filter(role=Role.ADMIN, is_active=True).order_by("pk").values_list("pk"))
    locked: Person = Person.objects.select_for_update().get(pk=person.pk)
    return locked


def _refuse_last_admin(person: Person) -> None:
    if not Person.objects.active().filter(role=Role.ADMIN).exclude(pk=person.pk).exists():
        raise ValidationError(
            _("%(name)s is the only admin. Make somebody else an admin first.") % {"name": person.name}
        )
