"""Word and OpenDocument texts: headings, lists, tables, links, notes and pictures come along; what a page has no place for
is counted."""

import re
import zipfile
from pathlib import Path, PurePosixPath

from upwell.library.intake import pandoc
from upwell.library.intake.found import LARGEST_PICTURE, Found

# what a file or a mark in the archive is a sign of, and under which word it is counted
_FILES = {
    "word/charts/chart": "chart",
    "word/diagrams/data": "drawing",
    "word/embeddings/": "object",
    "word/header": "header",
    "word/footer": "header",
}
_MARKS = {
    rb"<w:comment ": "comment",
    rb"<office:annotation[ >]": "comment",
    rb"<w:(?:ins|del|moveFrom) ": "tracked",
    rb"<text:changed-region": "tracked",
    rb"<w:txbxContent": "text_box",
    rb"<draw:text-box": "text_box",
    rb"<draw:object ": "object",
}
_READ = {"word/document.xml", "word/comments.xml", "content.xml"}
MOST_READ = 40 * 1024 * 1024  # bytes of XML looked through for those marks


def read_docx(source: Path, folder: Path) -> Found:
    """A Word document."""
    return _read(source, folder, "docx", "word/")


def read_odt(source: Path, folder: Path) -> Found:
    """An OpenDocument text."""
    return _read(source, folder, "odt", "")


def _read(source: Path, folder: Path, kind: str, below: str) -> Found:
    with zipfile.ZipFile(source) as archive:

        def take(place: str) -> bytes | None:
            return entry(archive, str(PurePosixPath(below) / place))

        found = pandoc.read(source, folder, kind, take)
        _count(archive, found)
    return found


def entry(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The content of a file of an archive, or None; a little more than a picture may have is read, and no more."""
    try:
        with archive.open(name) as content:
            return content.read(LARGEST_PICTURE + 1)
    except (KeyError, zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, EOFError):
        return None


def _count(archive: zipfile.ZipFile, found: Found) -> None:
    names = archive.namelist()
    for begin, word in _FILES.items():
        found.left_out[word] += sum(name.startswith(begin) for name in names)
    for name in _READ.intersection(names):
        _count_marks(archive, name, found)
    found.left_out = +found.left_out


def _count_marks(archive: zipfile.ZipFile, name: str, found: Found) -> None:
    with archive.open(name) as content:
        text = content.read(MOST_READ)
    for mark, word in _MARKS.items():
        count = len(re.findall(mark, text))
        # Word writes a text box twice, for programs of two ages
        found.left_out[word] += -(-count // 2) if word == "text_box" and name.startswith("word/") else count
