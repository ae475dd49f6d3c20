"""Writes of files: taken in piece by piece, looked into, kept once under the SHA-256 of what is in them."""

import hashlib
import logging
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.store import read, store
from upwell.media.kinds import fitting_name, look_into
from upwell.media.models import FileKind, StoredFile
from upwell.media.permissions import can_add_files
from upwell.media.recordings.refusals import NotNow
from upwell.media.scanning import refuse_infected
from upwell.media.uploading import too_large
from upwell.people.models import Person

log = logging.getLogger(__name__)


@transaction.atomic
def add_file(chunks: Iterable[bytes], *, name: str, by: Person | None) -> StoredFile:
    """Keep a file: video, sound, PDF, office document or text by what is in it, whatever its name says. Everybody here
    may, and an import from the command line (None).

    It is written to disk as it comes and never held in memory. The same file is kept once. Refused in words: programs,
    pages and drawings that could run something, documents with macros, archives (unless the organisation allows them),
    pictures (they are added as pictures), an empty file, and one that is larger than settings.FILE_MAX_BYTES.
    """
    if not can_add_files(by):
        raise PermissionDenied
    with _taken_in(chunks) as (path, sha256, byte_count):
        return keep_file(path, name=name, sha256=sha256, byte_count=byte_count, by=by)


@transaction.atomic
def keep_file(path: Path, *, name: str, sha256: str, byte_count: int, by: Person | None) -> StoredFile:
    """Keep what lies whole at `path`, moving it away from there; refused for what is in it, as in `add_file`."""
    kind, content_type = look_into(path, name)
    _refuse_kind(kind)
    refuse_infected(path, is_played=kind in {FileKind.VIDEO, FileKind.AUDIO})
    place = f"files/{sha256[:2]}/{sha256}"
    _keep(path, place)
    stored, is_new = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "file": place,
            "name": fitting_name(name, content_type),
            "kind": kind,
            "content_type": content_type,
            "byte_count": byte_count,
            "by": by,
            "at": clock.now(),
        },
    )
    if by is not None:
        stored.brought_by.add(by)
    if is_new:
        journal.record("file.added", by=by, about=stored, kind=stored.kind)
    return stored


def look_into_file(path: Path) -> str:
    """Under which SHA-256 the file at `path` would be kept, without keeping it; refused for the same reasons."""
    if path.stat().st_size > settings.FILE_MAX_BYTES:
        raise ValidationError(too_large())
    kind, _content_type = look_into(path, path.name)
    _refuse_kind(kind)
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file that lies on this machine, piece by piece."""
    return read(path)


def _refuse_kind(kind: FileKind) -> None:
    if kind not in settings.FILE_KINDS:
        raise ValidationError(
            _("Files of this kind (%(kind)s) are not kept here. Link to it instead.") % {"kind": kind.label}
        )


@contextmanager
def _taken_in(chunks: Iterable[bytes]) -> Iterator[tuple[Path, str, int]]:
    """The file on disk under a name of its own while it is looked into, its SHA-256 and its length in bytes."""
    path = settings.FILES / "incoming" / secrets.token_hex(8)
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            sha256, byte_count = _write(chunks, path)
        except OSError as error:
            raise _no_room() from error
        yield path, sha256, byte_count
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _write(chunks: Iterable[bytes], path: Path) -> tuple[str, int]:
    digest, byte_count = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in chunks:
            byte_count += len(chunk)
            if byte_count > settings.FILE_MAX_BYTES:
                raise ValidationError(too_large())
            digest.update(chunk)
            file.write(chunk)
    if not byte_count:
        raise ValidationError(_("This file is empty. Choose another."))
    return digest.hexdigest(), byte_count


def _keep(path: Path, place: str) -> None:
    """Move the whole file to where it stays; what lies there already is the same."""
    try:
        if store().has(place):
            path.unlink()
        else:
            store().keep(path, place)
    except OSError as error:
        log.error("a file could not be kept: %s", error)
        raise _no_room() from error


def _no_room() -> NotNow:
    return NotNow(
        _("The file could not be kept: there is no room for it on the server. Tell whoever looks after Upwell."), 507
    )
