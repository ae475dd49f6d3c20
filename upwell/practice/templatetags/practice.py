"""Tags for pages that play takes: addresses that end when the showing does, and never say what the file is called.

Whoever knows a file's SHA-256 could name it in a page of their own, so these addresses hold a ticket and nothing else.
"""

from __future__ import annotations

from django import template
from django.urls import reverse

from upwell.media.models import StoredFile
from upwell.people.models import Person
from upwell.practice.models import Take
from upwell.practice.tickets import ticket_of, voice_ticket_of

register = template.Library()


@register.simple_tag
def take_play_address(take: Take, person: Person) -> str:
    """Where a page learns how a take plays, for this person and as long as it is shown to them."""
    return reverse("media:recording", args=[ticket_of(take, person)])


@register.simple_tag
def take_source(take: Take, person: Person) -> str:
    """What a player without script plays, once it was made ready."""
    return reverse("media:film", args=[ticket_of(take, person)])


@register.simple_tag
def voice_source(voice: StoredFile, take: Take, person: Person) -> str:
    """What was said of a take aloud."""
    return reverse("media:film", args=[voice_ticket_of(voice, take, person)])
