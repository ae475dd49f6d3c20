"""The jobs of the media: make what was brought playable, and sweep up what was left half done."""

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.core.store import clear_workplaces
from upwell.media.actions.captions import ask_for_captions, make_captions
from upwell.media.actions.consenting import lapse_consents
from upwell.media.actions.forgetting import sweep_bytes
from upwell.media.actions.joining import ask_again as ask_to_join
from upwell.media.actions.joining import make_join
from upwell.media.actions.making import make_recording
from upwell.media.actions.recordings import ask_again, ask_for_recording
from upwell.media.actions.uploads import sweep_upload
from upwell.media.models import Join, MakingState, Recording, StoredFile, Transcript
from upwell.media.queries import forgotten_files, stalled_joins, stalled_recordings, swept_uploads

LEFT_BEHIND = 24 * 3600  # seconds; nothing takes as long to make


@jobs.task()
def follow_line(line: Happening) -> None:
    """A line of the journal: a file was added; what plays is made ready."""
    file = StoredFile.objects.filter(pk=line["object"]).first()
    if file is not None:
        ask_for_recording(file)


@jobs.task(queue="media")
def make_playable(recording_id: int) -> None:
    """Make the next size of a recording; what is said in it is written down before a larger one is made."""
    recording = Recording.objects.select_related("file").filter(pk=recording_id).first()
    if recording is not None and recording.is_in_work:
        made = make_recording(recording)
        if made.is_playable:
            ask_for_captions(made)
        if made.is_in_work:
            ask_again(made)


@jobs.task(queue="media")
def write_captions(recording_id: int) -> None:
    """Write down what is said in a recording."""
    transcript = Transcript.objects.select_related("recording__file").filter(recording=recording_id).first()
    if transcript is not None and transcript.state != MakingState.READY:
        make_captions(transcript)


@jobs.task(queue="media")
def join_takes(join_id: int) -> None:
    """Put takes together."""
    join = Join.objects.filter(pk=join_id).first()
    if join is not None and join.is_in_work:
        make_join(join)


@jobs.scheduled("*/10 * * * *")
def sweep_uploads(timestamp: int) -> None:
    """Finish what is whole, and forget what nobody went on with for a week."""
    for upload in swept_uploads():
        sweep_upload(upload)


@jobs.scheduled("*/5 * * * *")
def sweep_recordings(timestamp: int) -> None:
    """Go on with what was interrupted, and begin what came in without anybody noticing, as with an import."""
    for recording in stalled_recordings():
        ask_again(recording)
    for file in forgotten_files():
        ask_for_recording(file)
    for join in stalled_joins():
        ask_to_join(join)
    clear_workplaces(timestamp - LEFT_BEHIND)


@jobs.task(queue="media")
def forget_bytes(sha256: str) -> None:
    """Remove what still lies on disk of a file that was taken away."""
    sweep_bytes(sha256)


@jobs.scheduled("* * * * *")
def end_consents(timestamp: int) -> None:
    """Take down what may be played until a day that has passed."""
    lapse_consents()
