"""Rows of everything that belongs to needs, kept until they are written at once; and how outcomes are counted."""

from dataclasses import dataclass, field
from typing import Any

from upwell.needs.actions.counting import FEWEST_VOICES
from upwell.needs.models import Outcome, Used

OUTCOMES = list(Outcome.values)
Row = dict[str, Any]


@dataclass
class Tables:
    """Rows of everything that belongs to needs."""

    threads: list[Row] = field(default_factory=list)
    needs: list[Row] = field(default_factory=list)
    skills: list[Row] = field(default_factory=list)
    voices: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    confirmations: list[Row] = field(default_factory=list)
    parkings: list[Row] = field(default_factory=list)
    follows: list[Row] = field(default_factory=list)
    comments: list[Row] = field(default_factory=list)
    suggestions: list[Row] = field(default_factory=list)

    def add(self, name: str, **row: Any) -> int:
        """Put a row into the table called `name`, with the next id; gives the id."""
        rows: list[Row] = getattr(self, name)
        rows.append({"id": len(rows) + 1, **row})
        return len(rows)


def count_outcomes(need: Row, said: list[Row]) -> None:
    """The counts and the clock as `needs.actions.counting` would have them, told in order of time."""
    best: dict[int, int] = {}
    for row in sorted(said, key=lambda row: (row["at"], row["id"])):
        rank = OUTCOMES.index(row["outcome"])
        best[row["by_id"]] = min(best.get(row["by_id"], rank), rank)
        solved = sum(rank == 0 for rank in best.values())
        by_others = len(best) >= FEWEST_VOICES and solved * 2 > len(best)
        is_solved = best[need["asked_by_id"]] == 0 if need["asked_by_id"] in best else by_others
        need["solved_at"] = (need["solved_at"] or row["at"]) if is_solved else None
    need["solved_count"], need["partly_count"], need["not_solved_count"] = (
        sum(rank == each for rank in best.values()) for each in range(3)
    )
    need["used_count"] = len({row["by_id"] for row in said if row["used"] == Used.YES})
