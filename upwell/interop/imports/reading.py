"""Files to rows: finds what a folder holds and reads it, with the line each row began on."""

import csv
import difflib
import io
import json
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from upwell.core.text import one_line
from upwell.interop.imports.decoding import NotText, decode
from upwell.interop.imports.problems import Problems, Where

COLUMNS = {
    "teams.csv": ["team", "parent", "lead_email"],
    "people.csv": [
        *["email", "name", "title", "team", "lead_email", "place", "joined", "languages"],
        *["skills", "teaches", "wants", "role", "minutes_for_helping"],
    ],
    "needs.jsonl": [
        *["id", "title", "why", "asked_by", "asked_at", "skills"],
        *["urgency", "for_whom", "goal", "team_only", "nameless"],
    ],
    "answers.jsonl": ["need", "by", "at", "text", "accepted"],
}
REQUIRED = {
    "teams.csv": {"team"},
    "people.csv": {"email", "name"},
    "needs.jsonl": {"id", "title", "asked_by", "asked_at"},
    "answers.jsonl": {"need", "by", "at", "text"},
}
DELIMITERS = ",;\t|"
LARGEST_FILE = 512 * 1024 * 1024  # bytes; a million people with all columns take about 150 million
LARGEST_CELL = 8 * 1024 * 1024  # characters; what is too long for its column is refused later, by name
csv.field_size_limit(LARGEST_CELL)


@dataclass(frozen=True)
class Row:
    """One row as it was written: column or key to value."""

    where: Where
    fields: dict[str, Any]


@dataclass
class Folder:
    """What lies in a folder to import: its rows by file, and the folder of modules if it has one."""

    path: Path
    rows: dict[str, list[Row]] = field(default_factory=dict)
    modules: Path | None = None


def read_folder(path: Path, problems: Problems, only: Collection[str] = ()) -> Folder:
    """Read the files of an import that are in the folder `path` (all of them, or `only` some); one there must be."""
    names = only or [*COLUMNS, "modules"]
    folder = Folder(path)
    if not path.exists():
        problems.add(Where(str(path)), _("There is no such folder."))
    elif not path.is_dir():
        problems.add(Where(str(path)), _("This is a file. Name the folder it lies in."))
    else:
        for name in COLUMNS:
            if name in names and ((path / name).exists() or (path / name).is_symlink()):
                folder.rows[name] = list(read_rows(path, name, problems))
        if "modules" in names and (path / "modules").is_dir():
            folder.modules = path / "modules"
        if not folder.rows and not folder.modules:
            wanted = ", ".join([*COLUMNS, "modules/"])
            problems.add(
                Where(str(path)), _("There is nothing to import here. Looked for: %(names)s.") % {"names": wanted}
            )
    return folder


def read_rows(folder: Path, name: str, problems: Problems) -> Iterator[Row]:
    """The rows of one file of `folder`; what cannot be read is a problem, and gives no rows."""
    try:
        text = decode(read_bytes(folder, folder / name))
    except NotText as refusal:
        problems.add(Where(name, refusal.line), refusal.reason)
        return
    yield from _csv_rows(name, text, problems) if name.endswith(".csv") else _json_rows(name, text, problems)


def read_bytes(folder: Path, file: Path) -> bytes:
    """The bytes of a plain file inside `folder`; a link that leads out of it, a pipe and the like are refused."""
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            raise NotText(_("This is a link to a file outside the folder. Put the file itself here."), None)
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotText(_("This is not a file."), None)
        if status.st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024**2
            raise NotText(_("This file is larger than %(limit)d MB. Split it.") % {"limit": limit}, None)
        return file.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = getattr(error, "strerror", None) or str(error)
        raise NotText(_("This file cannot be read: %(reason)s.") % {"reason": reason}, None) from error


def _csv_rows(name: str, text: str, problems: Problems) -> Iterator[Row]:
    delimiter = _delimiter_of(text, COLUMNS[name])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    began = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            problems.add(Where(name, began), _csv_reason(str(error)))
            return
        where, began = Where(name, began), reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = [_column(cell) for cell in cells]
            if not _columns_are_good(where, columns, problems):
                return
            continue
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            words = {"cells": len(cells), "columns": len(columns)}
            reason = _("This row has %(cells)d cells, the first row has %(columns)d. Is a quotation mark missing?")
            problems.add(where, reason % words)
            continue
        yield Row(where, dict(zip(columns, cells, strict=False)))
    if columns is None:
        problems.add(
            Where(name), _("This file is empty. Its first row names the columns: %s.") % ", ".join(COLUMNS[name])
        )


def _delimiter_of(text: str, known: list[str]) -> str:
    """The delimiter with which the first row names most of the columns we know."""
    first = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=lambda one: sum(_column(cell.strip('" \r')) in known for cell in first.split(one)))


def _column(cell: str) -> str:
    name = cell.strip().lower().replace(" ", "_").replace("-", "")
    return {"e_mail": "email", "mail": "email"}.get(name, name)


def _columns_are_good(where: Where, columns: list[str], problems: Problems) -> bool:
    known = COLUMNS[where.file]
    missing = REQUIRED[where.file] - set(columns)
    twice = {column for column in columns if column and columns.count(column) > 1}
    for column in sorted(missing):
        words = {"column": column, "known": ", ".join(known)}
        problems.add(where, _("The column ‘%(column)s’ is missing. The columns are: %(known)s.") % words)
    for column in sorted(twice):
        problems.add(where, _("The column ‘%(column)s’ is there twice.") % {"column": column})
    for column in columns:
        if column and column not in known:
            problems.note(where, _unknown_column(column, known))
    return not missing and not twice


def _unknown_column(column: str, known: list[str]) -> str:
    like = difflib.get_close_matches(column, known, n=1)
    if like:
        words = {"column": column[:60], "like": like[0]}
        return _("The column ‘%(column)s’ is not known and was left out. Did you mean ‘%(like)s’?") % words
    return _("The column ‘%(column)s’ is not known and was left out.") % {"column": column[:60]}


def _csv_reason(error: str) -> str:
    if "field larger" in error:
        return _("A cell that begins here is longer than %d characters. Is a quotation mark missing?") % LARGEST_CELL
    if "unexpected end" in error:
        return _("A quotation mark that opens in this row is never closed.")
    return _("This row is not CSV: %(error)s.") % {"error": error}


def _json_rows(name: str, text: str, problems: Problems) -> Iterator[Row]:
    unknown: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        where = Where(name, number)
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.add(where, _("This line is not JSON: %(error)s.") % {"error": str(error)[:120]})
            continue
        if not isinstance(fields, dict):
            problems.add(where, _("Each line holds one JSON object: {“id”: …}."))
            continue
        for key in sorted(fields.keys() - set(COLUMNS[name]) - unknown):
            unknown.add(key)
            problems.note(where, _unknown_column(one_line(key), COLUMNS[name]))
        yield Row(where, fields)
