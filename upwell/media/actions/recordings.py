"""Writes of recordings: having a video or a sound made ready to play, and where each person left off."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from upwell.core import clock, jobs
from upwell.media.models import Recording, StoredFile, Viewing
from upwell.media.recordings.ranges import joined
from upwell.people.models import Person

MOST_PLAYED = 200  # stretches of one recording that are kept for one person


@transaction.atomic
def ask_for_recording(file: StoredFile) -> Recording | None:
    """The clock and the journal: have a video or a sound made ready to play. Other files are left alone, and what was
    asked for once is not asked for again."""
    if not file.is_played:
        return None
    now = clock.now()
    row, is_new = Recording.objects.get_or_create(file=file, defaults={"asked_at": now, "seen_alive_at": now})
    if is_new:
        jobs.enqueue("upwell.media.tasks.make_playable", recording_id=row.pk, lock=f"recording-{row.pk}")
    return row


@transaction.atomic
def ask_again(recording: Recording) -> None:
    """The clock: whoever made this recording was interrupted; have it gone on with."""
    found = Recording.objects.select_for_update().get(pk=recording.pk)
    found.seen_alive_at = clock.now()
    found.save(update_fields=["seen_alive_at"])
    jobs.enqueue("upwell.media.tasks.make_playable", recording_id=found.pk, lock=f"recording-{found.pk}")


@transaction.atomic
def note_viewing(recording: Recording, *, by: Person, second: float, played: list[tuple[float, float]]) -> Viewing:
    """Keep where somebody left off, and which seconds they have played. For themselves alone; nobody else is told.

    The caller has seen that they may see it. Seconds outside of the recording are dropped.
    """
    if not by.is_active:
        raise PermissionDenied
    row, _is_new = Viewing.objects.select_for_update().get_or_create(
        person=by, recording=recording, defaults={"second": 0, "at": clock.now()}
    )
    end = recording.seconds or 0
    row.second = min(max(second, 0), end)
    row.played = joined([*row.played, *played], end=end)[:MOST_PLAYED]
    row.at = clock.now()
    row.save(update_fields=["second", "played", "at"])
    return row
