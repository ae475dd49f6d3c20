"""Reads of the media that shape one page or one job."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from upwell.core import clock
from upwell.media.models import FileKind, Join, MakingState, Recording, StoredFile, Upload
from upwell.people.models import Person

SILENT = timedelta(minutes=15)  # whoever makes a recording says every second or so that they are at it
MOST_AT_ONCE = 100


def swept_uploads() -> Iterator[Upload]:
    """Uploads the clock has something to do with: whole but not finished, or with nobody at them for a week."""
    unfinished = Upload.objects.files().unfinished().iterator(chunk_size=200)
    return chain((row for row in unfinished if row.is_ripe), Upload.objects.expired().iterator(chunk_size=200))


def takes_of(person: Person) -> list[Upload]:
    """What this person recorded or brought and has not decided about yet, the latest first; never more than may be begun."""
    takes = Upload.objects.visible_to(person).takes().select_related("file")
    return list(takes.order_by("-pk")[:MOST_AT_ONCE])


def stalled_recordings() -> list[Recording]:
    """Recordings in work that nobody has been at for a while."""
    stalled = Recording.objects.filter(percent__lt=100, seen_alive_at__lt=clock.now() - SILENT)
    return list(stalled.order_by("seen_alive_at")[:MOST_AT_ONCE])


def stalled_joins() -> list[Join]:
    """Takes that are being put together, and that nobody has been at for a while."""
    stalled = Join.objects.filter(state__in=[MakingState.WAITING, MakingState.WORKING])
    return list(stalled.filter(seen_alive_at__lt=clock.now() - SILENT).order_by("seen_alive_at")[:MOST_AT_ONCE])


def forgotten_files() -> list[StoredFile]:
    """Videos and sounds that nobody has asked to be made ready, the newest first."""
    played = StoredFile.objects.filter(kind__in=[FileKind.VIDEO, FileKind.AUDIO], recording=None)
    return list(played.order_by("-pk")[:MOST_AT_ONCE])
