"""What the films and sounds on a page have to do with the page: how long they play, and which headings stand around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from upwell.library import blocks as parts
from upwell.library.blocks import Block
from upwell.library.models import Item
from upwell.library.prose import to_plain
from upwell.media.models import Recording, StoredFile
from upwell.media.recordings.cuts import kept_seconds

PLAYED = {"video", "audio"}
MOST_PAGES = 200
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


def seconds_of(blocks: Iterable[Block]) -> int:
    """How long a page takes: to read and to answer, and to play what can be played as far as it has been looked into."""
    blocks = list(blocks)
    played = sum(kept_seconds(each.cuts, end=each.seconds or 0) for each in recordings_on(blocks))
    return parts.seconds(blocks) + round(played)


def recordings_on(blocks: Iterable[Block]) -> list[Recording]:
    """What is played on a page; the database is asked only where something is."""
    named = {block["file"] for block in blocks if block["type"] in PLAYED and block.get("file")}
    return list(Recording.objects.filter(file__sha256__in=named)) if named else []


def headings_of(blocks: Iterable[Block]) -> list[str]:
    """The headings of a page, in order, as one reads them."""
    return [to_plain(found) for block in blocks if block["type"] == "text" for found in _HEADING.findall(block["text"])]


def pages_playing(file: StoredFile) -> list[Item]:
    """The published pages that play a file, of the people who brought it."""
    items = Item.objects.published().filter(authorships__person__in=file.brought_by.all())
    shown = items.filter(module__version__blocks__contains=[{"file": file.sha256}])
    return list(shown.select_related("module__version").distinct()[:MOST_PAGES])
