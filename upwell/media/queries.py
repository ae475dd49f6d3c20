"""Reads of the media that shape one page or one job."""

from collections.abc import Iterator
from itertools import chain

from upwell.media.models import Upload


def swept_uploads() -> Iterator[Upload]:
    """Uploads the clock has something to do with: whole but not finished, or with nobody at them for a week."""
    unfinished = Upload.objects.unfinished().iterator(chunk_size=200)
    return chain((row for row in unfinished if row.is_whole), Upload.objects.expired().iterator(chunk_size=200))
