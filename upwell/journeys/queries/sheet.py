"""The line of a path as a page shows it to one person: its steps in stretches, each as far as they are with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from upwell.journeys.models import Enrolment, Path, Step, StepDone, StepKind
from upwell.journeys.models.step import BY_ITEMS
from upwell.journeys.queries.meeting import Company
from upwell.library.models import Item
from upwell.needs.models import Need

LONG = 30  # steps from which a line folds its stretches
SOON = timedelta(days=7)  # what is due within them stands open


@dataclass
class Row:
    """One step as one person sees it. `state` is done, now, open, waits (for `first`) or gone (out of date)."""

    step: Step
    items: list[Item]
    state: str = "open"
    due_on: date | None = None
    done: StepDone | None = None
    first: list[Step] = field(default_factory=list)
    company: list[Company] = field(default_factory=list)
    own_items: list[Item] = field(default_factory=list)
    own_needs: list[Need] = field(default_factory=list)
    is_late: bool = False

    @property
    def is_by_hand(self) -> bool:
        """Whether whoever walks says when it is done."""
        return not (self.step.kind in BY_ITEMS and self.items)

    @property
    def is_its_item(self) -> bool:
        """Whether it is one thing under that thing's own name, so that its heading leads there."""
        return len(self.items) == 1 and self.items[0].title == self.step.title and self.step.kind != StepKind.EVENT


@dataclass
class Stretch:
    """Steps under one heading; the first may have none."""

    title: str
    rows: list[Row] = field(default_factory=list)
    is_open: bool = False

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(row.state == "done" for row in self.rows)


@dataclass(frozen=True)
class WalkPage:
    """The line of a path, and how far somebody is on it (`walk` None: nobody walks)."""

    path: Path
    walk: Enrolment | None
    stretches: list[Stretch]
    today: date

    @property
    def rows(self) -> list[Row]:
        """All steps, in order."""
        return [row for stretch in self.stretches for row in stretch.rows]

    @property
    def now(self) -> Row | None:
        """The step to do today."""
        return next((row for row in self.rows if row.state == "now"), None)

    @property
    def counted(self) -> int:
        """How many steps there are to do, those out of date left out."""
        return sum(row.state != "gone" for row in self.rows)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(row.state == "done" for row in self.rows)

    @property
    def is_long(self) -> bool:
        """Whether there are so many steps that they are shown a stretch at a time."""
        return len(self.rows) > LONG

    @property
    def is_over(self) -> bool:
        """Whether it held until a day that is past."""
        return bool(self.walk and self.walk.until and self.walk.until < self.today)


def open_stretches(stretches: list[Stretch], today: date) -> None:
    """Let those stand open that have something to do by the end of a week; where there is none, the first."""
    for stretch in stretches:
        due = [row.due_on for row in stretch.rows if row.state == "open" and row.due_on]
        is_now = any(row.state == "now" for row in stretch.rows)
        stretch.is_open = is_now or any(day <= today + SOON for day in due)
    if stretches and not any(stretch.is_open for stretch in stretches):
        stretches[0].is_open = True
