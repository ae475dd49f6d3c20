"""Writes of recordings: making a video or a sound ready to play, and where each person left off."""

import logging
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core import clock, jobs, journal
from upwell.media.models import MakingState, Recording, Rendition, StoredFile, Viewing
from upwell.media.recordings import ffmpeg
from upwell.media.recordings.cuts import kept_seconds, original_second
from upwell.media.recordings.ranges import joined
from upwell.media.recordings.recording import label_of
from upwell.media.recordings.sizes import Size, arguments_for, sizes_for, strip_arguments, strip_every
from upwell.people.models import Person

LARGEST_SIDE = 8_192  # pixels; a decoder takes some hundred megabytes for that
PATIENCE_SECONDS = 120.0  # for the shortest, and
PATIENCE_FACTOR = 10.0  # so many times its own length for each size
MOST_PLAYED = 200  # stretches of one recording that are kept for one person

log = logging.getLogger(__name__)


class CannotMake(Exception):
    """A recording that cannot be made ready; the message says why, for whoever brought it."""


class CutAnew(Exception):
    """Somebody cut the recording while it was being made: what was begun is of no use, and a later job waits."""


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


def make_recording(recording: Recording) -> Recording:
    """The clock: make a poster, the sizes of a recording, and a preview, the smallest size first, which plays while the
    others are made. After a cut the same again without what was cut out; what was made before plays meanwhile.

    What cannot be played says why in words, for whoever brought it. Made sizes are not made again. No transaction is open
    while ffmpeg works; what it says is noted as it comes.
    """
    path = Path(settings.FILES) / recording.file.file
    try:
        _make(recording, path)
    except CutAnew:
        log.info("recording %s was cut while it was being made", recording.pk)
    except CannotMake as refusal:
        _give_up(recording, str(refusal))
    except ffmpeg.TookTooLong:
        _give_up(recording, _("This recording took too long to make ready. Cut it into shorter parts."))
    except ffmpeg.FfmpegFailed as failure:
        log.warning("recording %s cannot be made: %s", recording.pk, failure)
        _give_up(
            recording,
            _("This recording is broken or not whole: it cannot be played from beginning to end. Bring it again."),
        )
    return recording


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


def _make(recording: Recording, path: Path) -> None:
    insides = _looked_into(recording, path)
    recording.folder.mkdir(parents=True, exist_ok=True)
    sizes = sizes_for(insides.width, insides.height)
    if recording.is_film and (not recording.has_poster or recording.edition != recording.shown_edition):
        _draw_poster(recording, path, sizes[-1])
    made = set(recording.renditions.filter(edition=recording.edition).values_list("height", flat=True))
    weights = [max(1, size.width * size.height) for size in sizes]
    for place, size in enumerate(sizes):
        if size.height not in made:
            begin, end = sum(weights[:place]) / sum(weights), sum(weights[: place + 1]) / sum(weights)
            _make_size(recording, path, size, percents=(begin * 99, end * 99))
        _note_made(recording, size, is_last=place == len(sizes) - 1)
        if place == 0 and size.height:
            _draw_strip(recording, label_of(size.height, recording.edition))
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
    recording.seconds = insides.seconds or ffmpeg.measure(path, recording.file.content_type, patience=PATIENCE_SECONDS)
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


def _draw_poster(recording: Recording, path: Path, size: Size) -> None:
    """One picture from the first second or so of what is left; a film without one plays all the same."""
    left = kept_seconds(recording.cuts, end=recording.seconds or 0)
    at = f"{original_second(recording.cuts, min(1.0, left / 3)):.2f}"
    drawn = ["-map", "0:v:0", "-frames:v", "1", "-vf", f"scale={size.width}:{size.height},setsar=1", "-q:v", "4"]
    whole = [*drawn, "-update", "1", "-f", "image2", "poster.jpg"]
    try:
        ffmpeg.make(path, recording.file.content_type, whole, into=recording.folder, patience=60, before=["-ss", at])
    except ffmpeg.FfmpegFailed as failure:
        log.info("recording %s has no poster: %s", recording.pk, failure)
    recording.has_poster = (recording.folder / "poster.jpg").is_file()
    recording.save(update_fields=["has_poster"])


