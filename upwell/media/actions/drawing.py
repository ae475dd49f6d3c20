"""Writes of what is seen of a recording before it plays: a picture of it, small ones along the bar, how loud it is."""

import logging
from collections.abc import Sequence
from pathlib import Path

from upwell.core.store import store
from upwell.media.models import Recording, Wave
from upwell.media.recordings import ffmpeg
from upwell.media.recordings.cuts import kept_seconds, original_second
from upwell.media.recordings.recording import label_of
from upwell.media.recordings.sizes import Size, strip_arguments, strip_every
from upwell.media.recordings.wave import arguments_for, peak_every, peaks_of

PATIENCE_SECONDS = 300.0

log = logging.getLogger(__name__)


def draw_poster(recording: Recording, path: Path, size: Size, folder: Path) -> None:
    """One picture from the first second or so of what is left; a film without one plays all the same."""
    left = kept_seconds(recording.cuts, end=recording.seconds or 0)
    at = f"{original_second(recording.cuts, min(1.0, left / 3)):.2f}"
    drawn = ["-map", "0:v:0", "-frames:v", "1", "-vf", f"scale={size.width}:{size.height},setsar=1", "-q:v", "4"]
    whole, poster = [*drawn, "-update", "1", "-f", "image2", "poster.jpg"], folder / "poster.jpg"
    if _is_made(path, recording.file.content_type, whole, poster, before=["-ss", at]):
        store().keep(poster, recording.place(poster.name))
        recording.has_poster = True
    recording.save(update_fields=["has_poster"])


def draw_strip(recording: Recording, size: Size, folder: Path) -> None:
    """Small pictures of the smallest size, for whoever moves along the bar; a film without them plays all the same."""
    if not size.height:
        return
    seconds, strip = kept_seconds(recording.cuts, end=recording.seconds or 0), folder / "strip.jpg"
    drawn = strip_arguments(seconds, strip.name)
    with store().on_disk(recording.place(f"{label_of(size.height, recording.edition)}.mp4")) as made:
        is_there = _is_made(made, "video/mp4", drawn, strip, before=["-skip_frame", "nokey"])
    if is_there:
        store().keep(strip, recording.strip)
    recording.strip_every = strip_every(seconds) if is_there else 0
    recording.save(update_fields=["strip_every"])


def draw_wave(recording: Recording, path: Path, folder: Path) -> None:
    """How loud it is from moment to moment, once: of the file as it came, whatever is cut out of it later."""
    if not recording.has_sound or Wave.objects.filter(recording=recording).exists():
        return
    samples, every = folder / "samples", peak_every(recording.seconds or 0)
    if _is_made(path, recording.file.content_type, arguments_for(samples.name), samples):
        Wave.objects.get_or_create(
            recording=recording, defaults={"every": every, "peaks": peaks_of(samples, every=every)}
        )
        samples.unlink()


def _is_made(
    path: Path, content_type: str, arguments: Sequence[str], made: Path, *, before: Sequence[str] = ()
) -> bool:
    """Whether ffmpeg made the file `made`, without which a recording plays all the same."""
    try:
        ffmpeg.make(path, content_type, arguments, into=made.parent, patience=PATIENCE_SECONDS, before=before)
    except ffmpeg.FfmpegFailed as failure:
        log.info("%s of %s is not made: %s", made.name, path.name, failure)
    return made.is_file()
