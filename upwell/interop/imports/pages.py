"""A folder of Markdown as modules to be: which files teach something, what each says, and where its links lead."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.core.text import one_line
from upwell.interop.imports.cells import Cells
from upwell.interop.imports.decoding import NotText, decode
from upwell.interop.imports.dialects import plain
from upwell.interop.imports.links import Shelf
from upwell.interop.imports.problems import Problems, Where
from upwell.interop.imports.reading import Row, read_bytes
from upwell.library.blocks import Block, plain_text
from upwell.library.markdown import from_markdown, front_matter
from upwell.library.tags import without_tags

NOISE = {
    *["readme", "license", "licence", "contributing", "code_of_conduct", "code-of-conduct", "security", "support"],
    *["changelog", "agents", "attributions", "pull_request_template", "issue_template", "notice", "authors"],
}
ABOUT_THE_FILES = {
    "license",
    "licence",
    "contributing",
    "changelog",
    "pull_request_template",
    "issue_template",
    "agents",
}
LEFT_OUT_FOLDERS = {"node_modules", "translations", "lesson-template", "templates", "_includes", "_layouts"}
FEWEST_WORDS = 20  # a page with less, and with nothing but text and links, teaches nothing by itself
LONGEST_FILE = 4_000_000  # bytes


@dataclass
class PagePlan:
    """One Markdown file as the module it would become. `owner` and `authors` are addresses; blocks still hold places."""

    where: Where
    path: PurePosixPath
    imported_id: str
    title: str
    summary: str
    blocks: list[Block]
    skills: list[str]
    owner: str
    authors: list[str]
    language: str
    published_at: datetime | None
    checked_on: date | None
    valid_until: date | None
    answers: list[str]  # the needs it was written for, by their imported ids
    pictures: dict[str, str] = field(default_factory=dict)  # place in the text to SHA-256
    picture_files: dict[str, Path] = field(default_factory=dict)  # SHA-256 to file
    files: dict[str, str] = field(default_factory=dict)  # place of a film, sound or paper to SHA-256
    stored_files: dict[str, Path] = field(default_factory=dict)  # SHA-256 to file
    item_id: int | None = None
    shelf: Shelf = field(default_factory=lambda: Shelf([]))

    @property
    def label(self) -> str:
        """What it is called in a report."""
        return self.title


def read_pages(
    folder: Path, name: str, problems: Problems, *, owner: str = "", anchor: datetime | None = None
) -> Iterator[PagePlan]:
    """The pages of `folder`, which reports and ids call `name`. What is about the files and not for readers is left out.

    A page belongs to the `owner` in its front matter, else to `owner`; without either it is a problem.
    """
    for file in sorted(folder.rglob("*")):
        path = PurePosixPath(file.relative_to(folder).as_posix())
        if file.suffix.lower() not in {".md", ".markdown"} or _is_noise(path):
            continue
        where = Where(f"{name}/{path}")
        try:
            page = _read(folder, file, path, where, problems, owner, anchor)
        except NotText as refusal:
            problems.add(Where(where.file, refusal.line), refusal.reason)
        except ValidationError as refusal:
            line = (getattr(refusal, "params", None) or {}).get("line")
            problems.add(
                Where(where.file, line), str((getattr(refusal, "params", None) or {}).get("what", refusal.messages[0]))
            )
        else:
            if page:
                yield page


def _is_noise(path: PurePosixPath) -> bool:
    """Files about the files: at the top by many names, deeper only the licence and the like; and hidden folders."""
    folders = [part.lower() for part in path.parts[:-1]]
    if any(part.startswith(".") or part in LEFT_OUT_FOLDERS for part in folders) or path.name.startswith((".", "_")):
        return True
    stem = path.stem.lower()
    return stem in ABOUT_THE_FILES or (not folders and stem in NOISE)


def _read(
    folder: Path, file: Path, path: PurePosixPath, where: Where, problems: Problems, owner: str, anchor: datetime | None
) -> PagePlan | None:
    raw = read_bytes(folder, file)
    if len(raw) > LONGEST_FILE:
        raise NotText(_("This page is larger than %d MB. Split it.") % (LONGEST_FILE // 1_000_000), None)
    text = plain(decode(raw))
    fields, _body, _lines = front_matter(text)
    page = from_markdown(text)
    if _says_too_little(page.blocks):
        problems.note(where, _("Left out: there is too little on this page to learn from."))
        return None
    cells = Cells(Row(where, {name: _in_words(value) for name, value in fields.items()}), problems, anchor)
    plan = PagePlan(
        where=where,
        path=path,
        imported_id=_imported_id(where.file),
        title=one_line(without_tags(page.title)) or _title_of(path),
        summary=page.summary,
        blocks=page.blocks,
        skills=_names(fields.get("skills"))[:10],
        owner=next(
            iter([*_emails(fields.get("owner")), *_emails(fields.get("by")), *_emails(fields.get("authors"))]), owner
        ),
        authors=_emails(fields.get("authors")),
        language=one_line(str(fields.get("lang") or fields.get("language") or "en"))[:12],
        published_at=cells.moment("at") if fields.get("at") else None,
        checked_on=cells.day("checked"),
        valid_until=cells.day("valid_until"),
        answers=_names(fields.get("answers")),
    )
    if not plan.owner:
        cells.refuse(
            _("Nobody owns this page. Put ‘owner: e-mail address’ between lines of --- at its top, or name one.")
        )
    return plan if cells.are_good else None


def _says_too_little(blocks: Iterable[Block]) -> bool:
    blocks = list(blocks)
    shows = any(block["type"] not in {"text", "link"} for block in blocks)
    return not shows and len(plain_text(blocks).split()) < FEWEST_WORDS


def _imported_id(path: str) -> str:
    """The path; of a very long one, its end with what tells it apart."""
    return path if len(path) <= 200 else f"{hash_of(path)}:{path[-150:]}"


def hash_of(text: str) -> str:
    """A short name that is the same for the same text, and no other's."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _title_of(path: PurePosixPath) -> str:
    """A title from the file's name, or its folder's where the file is the folder's first page."""
    stem = path.parent.name if path.stem.lower() in {"index", "readme"} and path.parent.name else path.stem
    words = re.sub(r"[-_]+", " ", re.sub(r"^\d+[-_. ]+", "", stem)).strip() or stem
    return words[:1].upper() + words[1:200]


def _names(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else re.split(r"[;,]", value) if isinstance(value, str) else []
    return [name for part in parts if (name := one_line(str(part))[:80])]


def _emails(value: Any) -> list[str]:
    return [name.lower() for name in _names(value) if "@" in name]


def _in_words(value: Any) -> Any:
    """YAML reads dates by itself; what is checked is always what could have been written."""
    return value.isoformat() if isinstance(value, date) else value
