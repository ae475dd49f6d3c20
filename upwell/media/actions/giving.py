"""What is said in a recording that was made here: known word for word before it is, so that nobody has to listen to it."""

from collections.abc import Sequence

from django.db import transaction

from upwell.core import clock
from upwell.media.actions.captions import keep_captions
from upwell.media.actions.chapters import set_chapters
from upwell.media.actions.recordings import ask_for_recording
from upwell.media.models import Recording, StoredFile, Transcript
from upwell.media.recordings.cuts import Word
from upwell.people.models import Person


@transaction.atomic
def give_words(
    file: StoredFile,
    *,
    by: Person,
    seconds: float,
    lines: Sequence[Sequence[Word]],
    language: str,
    chapters: Sequence[tuple[float, str]],
) -> Recording:
    """Have a film made ready to play whose words and chapters are known. Part of an action that made the film for `by`.

    Without `lines` its sound is listened to as that of any other. What people put right meanwhile is not written over, and
    the same again changes nothing.
    """
    recording = ask_for_recording(file)
    if recording is None:
        raise ValueError(f"{file} is nothing to play")
    if recording.seconds is None:
        recording.seconds = seconds
        recording.save(update_fields=["seconds"])
    if lines:
        transcript, _is_new = Transcript.objects.get_or_create(recording=recording, defaults={"at": clock.now()})
        keep_captions(transcript, {"lines": [[list(word) for word in line] for line in lines], "language": language})
    if chapters and (recording.chapters_by_id is None):
        set_chapters(recording, by=by, named=chapters)
    return recording
