"""Office documents are zip archives: which one it is, and whether it hides macros or more than it seems."""

import zipfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.media.models import FileKind

MOST_ENTRIES = 10_000
MOST_UNPACKED = 2_000_000_000  # bytes
MOST_GROWN = 200  # times its size, unpacked; documents full of text stay under 50
SMALL = 20_000_000  # bytes; below it an archive may grow as it likes
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
NAMED = {
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/epub+zip",
}


def look_into_archive(path: Path) -> tuple[FileKind, str]:
    """The kind and the media type of a zip archive by what is listed in it; nothing is unpacked.

    Refused in words: macros, one that would unpack to far more than it is, and one that cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries, path.stat().st_size)
            names = {entry.filename for entry in entries}
            own = (
                archive.read("mimetype") if "mimetype" in names and archive.getinfo("mimetype").file_size < 200 else b""
            )
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise ValidationError(_("This file is broken: it cannot be opened. Save it again and add it anew.")) from error
    if any(name.casefold().endswith(("vbaproject.bin", "vbadata.xml")) or name.startswith("Basic/") for name in names):
        raise ValidationError(
            _("This document holds macros, which are programs. Save it without them (.docx, .xlsx, .pptx).")
        )
    if (named := own.decode("ascii", "replace").strip()) in NAMED:
        return FileKind.OFFICE, named
    if "[Content_Types].xml" in names:
        for folder, content_type in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return FileKind.OFFICE, content_type
    return FileKind.ARCHIVE, "application/zip"


def _refuse_bombs(entries: list[zipfile.ZipInfo], byte_count: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    grows = unpacked > SMALL and unpacked > byte_count * MOST_GROWN
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or grows:
        raise ValidationError(
            _("This file would unpack to far more than it seems. It is not kept; save it again, or as PDF.")
        )
