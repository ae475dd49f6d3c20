"""What is wrong with an import, each with file, line and reason, so that somebody can mend the file."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

SHOWN_AT_MOST = 200  # more than anybody mends at one sitting


class Where(NamedTuple):
    """A place in the files: the path within the folder, and the line (None: the file as a whole)."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.file
        return _("%(file)s, line %(line)d") % {"file": self.file, "line": self.line}


@dataclass(frozen=True)
class Problem:
    """One thing to mend."""

    where: Where
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass
class Problems:
    """Everything found wrong: the first few hundred in full, the rest counted. `notes` stop nothing."""

    shown: list[Problem] = field(default_factory=list)
    count: int = 0
    notes: list[Problem] = field(default_factory=list)

    def add(self, where: Where, reason: str) -> None:
        """Remember that `reason` keeps the import from being done."""
        self.count += 1
        if len(self.shown) < SHOWN_AT_MOST:
            self.shown.append(Problem(where, reason))

    def note(self, where: Where, reason: str) -> None:
        """Remember something worth knowing that keeps nothing from being done."""
        if len(self.notes) < SHOWN_AT_MOST:
            self.notes.append(Problem(where, reason))

    @property
    def is_full(self) -> bool:
        """Whether further problems are counted only, so that no care needs to go into their words."""
        return len(self.shown) >= SHOWN_AT_MOST

    @property
    def not_shown(self) -> int:
        """How many more there are than are shown."""
        return self.count - len(self.shown)

    def in_order(self) -> list[Problem]:
        """Those shown, by file and line."""
        return sorted(self.shown, key=lambda problem: (problem.where.file, problem.where.line or 0))
