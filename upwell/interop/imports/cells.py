"""Reads the cells of one row, one kind of value each; what cannot be understood becomes a problem of that row."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime, parse_duration
from django.utils.translation import gettext as _

from upwell.core.text import clean, one_line
from upwell.interop.imports.problems import Problems
from upwell.interop.imports.reading import Row

EARLIEST_YEAR = 1900
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([ T]00:00(:00)?)?")


class Cells:
    """The cells of `row`. Each method takes one by its column; `are_good` is False once one was refused.

    `anchor` is the moment to which relative times ('-P3DT2H', as in the demo) are added; without it they are refused.
    """

    def __init__(self, row: Row, problems: Problems, anchor: datetime | None = None) -> None:
        self._row = row
        self._problems = problems
        self._anchor = anchor
        self._refused: set[str] = set()
        self.are_good = True

    def refuse(self, reason: str, **words: Any) -> None:
        """Say why this row cannot be taken."""
        self.are_good = False
        self._problems.add(self._row.where, reason % words if words else reason)

    def line(self, column: str, *, longest: int, is_required: bool = False) -> str:
        """A text on one line."""
        return self._checked(column, one_line(self._text(column)), longest, is_required)

    def prose(self, column: str, *, longest: int, is_required: bool = False) -> str:
        """A text that may have several lines."""
        return self._checked(column, clean(self._text(column)), longest, is_required)

    def email(self, column: str, *, is_required: bool = False) -> str:
        """An e-mail address, in small letters."""
        value = self.line(column, longest=254, is_required=is_required).lower()
        if value and not _is_email(value):
            self.refuse(_("‘%(value)s’ in ‘%(column)s’ is not an e-mail address."), value=value[:80], column=column)
        return value

    def names(self, column: str, *, longest: int, most: int = 100) -> tuple[str, ...]:
        """A list: JSON, or cells divided by ';'. Each name once, however it is capitalised."""
        found: dict[str, str] = {}
        for name in self._parts(column):
            if len(name) > longest:
                self.refuse(
                    _("‘%(name)s…’ in ‘%(column)s’ has %(length)d characters; %(longest)d is the most."),
                    **{"name": name[:30], "column": column, "length": len(name), "longest": longest},
                )
            found.setdefault(name.lower(), name)
        if len(found) > most:
            self.refuse(
                _("‘%(column)s’ names %(count)d; %(most)d is the most."), column=column, count=len(found), most=most
            )
        return tuple(found.values())

    def levels(self, column: str, *, longest: int) -> dict[str, int]:
        """A list of skills, each with ':' and a level from 1 to 4; 2 ('can do it') where none is given."""
        found: dict[str, int] = {}
        for entry in self.names(column, longest=longest + 2):
            name, colon, level = entry.rpartition(":")
            if not colon:
                name, level = entry, "2"
            name = name.strip()
            if level.strip() not in {"1", "2", "3", "4"} or not name:
                self.refuse(
                    _("‘%(entry)s’ is not a skill with a level from 1 to 4, such as ‘suturing:3’."), entry=entry
                )
            else:
                found.setdefault(name, int(level))
        return found

    def choice(self, column: str, known: list[str]) -> str:
        """One of a few words; '' where the cell is empty."""
        value = self.line(column, longest=60).lower()
        if value and value not in known:
            words = {"value": value, "column": column, "known": ", ".join(known)}
            self.refuse(_("‘%(value)s’ in ‘%(column)s’ is not one of: %(known)s."), **words)
            return ""
        return value

    def flag(self, column: str) -> bool:
        """Yes or no; no where the cell is empty."""
        value = self._row.fields.get(column)
        if isinstance(value, bool):
            return value
        word = one_line(str(value or "")).lower()
        if word not in {"", "true", "yes", "1", "false", "no", "0"}:
            self.refuse(_("‘%(value)s’ in ‘%(column)s’ is neither true nor false."), value=word[:40], column=column)
        return word in {"true", "yes", "1"}

    def number(self, column: str, *, most: int) -> int | None:
        """A whole number from 0 on; None where the cell is empty."""
        value = one_line(self._text(column))
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) <= most):
            words = {"value": value[:40], "column": column, "most": most}
            self.refuse(_("‘%(value)s’ in ‘%(column)s’ is not a number from 0 to %(most)d."), **words)
            return None
        return int(value)

    def day(self, column: str) -> date | None:
        """A date, year first; other orders can be read in two ways and are refused."""
        value = one_line(self._text(column))
        if not value:
            return None
        found = self._anchor.date() + ago if self._anchor and (ago := relative(value)) is not None else _day(value)
        if found is None:
            words = {"value": value[:40], "column": column}
            self.refuse(_("‘%(value)s’ in ‘%(column)s’ is not a date. Write the year first: 2024-03-31."), **words)
        return found

    def moment(self, column: str) -> datetime:
        """A day and time in the past; UTC where no zone is given."""
        value = one_line(self._text(column))
        if not value:
            self.refuse(_("‘%(column)s’ is empty."), column=column)
            return timezone.now()
        found = self._moment(value)
        if found is None:
            words = {"value": value[:40], "column": column}
            self.refuse(_("‘%(value)s’ in ‘%(column)s’ is not a moment. Write it as 2024-03-31T14:05:00Z."), **words)
        elif found > timezone.now() + timedelta(minutes=5):
            self.refuse(_("‘%(value)s’ in ‘%(column)s’ is in the future."), value=value[:40], column=column)
        return found or timezone.now()

    def _moment(self, value: str) -> datetime | None:
        if self._anchor and (ago := relative(value)) is not None:
            return self._anchor + ago
        try:
            found = parse_datetime(value)
        except ValueError:
            return None
        if found is None:
            day = _day(value)
            found = datetime(day.year, day.month, day.day) if day else None
        if found is None or not EARLIEST_YEAR <= found.year <= 9000:
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def _text(self, column: str) -> str:
        value = self._row.fields.get(column)
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            self.refuse(_("‘%(column)s’ must be text."), column=column)
            self._refused.add(column)
            return ""
        return value

    def _checked(self, column: str, value: str, longest: int, is_required: bool) -> str:
        if is_required and not value and column not in self._refused:
            self.refuse(_("‘%(column)s’ is empty."), column=column)
        elif len(value) > longest:
            words = {"column": column, "length": len(value), "longest": longest}
            self.refuse(_("‘%(column)s’ has %(length)d characters; %(longest)d is the most."), **words)
            return ""
        return value

    def _parts(self, column: str) -> Iterator[str]:
        value = self._row.fields.get(column)
        if not isinstance(value, list):
            value = self._text(column).split(";")
        for part in value:
            if not isinstance(part, str):
                self.refuse(_("‘%(column)s’ must be a list of texts."), column=column)
            elif name := one_line(part):
                yield name


def relative(value: str) -> timedelta | None:
    """A time such as '-P3DT2H', before or after an anchor; None for what is not one."""
    if not value.lstrip("+-").startswith("P"):
        return None
    return parse_duration(value)


@lru_cache(maxsize=4096)
def _day(value: str) -> date | None:
    match = _DAY.fullmatch(value)
    try:
        found = parse_date("-".join(match.groups()[:3])) if match else None
    except ValueError:
        return None
    return found if found and found.year >= EARLIEST_YEAR else None


def _is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True
