"""PDF: the words page by page, with modest guesses at what is a paragraph and what a heading, and the pictures."""

import re
from pathlib import Path
from statistics import median
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError

from upwell.library.intake.found import MOST_PICTURES, Found, Unreadable
from upwell.library.intake.letters import escaped

MOST_PAGES = 100
LARGER = 1.15  # times the usual letter, from which a line of its own is a heading
LONGEST_HEADING = 120  # characters
SMALLEST_PICTURE = 64  # pixels of either side; below it stands a bullet, a line or a logo
_BULLET = re.compile(r"^\s*(?:[•‣▪●◦·–]|\uf0b7)\s+")


def read(source: Path, folder: Path) -> Found:
    """A PDF that is not locked. A page that is only a picture of its words is named: its words cannot be read."""
    try:
        document = PdfReader(source)
        if document.is_encrypted and not document.decrypt(""):
            raise Unreadable("locked")
        pages = list(document.pages[:MOST_PAGES])
        found = Found(title=_title(document))
        found.left_out["page_too_many"] = max(0, len(document.pages) - MOST_PAGES)
    except (FileNotDecryptedError, DependencyError) as error:
        raise Unreadable("locked") from error
    except (PdfReadError, RecursionError) as error:
        raise Unreadable("broken") from error
    lines = [_lines(page) for page in pages]
    usual = median([size for page in lines for text, size in page for _letter in text] or [0.0])
    written = []
    for page, said in zip(pages, _without_furniture(lines), strict=True):
        shown = _pictures(page, found, folder)
        found.left_out["page_without_words"] += not said
        found.left_out["annotation"] += _annotations(page)
        written.append("\n\n".join([*_paragraphs(said, usual), *shown]))
    found.left_out["attachment"] = len(document.attachments or {})
    found.markdown = "\n\n".join(filter(None, written))
    if not found.markdown:
        raise Unreadable("scanned" if pages else "empty")
    found.left_out = +found.left_out
    return found


def _title(document: PdfReader) -> str:
    try:
        title = str((document.metadata and document.metadata.title) or "")
    except Exception:  # noqa: BLE001  # a title is worth no refusal
        return ""
    title = re.sub(r"^Microsoft (Word|PowerPoint) - ", "", " ".join(title.split()))
    return "" if re.search(r"\.\w{2,5}$|^untitled", title, re.IGNORECASE) else title


def _lines(page: Any) -> list[tuple[str, float]]:
    """The lines of a page, each with the size of its letters; '' where a gap stands between them."""
    sizes: dict[str, float] = {}

    def look(text: str, _current: Any, matrix: list[float], _font: Any, size: float) -> None:
        for piece in text.split("\n"):
            if words := " ".join(piece.split()):
                sizes[words] = max(sizes.get(words, 0.0), round(abs(size * (matrix[3] or matrix[1] or 1)), 1))

    try:
        text = page.extract_text(visitor_text=look)
    except Exception:  # noqa: BLE001  # a page that cannot be read is named, and the others are kept
        return []
    lines = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        lines.append((words, max((size for piece, size in sizes.items() if piece in words), default=0.0)))
    return lines if any(words for words, _size in lines) else []


def _without_furniture(pages: list[list[tuple[str, float]]]) -> list[list[tuple[str, float]]]:
    """The pages without what stands at the top or the foot of most of them: a running title, a page number."""
    if len(pages) < 3:
        return pages
    ends = [{_unnumbered(line) for line, _size in [*page[:1], *page[-1:]] if line} for page in pages]
    often = {line for page in ends for line in page if sum(line in other for other in ends) > len(pages) / 2}
    kept = []
    for page in pages:
        edges = {0, len(page) - 1}
        kept.append([line for at, line in enumerate(page) if not (at in edges and _unnumbered(line[0]) in often)])
    return kept


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[tuple[str, float]], usual: float) -> list[str]:
    """Lines put together: a new paragraph at a gap, a heading, a bullet, or after a short line that ends a sentence."""
    longest = max((len(line) for line, _size in lines), default=0)
    kept: list[str] = []
    is_open = False
    for line, size in lines:
        bullet = _BULLET.match(line)
        if not line:
            is_open = False
        elif usual and size > usual * LARGER and len(line) <= LONGEST_HEADING and not bullet:
            kept.append(f"## {escaped(line)}")
            is_open = False
        elif bullet:
            kept.append(f"- {escaped(line[bullet.end() :])}")
            is_open = True
        elif is_open and kept[-1].endswith("-") and line[:1].islower():
            kept[-1] = f"{kept[-1].removesuffix('-')}{escaped(line)}"
        elif is_open:
            kept[-1] = f"{kept[-1]} {escaped(line)}"
        else:
            kept.append(escaped(line))
            is_open = True
        if line.endswith((".", "!", "?", ":")) and len(line) < longest * 0.75:
            is_open = False
    return kept


def _pictures(page: Any, found: Found, folder: Path) -> list[str]:
    places: list[str] = []
    try:
        for image in page.images:
            if len(found.pictures) > MOST_PICTURES:
                break
            shown = image.image
            if shown is None or min(shown.size) < SMALLEST_PICTURE:
                continue
            if place := found.add_picture(folder, image.data):
                places.append(f"![]({place})")
    except Exception:  # noqa: BLE001  # damaged or in a form that is not known: the words are worth more
        found.left_out["picture_unreadable"] += 1
    return places


def _annotations(page: Any) -> int:
    """How many remarks somebody wrote onto a page; links are none."""
    try:
        return sum(
            note.get_object().get("/Subtype") not in {"/Link", "/Popup", "/Widget"} for note in page.annotations or []
        )
    except Exception:  # noqa: BLE001  # counting them is worth no refusal
        return 0
