"""Writes of whoever makes recordings ready to play: each size, the smallest first, and what is said where it cannot be done."""

import logging
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core import clock, journal
from upwell.core.store import store, workplace
from upwell.media.actions.drawing import draw_poster, draw_strip, draw_wave
from upwell.media.models import MakingState, Recording, Rendition
from upwell.media.recordings import ffmpeg
from upwell.media.recordings.cuts import kept_seconds
from upwell.media.recordings.recording import label_of
from upwell.media.recordings.sizes import Size, arguments_for, sizes_for

LARGEST_SIDE = 8_192  # pixels; a decoder takes some hundred megabytes for that
PATIENCE_SECONDS = 120.0  # for the shortest, and
PATIENCE_FACTOR = 10.0  # so many times its own length for each size

log = logging.getLogger(__name__)


class CannotMake(Exception):
    """A recording that cannot be made ready; the message says why, for whoever brought it."""


class CutAnew(Exception):
    """Somebody cut the recording while it was being made: what was begun is of no use, and a later job waits."""


def make_recording(recording: Recording) -> Recording:
    """The clock: make the next size of a recording that is not there yet, the smallest first, which plays while the others
    are made; after it a poster, a preview and the wave. One size at a time, so that whoever else waits has theirs before
    anybody has a large one. After a cut the same again without what was cut out; what was made before plays meanwhile.

    What cannot be played says why in words, for whoever brought it. Made sizes are not made again. No transaction is open
    while ffmpeg works; what it says is noted as it comes.
    """
    try:
        with store().on_disk(recording.file.file) as path, workplace() as folder:
            _make(recording, path, folder)
    except CutAnew:
        log.info("recording %s was cut while it was being made", recording.pk)
    except CannotMake as refusal:
        _give_up(recording, str(refusal))
    except FileNotFoundError:
        log.error("the file of recording %s is not where it was kept", recording.pk)
        _give_up(recording, _("The file of this recording is not on the server any more. Bring it again."))
    except ffmpeg.TookTooLong:
        _give_up(recording, _("This recording took too long to make ready. Cut it into shorter parts."))
    except ffmpeg.FfmpegFailed as failure:
        log.warning("recording %s cannot be made: %s", recording.pk, failure)
        _give_up(
            recording,
            _("This recording is broken or not whole: it cannot be played from beginning to end. Bring it again."),
        )
    return recording


def _make(recording: Recording, path: Path, folder: Path) -> None:
    """From the file at `path`; what is made lies in `folder` until it is whole, then where files are kept."""
    insides = _looked_into(recording, path)
    sizes = sizes_for(insides.width, insides.height)
    if recording.is_film and recording.edition != recording.shown_edition:
        draw_poster(recording, path, sizes[-1], folder)  # before it plays: the old one may show what was cut out
    made = set(recording.renditions.filter(edition=recording.edition).values_list("height", flat=True))
    weights = [max(1, size.width * size.height) for size in sizes]
    for place, size in enumerate(sizes):
        byte_count = None
        if size.height not in made:
            begin, end = sum(weights[:place]) / sum(weights), sum(weights[: place + 1]) / sum(weights)
            byte_count = _make_size(recording, path, size, folder, percents=(begin * 99, end * 99))
        is_last = place == len(sizes) - 1
        _note_made(recording, size, byte_count, is_last=is_last)
        if recording.is_film and not recording.has_poster:
            draw_poster(recording, path, sizes[-1], folder)
        if byte_count is not None and place == 0:
            draw_strip(recording, size, folder)
            draw_wave(recording, path, folder)
        if byte_count is not None and not is_last:
            return
    forget_editions(recording)


def _looked_into(recording: Recording, path: Path) -> ffmpeg.Insides:
    """What is in the file; what has too much or nothing in it is refused in words."""
    insides = ffmpeg.look(path, recording.file.content_type)
    if not insides.has_sound and not insides.height:
        raise CannotMake(_("There is neither picture nor sound in this file that could be played. Bring it again."))
    if max(insides.width, insides.height) > LARGEST_SIDE:
        raise CannotMake(
            _("This video has %(width)s x %(height)s pixels; at most %(most)s a side can be played. Save it smaller.")
            % {"width": insides.width, "height": insides.height, "most": LARGEST_SIDE}
        )
    recording.seconds = (
        insides.seconds
        or recording.seconds
        or ffmpeg.measure(path, recording.file.content_type, patience=PATIENCE_SECONDS)
    )
    _check_length(recording.seconds)
    recording.width, recording.height, recording.has_sound = insides.width, insides.height, insides.has_sound
    recording.state = recording.state if recording.is_playable else MakingState.WORKING
    recording.save(update_fields=["seconds", "width", "height", "has_sound", "state"])
    return insides


