"""Writes of a recording on a module's page: putting its words right, naming its chapters, cutting it."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.library.models import Item
from upwell.library.permissions import can_edit_recording
from upwell.library.queries.said import block_played, recording_in
from upwell.media.actions import captions, chapters, cutting
from upwell.media.models import Cut, MakingState, Recording, Transcript
from upwell.media.recordings.cuts import is_cut, original_second
from upwell.people.models import Person


@transaction.atomic
def correct_word(item: Item, *, by: Person, block: str, line: int, word: int, text: str) -> Transcript:
    """Put one word of what is said right. Who brought the recording may, who writes the module with them, and stewards."""
    transcript = _transcript(_recording(item, block, by))
    return captions.correct_word(transcript, by=by, line=line, word=word, text=text)


@transaction.atomic
def correct_line(item: Item, *, by: Person, block: str, line: int, text: str) -> Transcript:
    """Write a line of what is said anew. The same people may."""
    transcript = _transcript(_recording(item, block, by))
    return captions.correct_line(transcript, by=by, line=line, text=text)


@transaction.atomic
def cut_out(item: Item, *, by: Person, block: str, begin: float, end: float) -> Cut:
    """Take a stretch out, from one second of what plays to another. The same people may.

    Words, chapters, comments and what people have played stay with the seconds they belong to; those of what was cut out
    are kept apart, and are back when it is put back.
    """
    recording = _recording(item, block, by)
    since = original_second(recording.cuts, begin)
    until = original_second(recording.cuts, end, from_left=True)
    return cutting.cut_recording(recording, by=by, begin=since, end=until)


@transaction.atomic
def put_back(item: Item, *, by: Person, block: str, cut: int) -> Cut:
    """Put back what was cut out. The same people may; what is back already stays."""
    recording = _recording(item, block, by)
    found = recording.cut_rows.filter(pk=cut).first()
    if found is None:
        raise ValidationError(_("This was not cut out of this recording."))
    return cutting.put_back(found, by=by)


@transaction.atomic
def set_chapters(item: Item, *, by: Person, block: str, named: Sequence[tuple[float, str]]) -> Recording:
    """Name the chapters, by the second of what plays. The same people may. Chapters that begin in what was cut out stay,
    for when it is put back."""
    recording = _recording(item, block, by)
    apart = [(second, title) for second, title in recording.chapters if is_cut(recording.cuts, second)]
    here = [(original_second(recording.cuts, second), title) for second, title in named]
    return chapters.set_chapters(recording, by=by, named=[*apart, *here])


def _recording(item: Item, block: str, by: Person) -> Recording:
    """The recording in a block, where `by` may see it and may change it."""
    found = recording_in(block_played(item, by, block))
    if found is None:
        raise ValidationError(_("There is no recording in this part."))
    if not can_edit_recording(by, item, found.file):
        raise PermissionDenied
    return found


def _transcript(recording: Recording) -> Transcript:
    found: Transcript | None = getattr(recording, "transcript", None)
    if found is None or found.state != MakingState.READY:
        raise ValidationError(_("What is said here has not been written down yet."))
    return found
