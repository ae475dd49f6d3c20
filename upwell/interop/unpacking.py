"""Uploaded files, or a zip of them, laid out as a folder to import; whatever a zip tries, nothing lands outside of it."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST_UPLOAD = 200 * 1024 * 1024  # bytes, all files together
LARGEST_UNPACKED = 600 * 1024 * 1024
MOST_FILES = 20_000
PIECE = 1024 * 1024
TABLES = {"teams.csv", "people.csv", "needs.jsonl", "answers.jsonl"}
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
PAGES = {".md", ".markdown"}

Part = tuple[PurePosixPath, IO[bytes]]


def unpack(files: Sequence[UploadedFile[bytes]], folder: Path) -> tuple[list[str], int]:
    """Write `files` into `folder`; gives the names they came under and how many bytes they hold, unpacked.

    Single pages and pictures become its modules; a table is told by its columns, whatever it is called.
    """
    if sum(file.size or 0 for file in files) > LARGEST_UPLOAD:
        limit = LARGEST_UPLOAD // 1024**2
        raise ValidationError(
            _("These files are larger than %(limit)d MB together. Import them in parts.") % {"limit": limit}
        )
    folder.mkdir(parents=True)
    room = LARGEST_UNPACKED
    for path, content in _parts(files):
        target = folder / path
        if target.exists():
            raise ValidationError(
                _("Two of the files would be ‘%(name)s’. Upload them one after the other.") % {"name": path}
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        room -= _write(content, target, room)
    return [str(file.name)[:100] for file in files], LARGEST_UNPACKED - room


def _parts(files: Iterable[UploadedFile[bytes]]) -> Iterator[Part]:
    for file in files:
        name = PurePosixPath(str(file.name).replace("\\", "/")).name
        if name.lower().endswith(".zip"):
            yield from _parts_of_zip(file)
        else:
            yield _place_of(name, file), file


def _place_of(name: str, file: UploadedFile[bytes]) -> PurePosixPath:
    """Where a single file belongs in the folder of an import."""
    suffix = PurePosixPath(name.lower()).suffix
    if name.lower() in TABLES:
        return PurePosixPath(name.lower())
    if suffix == ".csv":
        return PurePosixPath(_table_of(name, file))
    if suffix in PAGES | PICTURES:
        return PurePosixPath("modules") / name
    raise ValidationError(
        _("We do not know what ‘%(name)s’ is. Save spreadsheets as CSV; the page about imports lists what fits.")
        % {"name": name[:80]}
    )


def _table_of(name: str, file: UploadedFile[bytes]) -> str:
    head = file.read(4096)
    file.seek(0)
    first = head.decode(
        "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", errors="replace"
    ).splitlines()
    columns = {cell.strip(' "').lower() for row in csv.reader(io.StringIO(first[0] if first else "")) for cell in row}
    columns |= {cell.strip(' "').lower() for cell in (first[0] if first else "").replace("\t", ";").split(";")}
    if columns & {"email", "e-mail", "mail"}:
        return "people.csv"
    if "team" in columns:
        return "teams.csv"
    raise ValidationError(
        _("The first row of ‘%(name)s’ names neither the column ‘email’ nor ‘team’, so we do not know what it lists.")
        % {"name": name[:80]}
    )


def _parts_of_zip(file: UploadedFile[bytes]) -> Iterator[Part]:
    try:
        archive = zipfile.ZipFile(file)
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_clutter(entry.filename)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _not_a_zip(file) from error
    if len(entries) > MOST_FILES:
        raise ValidationError(_("This zip holds more than %(most)d files. Import it in parts.") % {"most": MOST_FILES})
    paths = [_safe_path(entry) for entry in entries]
    shared = _shared_folder(paths)
    home = _home_of([path.relative_to(shared) if shared else path for path in paths], file)
    for entry, path in zip(entries, paths, strict=True):
        try:
            with archive.open(entry) as content:
                yield home / (path.relative_to(shared) if shared else path), content
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            raise _not_a_zip(file) from error


def _not_a_zip(file: UploadedFile[bytes]) -> ValidationError:
    said = _(
        "‘%(name)s’ cannot be unpacked: it is damaged, locked with a password, or no zip at all. Zip the folder again."
    )
    return ValidationError(said % {"name": str(file.name)[:80]})


def _is_clutter(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in {".DS_Store", "Thumbs.db"}


def _safe_path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """The path of an entry, if it stays inside and is a plain file."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    leads_out = path.is_absolute() or ".." in path.parts or ":" in path.parts[0]
    if is_link or leads_out or len(str(path)) > 500:
        said = _("‘%(name)s’ in the zip would lead outside of it. Zip only the folder with your files.")
        raise ValidationError(said % {"name": entry.filename[:80]})
    return path


def _shared_folder(paths: list[PurePosixPath]) -> str:
    """The one folder that everything in a zip lies in, if it is not that of the modules; else ''."""
    tops = {path.parts[0] for path in paths if len(path.parts) > 1}
    alone = len(tops) == 1 and all(len(path.parts) > 1 for path in paths)
    return tops.pop() if alone and tops != {"modules"} else ""


def _home_of(paths: list[PurePosixPath], file: UploadedFile[bytes]) -> PurePosixPath:
    """Where the files of a zip belong: in the folder of the import; in its modules, if they are pages and nothing else."""
    if any(path.as_posix() in TABLES or path.parts[0] == "modules" for path in paths):
        return PurePosixPath()
    if any(path.suffix.lower() in PAGES for path in paths):
        return PurePosixPath("modules")
    said = _("There is nothing to import in ‘%(name)s’. Looked for: %(wanted)s.")
    raise ValidationError(said % {"name": str(file.name)[:80], "wanted": ", ".join([*sorted(TABLES), "modules/*.md"])})


def _write(content: IO[bytes], target: Path, room: int) -> int:
    """Copy a file piece by piece, because a zip may claim to hold less than it does; gives how many bytes it has."""
    written = 0
    with target.open("wb") as file:
        while piece := content.read(PIECE):
            written += len(piece)
            if written > room:
                limit = LARGEST_UNPACKED // 1024**2
                raise ValidationError(
                    _("Unpacked, this is more than %(limit)d MB. Import it in parts.") % {"limit": limit}
                )
            file.write(piece)
    return written