def _check_length(seconds: float) -> None:
    if seconds <= 0:
        raise CannotMake(_("There is nothing to play in this file: it ends where it begins. Bring it again."))
    if seconds > settings.RECORDING_MAX_MINUTES * 60:
        hours = round(seconds / 3600, 1)
        raise CannotMake(
            ngettext(
                "This recording lasts %(hours)s hours; at most %(most)s minute can be played here. Cut it and bring the parts.",
                "This recording lasts %(hours)s hours; at most %(most)s minutes can be played here. Cut it and bring the parts.",
                settings.RECORDING_MAX_MINUTES,
            )
            % {"hours": hours, "most": settings.RECORDING_MAX_MINUTES}
        )


def _make_size(recording: Recording, path: Path, size: Size, folder: Path, *, percents: tuple[float, float]) -> int:
    """Make one size and keep it; how many bytes it has."""
    seconds = kept_seconds(recording.cuts, end=recording.seconds or 0)

    def note(reached: float) -> None:
        begin, end = percents
        _note_progress(recording, int(begin + (end - begin) * min(1.0, reached / max(seconds, 0.1))))

    most, label = settings.RECORDING_MAX_MINUTES * 60, label_of(size.height, recording.edition)
    told = arguments_for(
        size,
        label,
        has_sound=recording.has_sound,
        most_seconds=most,
        cuts=recording.cuts,
        is_awaited=not recording.is_playable,
    )
    patience = PATIENCE_SECONDS + (recording.seconds or 0) * PATIENCE_FACTOR
    ffmpeg.make(path, recording.file.content_type, told, into=folder, patience=patience, progress=note)
    byte_count = (folder / f"{label}.mp4").stat().st_size
    for name in (f"{label}.mp4", f"{label}.m3u8"):
        store().keep(folder / name, recording.place(name))
    return byte_count


def _note_progress(recording: Recording, percent: int) -> None:
    """Only forward, and only where it is another number than before."""
    if percent > recording.percent:
        recording.percent = min(percent, 99)
        recording.seen_alive_at = clock.now()
        recording.save(update_fields=["percent", "seen_alive_at"])


@transaction.atomic
def _note_made(recording: Recording, size: Size, byte_count: int | None, *, is_last: bool) -> None:
    """A size is there: from the first on the recording plays, and the journal says so once. The first size of a new
    edition takes the place of the one before."""
    edition = Recording.objects.select_for_update().values_list("edition", flat=True).get(pk=recording.pk)
    if edition != recording.edition:
        raise CutAnew
    if byte_count is not None:
        _note_size(recording, size, byte_count)
    is_first = not recording.is_playable
    recording.state, recording.fault = MakingState.READY, ""
    recording.shown_edition, recording.shown_cuts = edition, recording.cuts
    recording.percent = 100 if is_last else recording.percent
    recording.seen_alive_at = clock.now()
    recording.save(update_fields=["state", "fault", "shown_edition", "shown_cuts", "percent", "seen_alive_at"])
    if is_first:
        journal.record("recording.ready", by=None, about=recording)


def _note_size(recording: Recording, size: Size, byte_count: int) -> None:
    seconds = kept_seconds(recording.cuts, end=recording.seconds or 0)
    Rendition.objects.get_or_create(
        recording=recording,
        edition=recording.edition,
        height=size.height,
        defaults={
            "width": size.width,
            "byte_count": byte_count,
            "bits_per_second": int(byte_count * 8 / max(seconds, 0.1)),
            "at": clock.now(),
        },
    )


@transaction.atomic
def forget_editions(recording: Recording) -> None:
    """The clock: once an edition is whole, those before it are not kept: what was cut out is cut out."""
    old = recording.renditions.exclude(edition=recording.edition)
    for size in old:
        for name in (f"{size.label}.mp4", f"{size.label}.m3u8", f"strip-{size.edition}.jpg"):
            store().remove(recording.place(name))
    old.delete()


@transaction.atomic
def _give_up(recording: Recording, words: str) -> None:
    """Say why; what already plays goes on playing."""
    if not recording.is_playable:
        recording.state, recording.fault = MakingState.FAILED, words
        journal.record("recording.failed", by=None, about=recording)
    recording.percent = 100
    recording.save(update_fields=["state", "fault", "percent"])
