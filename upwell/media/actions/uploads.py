"""Writes of uploads: files that come in pieces over any number of connections, and arrive bit for bit."""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from upwell.core import clock
from upwell.core.text import one_line
from upwell.media.actions.files import keep_file
from upwell.media.models import Upload
from upwell.media.permissions import can_add_files, can_continue_upload
from upwell.media.recordings import partial, refusals
from upwell.people.models import Person

KEPT_FOR = timedelta(days=7)  # since the last piece
MOST_AT_ONCE = 30  # files on their way, for one person


@transaction.atomic
def start_upload(*, by: Person, name: str, byte_count: int | None, metadata: str = "", is_take: bool = False) -> Upload:
    """Begin to bring in a file of `byte_count` bytes; None where nobody knows yet, as while something is recorded.
    Of a take no file is made before somebody says so (`keep_take`).

    Everybody here may. Refused in words before the first piece: a file larger than settings.UPLOAD_MAX_BYTES, an empty
    one, one for which the disk has no room, and a thirty-first file while thirty are on their way.
    """
    if not can_add_files(by):
        raise PermissionDenied
    _check_length(byte_count)
    refuse_more(by)
    partial.check_room(Path(settings.FILES), byte_count or 0)
    now = clock.now()
    upload = Upload.objects.create(
        by=by,
        name=one_line(name)[:200],
        byte_count=byte_count,
        metadata=metadata,
        is_take=is_take,
        at=now,
        expires_at=now + KEPT_FOR,
    )
    upload.path.parent.mkdir(parents=True, exist_ok=True)
    upload.path.touch(exist_ok=False)
    return upload


@transaction.atomic
def say_length(upload: Upload, *, by: Person, byte_count: int) -> Upload:
    """Say how long a file is that began without anybody knowing. Only who brings it, once, and within the limit."""
    upload = locked(upload, by)
    if upload.byte_count == byte_count:
        return upload
    if upload.byte_count is not None or byte_count < upload.offset:
        raise refusals.elsewhere(upload.offset)
    _check_length(byte_count)
    upload.byte_count = byte_count
    upload.save(update_fields=["byte_count"])
    return upload


def receive_pieces(
    upload: Upload, *, by: Person, offset: int, pieces: Iterable[bytes], checksum: tuple[str, bytes] | None = None
) -> int:
    """Take in what comes next, from `offset` on, which must be where what is here ends. Gives the new length in bytes.

    Only who began it. What came before a connection broke is kept; with a `checksum` (algorithm, digest) the pieces
    count together or not at all. No transaction and no lock is held while the sender is waited for.
    """
    if not can_continue_upload(by, upload):
        raise PermissionDenied
    if upload.has_ended:
        raise refusals.elsewhere(upload.offset) if upload.file_id else refusals.gone()
    most = settings.UPLOAD_MAX_BYTES if upload.byte_count is None else upload.byte_count
    partial.check_room(Path(settings.FILES), (upload.byte_count or offset) - offset)
    if checksum is None:
        return partial.grow(upload.path, offset, pieces, most=most)
    algorithm, digest = checksum
    return partial.grow_checked(upload.path, offset, pieces, most=most, algorithm=algorithm, digest=digest)


@transaction.atomic
def keep_on(upload: Upload, *, by: Person) -> Upload:
    """Note that somebody is still at it, so that it is kept for a week from now."""
    if not can_continue_upload(by, upload):
        raise PermissionDenied
    upload.expires_at = clock.now() + KEPT_FOR
    upload.save(update_fields=["expires_at"])
    return upload


def finish_upload(upload: Upload, *, by: Person) -> Upload:
    """Make a file of what is here, once every byte is: kept under its SHA-256, once. Only who brought it, or the clock
    on their behalf. What may not be kept is removed, and the upload says why. Twice is harmless."""
    upload = _finish(upload, by)
    if upload.has_ended:
        upload.path.unlink(missing_ok=True)  # only now that the database has its row for good
    return upload


@transaction.atomic
def _finish(upload: Upload, by: Person) -> Upload:
    upload = locked(upload, by)
    if upload.has_ended or not upload.is_whole:
        return upload
    aside = upload.path.with_name(f"{upload.key}.whole")
    aside.unlink(missing_ok=True)
    os.link(upload.path, aside)
    try:
        with upload.path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        byte_count = aside.stat().st_size
        upload.file = keep_file(aside, name=upload.name, sha256=sha256, byte_count=byte_count, by=by)
    except refusals.NotNow:
        raise
    except ValidationError as refusal:
        upload.fault = " ".join(refusal.messages)
    finally:
        aside.unlink(missing_ok=True)
    upload.save(update_fields=["file", "fault"])
    return upload


@transaction.atomic
def drop_upload(upload: Upload, *, by: Person) -> None:
    """Take back a file that is on its way, and all that is here of it. What became a whole file stays one."""
    upload = locked(upload, by)
    upload.path.unlink(missing_ok=True)
    upload.delete()


@transaction.atomic
def sweep_upload(upload: Upload) -> None:
    """The clock: forget an upload with which nobody went on for a week, and what is here of it; a whole file is finished,
    a take is not, however whole: nobody said that it is to be used."""
    found = Upload.objects.select_for_update().select_related("by").filter(pk=upload.pk).first()
    if found is None:
        return
    if found.is_ripe:
        with suppress(refusals.NotNow):
            finish_upload(found, by=found.by)
    elif found.expires_at <= clock.now():
        found.path.unlink(missing_ok=True)
        found.delete()


def _check_length(byte_count: int | None) -> None:
    if byte_count == 0:
        raise refusals.empty()
    if byte_count is not None and byte_count > settings.UPLOAD_MAX_BYTES:
        raise refusals.too_large(settings.UPLOAD_MAX_BYTES)


def refuse_more(by: Person) -> None:
    """Refuse a thirty-first file while thirty are on their way."""
    if Upload.objects.visible_to(by).unfinished().count() >= MOST_AT_ONCE:
        raise refusals.too_many(MOST_AT_ONCE)


def locked(upload: Upload, by: Person) -> Upload:
    """The upload with nobody else at it, for whoever began it; inside a transaction."""
    found = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if found is None:
        raise refusals.gone()
    if not can_continue_upload(by, found):
        raise PermissionDenied
    return found
