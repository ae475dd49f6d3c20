"""Imports from the page: files are kept, looked at, and imported once an admin has seen what would change."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from upwell.core import clock, jobs, journal
from upwell.interop.actions.importing import import_folder
from upwell.interop.imports.outcome import Outcome
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.writing import Progress
from upwell.interop.models import Upload
from upwell.interop.permissions import can_import
from upwell.interop.progress import note_progress
from upwell.interop.unpacking import unpack
from upwell.people.models import Person

AT_ONCE_BYTES = 500_000  # larger ones are left to a job: some two thousand people, two or three seconds
KEPT_FOR = timedelta(days=7)  # of files that nobody imported: they hold people's data
LOOK = "upwell.interop.tasks.look"
BRING = "upwell.interop.tasks.bring"


@transaction.atomic
def keep_upload(files: Sequence[UploadedFile[bytes]], *, by: Person) -> Upload:
    """Keep the files of an import (or a zip of its folder) and do a dry run, at once or, of large ones, by a job.

    Admins may. What cannot be unpacked safely, and files nobody knows, are refused, and nothing is kept.
    """
    if not can_import(by):
        raise PermissionDenied
    upload = Upload.objects.create(by=by, at=clock.now())
    shutil.rmtree(upload.folder, ignore_errors=True)
    try:
        upload.names, upload.byte_count = unpack(files, upload.folder)
    except BaseException:
        shutil.rmtree(upload.folder, ignore_errors=True)
        raise
    upload.save(update_fields=["names", "byte_count"])
    if upload.byte_count <= AT_ONCE_BYTES:
        look_at_upload(upload, by=by)
    else:
        jobs.enqueue(LOOK, upload_id=upload.pk)
    return upload


def look_at_upload(upload: Upload, *, by: Person) -> None:
    """Do the dry run, and keep what it says. Admins may; an upload that was begun or put away stays as it is."""
    if upload.begun_at is None and upload.put_away_at is None:
        _run(upload, by, is_dry_run=True)


@transaction.atomic
def begin_import(upload: Upload, *, by: Person) -> Upload:
    """Import what was looked at: a small one at once, a large one by a job. Admins may, once; a second tap is harmless.

    Refused while its rows need mending, and when it was put away.
    """
    if not can_import(by):
        raise PermissionDenied
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.begun_at:
        return upload
    if not upload.can_begin:
        raise ValidationError(_("There is nothing here that can be imported. Upload the files again."))
    upload.begun_at, upload.by = clock.now(), by
    upload.save(update_fields=["begun_at", "by"])
    jobs.enqueue(BRING, upload_id=upload.pk)
    return upload


def finish_import(upload: Upload, *, by: Person) -> None:
    """Write an import that was begun, all or nothing, and let its files go. Twice is harmless.

    Where the organisation has changed since the dry run so that it cannot be done any more, that is what the page says.
    """
    if upload.begun_at is None or upload.finished_at is not None:
        return
    outcome = _run(upload, by, is_dry_run=False)
    upload.finished_at = clock.now()
    upload.save(update_fields=["finished_at"])
    if outcome and outcome.was_done:
        journal.record("import.done", by=by, about=upload)
    shutil.rmtree(upload.folder, ignore_errors=True)


@transaction.atomic
def put_upload_away(upload: Upload, *, by: Person) -> None:
    """Let the files go without importing them. Admins may; what is being imported cannot be stopped any more."""
    if not can_import(by):
        raise PermissionDenied
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.begun_at or upload.put_away_at:
        return
    upload.put_away_at = clock.now()
    upload.save(update_fields=["put_away_at"])
    shutil.rmtree(upload.folder, ignore_errors=True)


@transaction.atomic
def forget_old_uploads() -> int:
    """Let go of files that nobody imported within a week; by the clock. Returns how many uploads that were."""
    old = list(Upload.objects.filter(begun_at=None, put_away_at=None, at__lt=clock.now() - KEPT_FOR))
    for upload in old:
        shutil.rmtree(upload.folder, ignore_errors=True)
    return Upload.objects.filter(pk__in=[upload.pk for upload in old]).update(put_away_at=clock.now())


def _run(upload: Upload, by: Person, *, is_dry_run: bool) -> Outcome | None:
    """The import itself; what goes wrong with the rows or the files is kept in words."""

    def begin(plan: Plan) -> Progress:
        return note_progress(upload, total=plan.size)

    outcome = None
    try:
        outcome = import_folder(upload.folder, by=by, owner=by.email, is_dry_run=is_dry_run, begin=begin)
        upload.outcome = outcome.as_json()
    except IntegrityError:
        upload.failure = _(
            "Somebody changed the same things in this very moment. Nothing was imported; upload it again."
        )
    except ValidationError as refusal:
        upload.failure = " ".join(refusal.messages)[:500]
    except PermissionDenied:
        upload.failure = _("Whoever uploaded this may not import any more.")
    upload.save(update_fields=["outcome", "failure"])
    return outcome
