"""Paths to start from, laid out by people who have been through it: each file is one, and can be walked as it stands.

Nothing in them holds a module, because none is here yet; whoever starts from one adds what their own organisation has.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from upwell.journeys.laying import PathDetails, StepDetails, checked_path, checked_step

ORDER = ("first-90-days", "before-the-first-day", "new-lead", "moving-team", "leaving", "return-from-leave", "new-tool")


@dataclass(frozen=True)
class Starter:
    """One path to start from: its line is headings (text) and steps, in order."""

    name: str
    icon: str
    details: PathDetails
    line: list[str | StepDetails]

    @property
    def step_count(self) -> int:
        """How many steps it has."""
        return sum(isinstance(each, StepDetails) for each in self.line)


@cache
def starters() -> dict[str, Starter]:
    """All that come with Upwell, by name, in the order in which they are offered."""
    return {name: _read(name) for name in ORDER}


def _read(name: str) -> Starter:
    written = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
    line = [_on_line(each) for each in written.pop("line")]
    return Starter(name, written.pop("icon"), checked_path(PathDetails(**written)), line)


def _on_line(each: dict[str, Any]) -> str | StepDetails:
    return str(each["section"]) if "section" in each else checked_step(StepDetails(**each))
