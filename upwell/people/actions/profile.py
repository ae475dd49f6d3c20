"""Writes about what a person's page says."""

import re
import zoneinfo
from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.core.text import clean, one_line
from upwell.people.languages import code_of
from upwell.people.models import Person, Team
from upwell.people.permissions import can_change_person, can_place_person

MOST_MINUTES = 6000  # of helping in a month: a hundred hours
MOST_ASKS = 60  # in a month: two a day
MOST_LANGUAGES = 20
MOST_ABOUT = 1000  # characters
THEMES = ("", "light", "dark")
PICTURE = re.compile(r"[0-9a-f]{64}")  # pictures are named by their SHA-256
PLACING = {"email", "team", "lead", "joined"}


class Profile(TypedDict, total=False):
    """What can be said of a person; what is left out stays as it is. Minutes are per month, and so are asks."""

    name: str
    title: str
    place: str
    about: str
    reach: str
    photo: str
    languages: Iterable[str]
    minutes_for_helping: int
    asks_per_month: int
    theme: str
    time_zone: str
    email: str
    team: Team | None
    lead: Person | None
    joined: date | None


@transaction.atomic
def edit_profile(person: Person, *, by: Person, **changes: Unpack[Profile]) -> Person:
    """Change what is said about a person: they do so themselves, or an admin does.

    Address, team, lead and first day are for admins only. A name there must be; languages go by name or code.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not can_change_person(by, person):
        raise PermissionDenied
    if PLACING & changes.keys() and not can_place_person(by):
        raise PermissionDenied
    values = {field: _made_safe(field, value) for field, value in changes.items()}
    changed = sorted(field for field, value in values.items() if getattr(person, field) != value)
    if not changed:
        return person
    for field in changed:
        setattr(person, field, values[field])
    _check(person, changed)
    person.save(update_fields=changed)
    journal.record("person.edited", by=by, about=person, fields=changed)
    return person


def _made_safe(field: str, value: Any) -> Any:
    if field == "languages":
        return _languages(value)
    if field == "about":
        return clean(value)
    if field == "email":
        return one_line(value).lower()
    return one_line(value) if isinstance(value, str) else value


def _languages(typed: Iterable[str]) -> list[str]:
    words = [one_line(word) for word in typed]
    codes = [code_of(word) for word in words if word]
    if unknown := [word for word in words if word and not code_of(word)]:
        said = _("We do not know the language ‘%(language)s’. Try its English name or its code, such as ‘cy’.")
        raise ValidationError({"languages": said % {"language": unknown[0]}})
    if len(codes) > MOST_LANGUAGES:
        raise ValidationError({"languages": _("Name at most %(most)s languages.") % {"most": MOST_LANGUAGES}})
    return list(dict.fromkeys(codes))


def _check(person: Person, changed: list[str]) -> None:
    everything = {field.name for field in person._meta.fields}
    person.clean_fields(exclude=everything - set(changed))
    person.validate_unique(exclude=everything - set(changed))
    if len(person.about) > MOST_ABOUT:  # a TextField's own length is a form's affair
        raise ValidationError({"about": _("Say it in at most %(most)s characters.") % {"most": MOST_ABOUT}})
    _check_number(person.minutes_for_helping, "minutes_for_helping", most=MOST_MINUTES)
    _check_number(person.asks_per_month, "asks_per_month", most=MOST_ASKS)
    if person.photo and not PICTURE.fullmatch(person.photo):
        raise ValidationError({"photo": _("This picture is not here. Choose it again.")})
    if person.theme not in THEMES:
        raise ValidationError({"theme": _("Choose light, dark, or as the device.")})
    if person.time_zone and person.time_zone not in zoneinfo.available_timezones():
        raise ValidationError({"time_zone": _("Choose a time zone from the list, such as Europe/Dublin.")})
    if person.lead_id and person.lead_id == person.pk:
        raise ValidationError({"lead": _("Nobody reports to themselves. Choose somebody else, or nobody.")})


def _check_number(number: int, field: str, *, most: int) -> None:
    if not 0 <= number <= most:
        raise ValidationError({field: _("Give a number from 0 to %(most)s.") % {"most": most}})
