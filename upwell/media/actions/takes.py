"""Writes of takes: what somebody recorded or brought, and decides about before anybody else can see it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from upwell.media.actions.chapters import give_headings
from upwell.media.actions.consenting import put_together
from upwell.media.actions.recordings import ask_for_recording
from upwell.media.actions.uploads import finish_upload, locked
from upwell.media.models import Join, StoredFile, Upload
from upwell.media.recordings import refusals
from upwell.people.models import Person


def keep_take(take: Upload, *, by: Person) -> StoredFile:
    """Make a file of a take, so that it can be shown to others: as far as it came, where its recording was interrupted.

    Only who made it. Refused in words: a recording of which nothing arrived, a film of which part is still missing, and
    what may not be kept here. Twice is harmless.
    """
    kept = finish_upload(_ended(take, by), by=by)
    if kept.file is None:
        raise ValidationError(kept.fault)
    if kept.headings and (recording := ask_for_recording(kept.file)):
        give_headings(recording, kept.headings)
    if join := Join.objects.filter(take=kept).first():
        parts = Upload.objects.filter(pk__in=join.parts, file__isnull=False)
        put_together(kept.file, of=StoredFile.objects.filter(pk__in=parts.values("file")))
    return kept.file


@transaction.atomic
def _ended(take: Upload, by: Person) -> Upload:
    """The take with its length: nobody said it where a tab was closed while it was recorded."""
    take = locked(take, by)
    if take.has_ended:
        return take
    if not take.offset:
        raise refusals.empty()
    if take.byte_count is None:
        take.byte_count = take.offset
        take.save(update_fields=["byte_count"])
    if not take.is_whole:
        raise refusals.not_whole(take.offset, take.byte_count)
    return take
