"""Tags for pages that play recordings."""

from django import template
from django.urls import reverse

from upwell.media.models import StoredFile
from upwell.media.recordings.tickets import address_for, source_for, ticket_for
from upwell.people.models import Person

register = template.Library()


@register.simple_tag
def play_address(file: StoredFile, person: Person) -> str:
    """Where a page learns how `file` plays, for this person and some hours: {% play_address part.file user %}."""
    return reverse("media:recording", args=[ticket_for(file, person)])


@register.simple_tag
def file_address(file: StoredFile, person: Person) -> str:
    """Where this person fetches `file` as it came, for some hours: {% file_address part.file user %}."""
    return address_for(file, person)


@register.simple_tag
def source_address(file: StoredFile, person: Person) -> str:
    """What a player without script plays: {% source_address part.file user %}."""
    return source_for(file, person)


@register.simple_tag
def take_address(file: StoredFile, person: Person) -> str:
    """Where one takes it along, without what was cut out of it."""
    address = source_for(file, person)
    return f"{address}{'&' if '?' in address else '?'}take"


@register.simple_tag
def film_address(file: StoredFile, person: Person) -> str:
    """The same without saying what the file is called, once it was made ready: for those who may watch and not keep it."""
    return reverse("media:film", args=[ticket_for(file, person)])
