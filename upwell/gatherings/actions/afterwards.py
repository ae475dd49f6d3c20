"""What is at hand before and after: materials, and notes of what came of it."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean, one_line
from upwell.gatherings.actions.holding import hold_as_host
from upwell.gatherings.models import Event, Material
from upwell.people.models import Person

LONGEST_NOTES, MOST_MATERIALS = 20_000, 30
_is_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def write_notes(event: Event, *, by: Person, text: str) -> Event:
    """Write down what came of it, for those who were there and those who could not; the host may, once it has begun.

    With notes it stays in the lists to be found; without, it leaves them when it is over.
    """
    event = hold_as_host(event, by)
    text = clean(text)
    if not event.has_begun(clock.now()) or event.cancelled_at:
        raise ValidationError({"notes": _("Write down what came of it once it has begun.")})
    if len(text) > LONGEST_NOTES:
        raise ValidationError(
            {
                "notes": _("This has %(count)s characters; notes hold %(most)s.")
                % {"count": len(text), "most": LONGEST_NOTES}
            }
        )
    if text == event.notes:
        return event
    event.notes, event.noted_at = text, clock.now() if text else None
    event.save(update_fields=["notes", "noted_at"])
    _bring_back(event, by)
    journal.record("event.noted", by=by, about=event)
    return event


@transaction.atomic
def add_material(event: Event, *, by: Person, title: str, url: str) -> Material:
    """Lay something beside an event: slides, a recording, a module. The host may; the same address is there once.

    An address begins with https://, or with / for what is here.
    """
    event = hold_as_host(event, by)
    title, url = one_line(title), one_line(url)
    if known := event.materials.filter(url=url).first():
        return known
    if event.materials.count() >= MOST_MATERIALS:
        raise ValidationError(
            {"title": _("There are %(most)s already. Take one away first.") % {"most": MOST_MATERIALS}}
        )
    if not title or len(title) > 200:
        raise ValidationError({"title": _("Say what it is, in a few words.")})
    _check_address(url)
    made = Material.objects.create(event=event, title=title, url=url, by=by, at=clock.now())
    _bring_back(event, by)
    journal.record("event.material_added", by=by, about=event, material=made.pk)
    return made


@transaction.atomic
def remove_material(material: Material, *, by: Person) -> None:
    """Take something away again; the host may. Again changes nothing."""
    event = hold_as_host(material.event, by)
    gone, _each = event.materials.filter(pk=material.pk).delete()
    if gone:
        journal.record("event.material_removed", by=by, about=event, material=material.pk)


def _check_address(url: str) -> None:
    if url.startswith("/") and not url.startswith("//") and len(url) <= 500:
        return
    try:
        _is_address(url)
    except ValidationError as error:
        raise ValidationError({"url": _("This is not a web address. It begins with https://.")}) from error
    if len(url) > 500:
        raise ValidationError({"url": _("This address is too long.")})


def _bring_back(event: Event, by: Person) -> None:
    """What is over and has something to show is in the lists."""
    if event.item.retired_at is not None and event.cancelled_at is None:
        event.item.retired_at = None
        event.item.save(update_fields=["retired_at"])
        if event.item.is_published:
            journal.record("item.brought_back", by=by, about=event.item)
