"""Writes about the organisation itself."""

import re
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.core.text import one_line
from upwell.people.models import Organisation, Person
from upwell.people.permissions import can_change_organisation

DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


@transaction.atomic
def edit_organisation(
    *, by: Person, name: str, welcome: str = "", may_sign_up: bool = False, sign_up_domains: Iterable[str] = ()
) -> Organisation:
    """Say what the organisation is called, how the sign-in page greets, and whose addresses may join by themselves.

    Only admins may. Open sign-up without a domain is refused: it would let in the whole world.
    """
    if not can_change_organisation(by):
        raise PermissionDenied
    organisation, _made = Organisation.objects.select_for_update().get_or_create(pk=1)
    before = _said(organisation)
    organisation.name = one_line(name)
    organisation.welcome = one_line(welcome)
    organisation.may_sign_up = may_sign_up
    organisation.sign_up_domains = _domains(sign_up_domains, needed=may_sign_up)
    organisation.full_clean()
    if _said(organisation) != before:
        organisation.save()
        journal.record("organisation.edited", by=by, about=organisation)
    return organisation


def _said(organisation: Organisation) -> tuple[object, ...]:
    return (
        organisation.name,
        organisation.welcome,
        organisation.may_sign_up,
        tuple(organisation.sign_up_domains),
    )


def _domains(typed: Iterable[str], *, needed: bool) -> list[str]:
    domains = sorted({one_line(domain).lower().removeprefix("@") for domain in typed} - {""})
    for domain in domains:
        if not DOMAIN.fullmatch(domain):
            said = _("‘%(domain)s’ is not a domain. Write it as in an address, such as example.org.")
            raise ValidationError({"sign_up_domains": said % {"domain": domain}})
    if needed and not domains:
        raise ValidationError({"sign_up_domains": _("Name at least one domain whose addresses may join.")})
    return domains
