"""What an import would do: what is new, what changes, what stays as it is. Made by `planning`, done by `writing`."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from upwell.interop.imports.pages import PagePlan
from upwell.interop.imports.records import AnswerRecord, NeedRecord, PersonRecord
from upwell.interop.imports.teams import TeamTree

Row = TypeVar("Row")


@dataclass(frozen=True)
class Change:
    """One thing that is here already and would become otherwise: its label, and what was and will be, in words."""

    label: str
    said: dict[str, tuple[str, str]]


@dataclass
class Part(Generic[Row]):
    """Of one kind: the rows to add, what changes, and how many stay as they are."""

    added: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0


@dataclass(frozen=True)
class SkillRow:
    """What one person says of one skill; `was` is the row's id where there is one."""

    email: str
    skill: str
    level: int | None
    teaches: bool
    wants: bool
    was: int | None


@dataclass
class Plan:
    """Everything that an import would do. References are by address and by the nodes of `tree` until ids are known."""

    tree: TeamTree = field(default_factory=TeamTree)
    teams: Part[int] = field(default_factory=Part)
    people: Part[PersonRecord] = field(default_factory=Part)
    people_updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    skills: list[SkillRow] = field(default_factory=list)
    needs: Part[NeedRecord] = field(default_factory=Part)
    answers: Part[AnswerRecord] = field(default_factory=Part)
    accepted_now: list[tuple[int, AnswerRecord]] = field(default_factory=list)
    modules: Part[PagePlan] = field(default_factory=Part)
    changed_pages: list[PagePlan] = field(default_factory=list)
    person_ids: dict[str, int] = field(default_factory=dict)
    need_ids: dict[str, int] = field(default_factory=dict)
    coming_needs: set[str] = field(default_factory=set)

    @property
    def parts(self) -> dict[str, Part[Any]]:
        """Every part by its kind, in the order in which they are written."""
        return {
            "teams": self.teams,
            "people": self.people,
            "needs": self.needs,
            "answers": self.answers,
            "modules": self.modules,
        }

    @property
    def size(self) -> int:
        """How many rows of all kinds are to be written."""
        return sum(len(part.added) + len(part.changed) for part in self.parts.values())

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to do at all."""
        return self.size > 0
