"""What happened, as lines of the journal, and what came back to people from it; kept until it is written at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from upwell.core.models import Line
from upwell.interop.copying import copy_rows
from upwell.notifications.models import Notice, NoticeKind

READ_WITHIN = timedelta(days=2)


@dataclass
class Journal:
    """Lines and notices, with the ids they will have."""

    until: datetime
    lines: list[tuple[datetime, int, str, int | None, str, int, dict[str, Any]]] = field(default_factory=list)
    notices: list[tuple[int, str, int | None, str, int, str, int, datetime]] = field(default_factory=list)
    line_count: int = 0
    notice_count: int = 0

    def record(self, at: datetime, verb: str, by: int | None, kind: str, about: int, /, **context: Any) -> int:
        """Note that something happened; gives the id of its line."""
        self.line_count += 1
        self.lines.append((at, self.line_count, verb, by, kind, about, context))
        return self.line_count

    def tell(
        self, person: int, kind: NoticeKind, line: int, at: datetime, *, by: int | None, about: tuple[str, int, str]
    ) -> None:
        """Note that `person` hears of a line; `about` is the kind, the id and the title of what it is about."""
        self.notices.append((person, kind.value, by, *about, line, at))

    def write(self) -> None:
        """Write what was noted since the last time."""
        copy_rows(Line, self._line_rows())
        copy_rows(Notice, self._notice_rows())
        self.lines, self.notices = [], []

    def _line_rows(self) -> Iterator[dict[str, Any]]:
        names = ("at", "id", "verb", "actor_id", "object_kind", "object_id", "context")
        for line in self.lines:
            yield dict(zip(names, line, strict=True))

    def _notice_rows(self) -> Iterator[dict[str, Any]]:
        names = ("person_id", "kind", "actor_id", "about_kind", "about_id", "about_title", "line_id", "at")
        for notice in self.notices:
            self.notice_count += 1
            row: dict[str, Any] = dict(zip(names, notice, strict=True))
            # whatever is older than two days has been read and mailed
            seen = row["at"] + READ_WITHIN if row["at"] + READ_WITHIN < self.until else None
            yield {**row, "id": self.notice_count, "read_at": seen, "mailed_at": seen}
