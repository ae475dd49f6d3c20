"""Writes of chapters: the parts of a recording that one jumps to, proposed from its pauses and named by people."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.core.text import one_line
from upwell.media.models import MakingState, Recording, Transcript
from upwell.media.recordings import chapters
from upwell.media.recordings.cuts import Word
from upwell.people.models import Person

MOST_CHAPTERS = 50
LONGEST_TITLE = 100  # characters


def propose_chapters(recording: Recording, lines: Sequence[Sequence[Word]]) -> None:
    """The clock: name chapters by the headings that are spoken of, else after the pauses of what is said; part of keeping
    captions. What people named stays."""
    if recording.chapters_by_id is None:
        last = max((word[1] for line in lines for word in line), default=0.0)
        seconds = recording.seconds or last
        named = chapters.headed(lines, recording.headings, seconds=seconds)
        recording.chapters = named or chapters.proposed(lines, seconds=seconds)
        recording.save(update_fields=["chapters"])


def give_headings(recording: Recording, headings: Sequence[str]) -> None:
    """Say which headings stand on the page of a recording, or in the notes it was recorded from; part of publishing or
    keeping it. Chapters are proposed anew; what people named stays."""
    kept = [one_line(heading)[:LONGEST_TITLE] for heading in headings if heading.strip()][:MOST_CHAPTERS]
    if not kept or kept == recording.headings:
        return
    recording.headings = kept
    recording.save(update_fields=["headings"])
    transcript = Transcript.objects.filter(recording=recording, state=MakingState.READY).first()
    if transcript is not None:
        propose_chapters(recording, transcript.lines)


@transaction.atomic
def set_chapters(recording: Recording, *, by: Person, named: Sequence[tuple[float, str]]) -> Recording:
    """Say which chapters a recording has, by the second (of the file as it came) and a title; none is an answer, too.
    Part of an action that asked who may.

    They are kept in order, one for each second. Refused: a second that is not in it, a chapter without a title, and more
    than fifty. The same chapters again change nothing.
    """
    found = Recording.objects.select_for_update(of=("self",)).select_related("file").get(pk=recording.pk)
    rows = {round(second, 2): one_line(title) for second, title in named}
    if len(rows) > MOST_CHAPTERS:
        raise ValidationError(_("At most %(most)s chapters help anybody. Join some.") % {"most": MOST_CHAPTERS})
    if any(not 0 <= second < (found.seconds or 0) for second in rows):
        raise ValidationError(_("One of these chapters begins where the recording is over."))
    if any(not title or len(title) > LONGEST_TITLE for title in rows.values()):
        raise ValidationError(_("Each chapter needs a short title after its time."))
    kept = [[second, rows[second]] for second in sorted(rows)]
    if found.chapters == kept and found.chapters_by_id is not None:
        return found
    found.chapters, found.chapters_by = kept, by
    found.save(update_fields=["chapters", "chapters_by"])
    journal.record("recording.chapters_set", by=by, about=found)
    return found
