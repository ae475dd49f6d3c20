"""What a plan is chosen from, and by which rules: plain values, so that anybody can check a choice from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LONG = 10  # minutes from which on a piece is long
PART = 15  # minutes of something long that a week gives to it
MOST_PIECES = 6  # a stack that one still sees the end of


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that somebody could do this week, with its minutes, its worth in points, and why it is there in a sentence.

    `key` names it across weeks ('item:12'). `skills` are the ids of what it is about. What has no item or need behind
    it brings its title and address along.
    """

    key: str
    kind: str
    title: str
    reason: str
    url: str
    minutes: int
    worth: int
    for_others: bool = False
    item_id: int | None = None
    need_id: int | None = None
    colleague_id: int | None = None
    skills: tuple[int, ...] = ()
    due_on: date | None = None

    @property
    def is_long(self) -> bool:
        """Whether it takes so long that a week holds one of its like."""
        return self.minutes >= LONG


@dataclass(frozen=True, slots=True)
class Rules:
    """What a choice must keep to: at most so many `minutes`, `pieces` and long ones; with `for_others`, at least one thing
    for somebody who waits, where one fits at all."""

    minutes: int
    pieces: int = MOST_PIECES
    long_pieces: int = 1
    for_others: bool = True