def _draw_strip(recording: Recording, label: str) -> None:
    """Small pictures of the smallest size, for whoever moves along the bar; a film without them plays all the same."""
    seconds = kept_seconds(recording.cuts, end=recording.seconds or 0)
    drawn = strip_arguments(seconds, recording.strip.name)
    whole_pictures = ["-skip_frame", "nokey"]
    made = recording.folder / f"{label}.mp4"
    try:
        ffmpeg.make(made, "video/mp4", drawn, into=recording.folder, patience=PATIENCE_SECONDS, before=whole_pictures)
    except ffmpeg.FfmpegFailed as failure:
        log.info("recording %s has no preview: %s", recording.pk, failure)
    recording.strip_every = strip_every(seconds) if recording.strip.is_file() else 0
    recording.save(update_fields=["strip_every"])


def _make_size(recording: Recording, path: Path, size: Size, *, percents: tuple[float, float]) -> None:
    seconds = kept_seconds(recording.cuts, end=recording.seconds or 0)

    def note(reached: float) -> None:
        begin, end = percents
        _note_progress(recording, int(begin + (end - begin) * min(1.0, reached / max(seconds, 0.1))))

    most, label = settings.RECORDING_MAX_MINUTES * 60, label_of(size.height, recording.edition)
    told = arguments_for(size, label, has_sound=recording.has_sound, most_seconds=most, cuts=recording.cuts)
    patience = PATIENCE_SECONDS + (recording.seconds or 0) * PATIENCE_FACTOR
    ffmpeg.make(path, recording.file.content_type, told, into=recording.folder, patience=patience, progress=note)


def _note_progress(recording: Recording, percent: int) -> None:
    """Only forward, and only where it is another number than before."""
    if percent > recording.percent:
        recording.percent = min(percent, 99)
        recording.seen_alive_at = clock.now()
        recording.save(update_fields=["percent", "seen_alive_at"])


@transaction.atomic
def _note_made(recording: Recording, size: Size, *, is_last: bool) -> None:
    """A size is there: from the first on the recording plays, and the journal says so once. The first size of a new
    edition takes the place of the one before."""
    edition = Recording.objects.select_for_update().values_list("edition", flat=True).get(pk=recording.pk)
    if edition != recording.edition:
        raise CutAnew
    byte_count = (recording.folder / f"{label_of(size.height, edition)}.mp4").stat().st_size
    seconds = kept_seconds(recording.cuts, end=recording.seconds or 0)
    Rendition.objects.get_or_create(
        recording=recording,
        edition=edition,
        height=size.height,
        defaults={
            "width": size.width,
            "byte_count": byte_count,
            "bits_per_second": int(byte_count * 8 / max(seconds, 0.1)),
            "at": clock.now(),
        },
    )
    is_first = not recording.is_playable
    recording.state, recording.fault = MakingState.READY, ""
    recording.shown_edition, recording.shown_cuts = edition, recording.cuts
    recording.percent = 100 if is_last else recording.percent
    recording.seen_alive_at = clock.now()
    recording.save(update_fields=["state", "fault", "shown_edition", "shown_cuts", "percent", "seen_alive_at"])
    if is_first:
        journal.record("recording.ready", by=None, about=recording)


@transaction.atomic
def forget_editions(recording: Recording) -> None:
    """The clock: once an edition is whole, those before it are not kept: what was cut out is cut out."""
    old = recording.renditions.exclude(edition=recording.edition)
    for size in old:
        for name in (f"{size.label}.mp4", f"{size.label}.m3u8", f"strip-{size.edition}.jpg"):
            (recording.folder / name).unlink(missing_ok=True)
    old.delete()


@transaction.atomic
def _give_up(recording: Recording, words: str) -> None:
    """Say why; what already plays goes on playing."""
    if not recording.is_playable:
        recording.state, recording.fault = MakingState.FAILED, words
        journal.record("recording.failed", by=None, about=recording)
    recording.percent = 100
    recording.save(update_fields=["state", "fault", "percent"])
