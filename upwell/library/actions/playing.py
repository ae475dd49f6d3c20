"""Writes that follow what is played on a page: its minutes, and the headings by which chapters are proposed."""

from django.db import transaction

from upwell.library.blocks import Block
from upwell.library.models import Item
from upwell.library.queries.playing import headings_of, pages_playing, recordings_on, seconds_of
from upwell.media.actions.chapters import give_headings
from upwell.media.models import StoredFile


@transaction.atomic
def follow_film(file: StoredFile) -> None:
    """The journal: how long a film plays is known by now, or it was cut. The pages that play it say so on their cards, and
    their headings may name its chapters."""
    for item in pages_playing(file):
        version = item.module.version
        blocks = version.blocks if version else []
        seconds = seconds_of(blocks)
        Item.objects.filter(pk=item.pk).exclude(seconds=seconds).update(seconds=seconds)
        tell_headings(blocks)


def tell_headings(blocks: list[Block]) -> None:
    """What is played on a page is told the page's headings, for its chapters; part of publishing the page."""
    for recording in recordings_on(blocks):
        give_headings(recording, headings_of(blocks))
