"""What kind of document a file is, by what is in it, and the looks at it before anything of it is unpacked."""

import zipfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.library.intake.saying import WHY
from upwell.media.archives import look_into_archive

LARGEST = 50 * 1024 * 1024  # bytes; a presentation of photos fits, a film does not
LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_TEXT = 2 * 1024 * 1024  # bytes of a Markdown file; twice what a module holds
MOST_GROWN = 100  # times its size, unpacked, of one file in it; text in plain XML stays under 50
SMALL = 5 * 1024 * 1024  # bytes; below it a file in it may grow as it likes
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
TEXTS = {".md": "md", ".markdown": "md", ".txt": "md", ".html": "html", ".htm": "html", ".xhtml": "html"}


def check_size(byte_count: int) -> None:
    """Refuse what is too large before it is looked at."""
    if byte_count > LARGEST:
        raise ValidationError(
            _("This file has %(size)s MB; at most %(most)s MB can be read. Leave out its largest pictures or films.")
            % {"size": -(-byte_count // 1024**2), "most": LARGEST // 1024**2}
        )


def kind_of(path: Path, name: str) -> str:
    """Which reader takes the file: docx, odt, pptx, pdf, html or md. Its content decides; only text goes by its name.

    Refused in words: macros, old and locked Office files, what would unpack to far more than it is, and anything else.
    """
    with path.open("rb") as file:
        head = file.read(1024)
    if head.startswith(b"PK\x03\x04"):
        return _archive(path)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(OLD_OFFICE):
        raise ValidationError(WHY["old"])
    kind = TEXTS.get(Path(name.lower()).suffix, "")
    if not head.strip():
        raise ValidationError(WHY["empty"])
    if Path(name.lower()).suffix in {".docx", ".pptx", ".odt", ".pdf"}:
        raise ValidationError(WHY["broken"])
    if not kind:
        raise _unknown()
    if kind == "md" and path.stat().st_size > LARGEST_TEXT:
        raise ValidationError(
            _("This text has more than %(most)s MB, more than one module can hold. Cut it in parts.")
            % {"most": LARGEST_TEXT // 1024**2}
        )
    return kind


def _archive(path: Path) -> str:
    _refuse_bombs(path)
    _kind, content_type = look_into_archive(path)
    if content_type.endswith("wordprocessingml.document"):
        return "docx"
    if content_type.endswith("presentationml.presentation"):
        return "pptx"
    if content_type == OPEN_TEXT:
        return "odt"
    raise _unknown()


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, RuntimeError, EOFError) as error:
        raise ValidationError(WHY["broken"]) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise ValidationError(WHY["locked"])
    grows = any(
        entry.file_size > SMALL and entry.file_size > MOST_GROWN * max(entry.compress_size, 1) for entry in entries
    )
    if grows or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise ValidationError(
            _("This file would unpack to far more than it seems, so it is not opened. Save it again, or as PDF.")
        )


def _unknown() -> ValidationError:
    return ValidationError(
        _("This kind of file cannot be read. Choose Word, PowerPoint, PDF, a web page, Markdown or OpenDocument text.")
    )
