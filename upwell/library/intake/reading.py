"""Reading one document: the way in. It is read by a process of its own, which cannot hold up a page for long."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from upwell.core.text import clean, one_line, shorten
from upwell.library.blocks import KINDS, MOST_BLOCKS, Block, validate
from upwell.library.intake.apart import run_apart
from upwell.library.intake.found import ANSWER, MOST_PICTURES
from upwell.library.intake.guarding import check_size, kind_of
from upwell.library.intake.letters import decoded, escaped
from upwell.library.intake.saying import WHY, left_out
from upwell.library.markdown import from_markdown, place_pictures
from upwell.library.prose import to_plain

SECONDS = 25  # until a document is given up; most take one
AT_ONCE = 2  # documents that one web process reads at a time
WAIT_SECONDS = 5  # for another to be done
WORD = {"docx", "odt"}  # what they are called stands above their text, in a style of its own

_turn = BoundedSemaphore(AT_ONCE)
Add = Callable[[bytes], str]  # keeps a picture and gives its SHA-256, or refuses it with a ValidationError


@dataclass(frozen=True)
class Document:
    """What a document became: a title, blocks, and in a few words each what did not come along.

    `heading` is what stood above its text and became its title; '' where the title is not among its words.
    """

    title: str
    heading: str
    blocks: list[Block]
    left_out: list[str]


def read_document(sent: UploadedFile[bytes], *, add_picture: Add) -> Document:
    """Make blocks of a Word, OpenDocument, PowerPoint, PDF, HTML or Markdown file; its pictures go to `add_picture`.

    Nothing that the file points at is fetched or opened. Refused in words: more than 50 MB, macros, locks, archives that
    unpack to more than they seem, damage, and what takes longer than 25 seconds.
    """
    check_size(sent.size or 0)
    with tempfile.TemporaryDirectory(prefix="upwell-intake-") as place:
        folder = Path(place)
        source = folder / "source"
        with source.open("wb") as file:
            for piece in sent.chunks():
                file.write(piece)
        name = sent.name or ""
        kind = kind_of(source, name)
        found = _markdown(source) if kind == "md" else _in_its_own_process(kind, folder)
        return _document(found, kind, folder, name, add_picture)


def _markdown(source: Path) -> dict[str, object]:
    return {"markdown": decoded(source.read_bytes())}


def _in_its_own_process(kind: str, folder: Path) -> dict[str, object]:
    with _my_turn():
        run_apart("upwell.library.intake.child", kind, folder, answer=ANSWER, seconds=SECONDS)
    found: dict[str, object] = json.loads((folder / ANSWER).read_text(encoding="utf-8"))
    return found


@contextmanager
def _my_turn() -> Iterator[None]:
    if not _turn.acquire(timeout=WAIT_SECONDS):
        raise ValidationError(_("Several files are being read just now. Try again in a minute; nothing was changed."))
    try:
        yield
    finally:
        _turn.release()


def _document(found: Mapping[str, object], kind: str, folder: Path, name: str, add_picture: Add) -> Document:
    pictures, counts = found.get("pictures"), found.get("left_out")
    kept = _Pictures(folder, pictures if isinstance(pictures, dict) else {}, add_picture)
    kept.left_out = {str(code): int(count) for code, count in counts.items()} if isinstance(counts, dict) else {}
    page = from_markdown(clean(str(found["markdown"])))
    elsewhere = sum(block["type"] == "image" for block in page.blocks)
    blocks = place_pictures(page.blocks, kept.find)
    if not kept.places:  # a Markdown file only names its pictures
        kept.count("picture_missing", elsewhere - sum(block["type"] == "image" for block in blocks))
    kept.count("part_too_many", len(blocks) - MOST_BLOCKS)
    if not blocks:
        raise ValidationError(WHY["empty"])
    told = one_line(str(found.get("title") or ""))
    title = told or page.title or _from_name(name)
    rest, heading = _beheaded(blocks[:MOST_BLOCKS], title, page.title)
    if not heading and kind in WORD:
        heading = told
    return Document(shorten(title, 200), heading, validate(rest), left_out(kept.left_out))


def _beheaded(blocks: list[Block], title: str, first: str) -> tuple[list[Block], str]:
    """The blocks without what became their title, and the heading it was; `first` is one that was taken off already."""
    if first and first != title:  # it is called one thing and begins with another
        return below_heading(first, blocks), ""
    rest = _without_title(blocks, title)
    return rest, first or (title if rest is not blocks else "")


def below_heading(heading: str, blocks: list[Block]) -> list[Block]:
    """The blocks with a heading above them; as they are where it says nothing."""
    line = f"## {escaped(shorten(heading, 200))}" if heading.strip() else ""
    if not line or not blocks:
        return blocks
    first = blocks[0]
    if first["type"] == "text" and len(first["text"]) < KINDS["text"].texts["text"] - len(line) - 2:
        return [{**first, "text": f"{line}\n\n{first['text']}"}, *blocks[1:]]
    return [{"type": "text", "text": line}, *blocks]


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    """The blocks without a first heading that says what the title says."""
    first = blocks[0]
    head = re.match(r"#{1,6}[ \t]+(.+?)(?:\n|$)", first["text"]) if first["type"] == "text" else None
    if head is None or one_line(to_plain(head[1])) != title or len(blocks) == 1:
        return blocks
    rest = first["text"][head.end() :].strip()
    return [*([{**first, "text": rest}] if rest else []), *blocks[1:]]


class _Pictures:
    """The pictures of a document on their way to where pictures are kept."""

    def __init__(self, folder: Path, places: dict[str, str], add: Add) -> None:
        self.folder, self.places, self.add = folder, places, add
        self.left_out: dict[str, int] = {}
        self.kept: dict[str, str | None] = {}

    def count(self, code: str, count: int = 1) -> None:
        """Note what was left out."""
        self.left_out[code] = self.left_out.get(code, 0) + max(0, count)

    def find(self, place: str) -> str | None:
        """The SHA-256 under which the picture named so is kept; each is added once."""
        if place not in self.kept:
            self.kept[place] = self._add(place)
        return self.kept[place]

    def _add(self, place: str) -> str | None:
        file = self.places.get(place, "")
        if not file or "/" in file or len(self.kept) >= MOST_PICTURES:
            return None
        try:
            return self.add((self.folder / file).read_bytes())
        except (ValidationError, OSError):
            self.count("picture_unreadable")
            return None


def _from_name(name: str) -> str:
    """A title for a document that has none: the name of its file, as words."""
    words = one_line(Path(name.replace("\\", "/")).stem.replace("_", " ").replace("-", " "))
    return words[:1].upper() + words[1:]
