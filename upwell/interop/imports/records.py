"""What a row says once it has been read and found sound; references to others are still by name, address or id."""

from dataclasses import dataclass
from datetime import date, datetime

from upwell.interop.imports.problems import Where


@dataclass(frozen=True)
class TeamRecord:
    """A team. `parent` and `lead` are '' where there is none."""

    where: Where
    name: str
    parent: str
    lead: str

    @property
    def label(self) -> str:
        """What it is called in a report."""
        return self.name


@dataclass(frozen=True)
class PersonRecord:
    """A colleague. Empty fields say nothing. `skills` maps a name to a level from 1 to 4."""

    where: Where
    email: str
    name: str
    title: str
    team: str
    lead: str
    place: str
    joined: date | None
    languages: tuple[str, ...]
    skills: dict[str, int]
    teaches: tuple[str, ...]
    wants: tuple[str, ...]
    role: str
    minutes_for_helping: int | None

    @property
    def label(self) -> str:
        """What they are called in a report."""
        return f"{self.name} <{self.email}>"


@dataclass(frozen=True)
class NeedRecord:
    """A need and who asked it, by address."""

    where: Where
    id: str
    title: str
    why: str
    asked_by: str
    asked_at: datetime
    skills: tuple[str, ...]
    urgency: str
    for_whom: str
    goal: str
    is_for_team: bool
    is_nameless: bool

    @property
    def label(self) -> str:
        """What it is called in a report."""
        return self.title


@dataclass(frozen=True)
class AnswerRecord:
    """An answer in words. `key` is the same each time this answer is read, and no other's."""

    where: Where
    key: str
    need: str
    by: str
    at: datetime
    text: str
    is_accepted: bool

    @property
    def label(self) -> str:
        """What it is called in a report."""
        return f"{self.need}: {self.text[:60]}"
