"""What a file is, by its content: its name and what a browser says of it are never believed.

The signatures are those of the formats' own descriptions (PDF: ISO 32000; MP4: ISO 14496-12, 'ftyp'; Matroska and WebM: EBML
header and DocType; Ogg: RFC 3533; RIFF; MPEG audio: ISO 11172-3, frame sync or ID3; FLAC; ZIP: PKWARE's application note).
"""

import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.core.text import one_line
from upwell.media.archives import look_into_archive
from upwell.media.models import FileKind

HEAD = 4_096  # bytes that are enough to tell
PROGRAMS: tuple[bytes, ...] = (
    *(b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!"),
    *(b"\x00asm", b"L\x00\x00\x00\x01\x14\x02\x00", b"dex\n", b"!<arch>\n"),
)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
RUNS = re.compile(rb"<\s*(script|svg|html|iframe|object|embed|!doctype\s+html|\?xml-stylesheet)\b", re.IGNORECASE)
PROGRAM_ENDINGS = {
    *[
        "bat",
        "cmd",
        "com",
        "exe",
        "msi",
        "ps1",
        "psm1",
        "scr",
        "vbs",
        "vbe",
        "js",
        "jse",
        "mjs",
        "wsf",
        "wsh",
        "hta",
        "jar",
    ],
    *["sh", "bash", "zsh", "command", "app", "apk", "reg", "lnk", "url", "html", "htm", "xhtml", "svg", "xml", "swf"],
}
TEXT_TYPES = {"csv": "text/csv", "md": "text/markdown", "vtt": "text/vtt", "srt": "application/x-subrip"}
ENDINGS = {
    "application/pdf": "pdf",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
    "video/ogg": "ogv",
    "video/x-msvideo": "avi",
    "audio/mp4": "m4a",
    "audio/webm": "weba",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/flac": "flac",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/epub+zip": "epub",
    "application/rtf": "rtf",
    "text/plain": "txt",
    **{content_type: ending for ending, content_type in TEXT_TYPES.items()},
}
LONGEST_NAME = 200


def look_into(path: Path, name: str) -> tuple[FileKind, str]:
    """The kind and the media type of a file; what may not be kept is refused with a sentence that says what to do."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    _refuse_programs(head, _ending(name))
    if head.startswith(PICTURES) or head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise ValidationError(_("This is a picture. Add it as a picture, so that it is shown and not downloaded."))
    if head.startswith(OLD_OFFICE):
        raise ValidationError(
            _("This is a document in an old format that may hold macros. Save it as .docx, .xlsx or .pptx, or as PDF.")
        )
    if head.startswith(b"PK\x03\x04"):
        return look_into_archive(path)
    if head.startswith(ARCHIVES):
        raise ValidationError(_("Archives like this one are not kept here. Add what is in it, file by file."))
    if known := played(head) or _written(head):
        return known
    return _text(path, _ending(name))


def fitting_name(name: str, content_type: str) -> str:
    """What the file is called when it is downloaded: its own name, with the ending that belongs to what is in it."""
    stem = one_line(re.sub(r'[/\\:*?"<>|]', " ", name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]))
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}$", "", stem).strip(" .") or _("file")
    return f"{stem[: LONGEST_NAME - 12]}.{ENDINGS[content_type]}"


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1].casefold() if "." in name else ""


def _refuse_programs(head: bytes, ending: str) -> None:
    begins = head[3:] if head.startswith(b"\xef\xbb\xbf") else head
    if begins.lstrip().startswith(PROGRAMS) or begins.startswith(PROGRAMS):
        raise ValidationError(_("This is a program, whatever its name says. Programs are not kept here."))
    if RUNS.search(head) and not head.startswith(b"%PDF"):
        raise ValidationError(
            _("This is a page or a drawing that could run something. Save a drawing as PNG and a page as PDF.")
        )
    if ending in PROGRAM_ENDINGS:
        raise ValidationError(
            _("A file that ends in .%(ending)s could run something. Programs are not kept here.") % {"ending": ending}
        )


def played(head: bytes) -> tuple[FileKind, str] | None:
    """The kind and the media type of what begins with these bytes, where it is something to play."""
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in {b"M4A ", b"M4B ", b"F4A "}:
            return FileKind.AUDIO, "audio/mp4"
        return FileKind.VIDEO, "video/quicktime" if brand == b"qt  " else "video/mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return _matroska(head)
    if head.startswith(b"OggS"):
        is_film = b"theora" in head[:512]
        return (FileKind.VIDEO, "video/ogg") if is_film else (FileKind.AUDIO, "audio/ogg")
    if head.startswith(b"RIFF") and head[8:12] in {b"WAVE", b"AVI "}:
        return (FileKind.AUDIO, "audio/wav") if head[8:12] == b"WAVE" else (FileKind.VIDEO, "video/x-msvideo")
    if head.startswith(b"fLaC"):
        return FileKind.AUDIO, "audio/flac"
    if head[:1] == b"\xff" and len(head) > 2 and head[1] in {0xF1, 0xF9}:
        return FileKind.AUDIO, "audio/aac"
    if head.startswith(b"ID3") or (head[:1] == b"\xff" and len(head) > 2 and head[1] in {0xFB, 0xFA, 0xF3, 0xF2}):
        return FileKind.AUDIO, "audio/mpeg"
    return None


def _matroska(head: bytes) -> tuple[FileKind, str]:
    """What browsers record is WebM; a voice alone names a codec for sound (A_...) among its tracks and none for pictures."""
    if b"webm" not in head[:64]:
        return FileKind.VIDEO, "video/x-matroska"
    is_sound = b"A_" in head and b"V_" not in head
    return (FileKind.AUDIO, "audio/webm") if is_sound else (FileKind.VIDEO, "video/webm")


def _written(head: bytes) -> tuple[FileKind, str] | None:
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF, "application/pdf"
    if head.startswith(b"{\\rtf"):
        return FileKind.OFFICE, "application/rtf"
    return None


def _text(path: Path, ending: str) -> tuple[FileKind, str]:
    """Text in UTF-8 from beginning to end; anything else is something nobody here knows."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            while piece := file.read(65_536):
                if "\x00" in piece or RUNS.search(piece.encode()):
                    raise ValueError(path)
    except ValueError as error:
        raise ValidationError(
            _("Upwell does not know this kind of file. Add a video, a sound, a PDF, an office document or a text.")
        ) from error
    return FileKind.TEXT, TEXT_TYPES.get(ending, "text/plain")
