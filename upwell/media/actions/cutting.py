"""Writes of cuts: taking a stretch out of a recording, and putting it back. The file as it came is never touched."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, jobs, journal
from upwell.media.models import Cut, Recording
from upwell.media.recordings.cuts import kept_seconds, normal
from upwell.people.models import Person

SHORTEST_CUT = 0.05  # seconds; less is a slip of the hand
SHORTEST_LEFT = 1.0  # seconds that a recording still lasts
MOST_CUTS = 200


@transaction.atomic
def cut_recording(recording: Recording, *, by: Person, begin: float, end: float) -> Cut:
    """Take what lies between two seconds (of the file as it came) out of a recording; part of an action that asked who may.

    Players pass over it at once, and it is made anew without it. What was said about those seconds is kept apart, and
    comes back with them. Refused: what is not in the recording, a stretch too short to hear, all that is left of it, and
    more than 200 cuts. The same cut again is the same cut.
    """
    found = _locked(recording)
    end = min(end, found.seconds or 0)
    begin = max(0.0, begin)
    if not found.is_playable or end - begin < SHORTEST_CUT:
        raise ValidationError(_("There is nothing to cut there. Say from which second to which."))
    standing = found.cut_rows.standing()
    if (same := standing.filter(begin=round(begin, 2), end=round(end, 2)).first()) is not None:
        return same
    if standing.count() >= MOST_CUTS:
        raise ValidationError(_("At most %(most)s pieces are cut out of one recording.") % {"most": MOST_CUTS})
    if (
        kept_seconds(normal([*found.cuts, [begin, end]], end=found.seconds or 0), end=found.seconds or 0)
        < SHORTEST_LEFT
    ):
        raise ValidationError(_("Nothing would be left of it. Take the recording out of the page instead."))
    cut = Cut.objects.create(recording=found, begin=round(begin, 2), end=round(end, 2), by=by, at=clock.now())
    _make_anew(found)
    journal.record("recording.cut", by=by, about=found, begin=cut.begin, end=cut.end)
    return cut


@transaction.atomic
def put_back(cut: Cut, *, by: Person) -> Cut:
    """Put back what was cut out; part of an action that asked who may. What is back already stays as it is."""
    recording = _locked(cut.recording)
    found = Cut.objects.get(pk=cut.pk)
    if found.put_back_at is not None:
        return found
    found.put_back_at, found.put_back_by = clock.now(), by
    found.save(update_fields=["put_back_at", "put_back_by"])
    _make_anew(recording)
    journal.record("recording.put_back", by=by, about=recording, begin=found.begin, end=found.end)
    return found


def _locked(recording: Recording) -> Recording:
    return Recording.objects.select_for_update(of=("self",)).select_related("file").get(pk=recording.pk)


def _make_anew(recording: Recording) -> None:
    """A new edition without what is cut out as of now; the one before plays until its first size is there."""
    stretches = recording.cut_rows.standing().values_list("begin", "end")
    recording.cuts = normal(stretches, end=recording.seconds or 0)
    recording.edition += 1
    recording.percent, recording.seen_alive_at = 0, clock.now()
    recording.save(update_fields=["cuts", "edition", "percent", "seen_alive_at"])
    jobs.enqueue("upwell.media.tasks.make_playable", recording_id=recording.pk, lock=f"recording-{recording.pk}")
