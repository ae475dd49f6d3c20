"""Who fits whom: how well a colleague who would mentor fits one who wishes for a mentor, and the best pairs of all.

Nothing here knows of tables, so that the same assignment can serve other pairings of two.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

STEPS = {1: 30, 2: 40, 3: 35}  # by levels between the two: two steps ahead still remember how it was to learn it
LANGUAGE = 20  # they share one; half of it where one of the two has not said which they speak
CLOCK = {0: 20, 1: 18, 2: 15, 3: 12, 4: 10, 5: 8, 6: 6, 7: 4, 8: 2}  # by hours between their clocks
FARTHEST = 8  # hours: beyond, their working days do not touch
OTHER_TEAM = 15
WAITED = 10  # at most, a point for each week that the wish waits
LOAD = 5  # taken off for each colleague that the mentor has already
MOST_POINTS = 105  # of a pair; see Fit.points
LEARNING, DOES_IT_WELL = 1, 3  # what is taken for somebody's level who has not said


@dataclass(frozen=True)
class Side:
    """One of two who may be paired: `offset` is their clock's distance from UTC in minutes, `level` 1 to 4 or None."""

    person: int
    level: int | None
    languages: frozenset[str]
    offset: int
    team: int | None


@dataclass(frozen=True)
class Fit:
    """What speaks for two, as facts: levels between them, languages they share, hours between their clocks."""

    steps: int
    mentor_level: int | None
    mentee_level: int | None
    languages: tuple[str, ...]
    hours: int
    other_team: bool
    weeks: int

    @property
    def points(self) -> int:
        """How well they fit, from 42 to 105; what a mentor has to carry already comes off later (`worth`)."""
        languages = LANGUAGE if self.languages else LANGUAGE // 2
        team = OTHER_TEAM if self.other_team else 0
        return STEPS[self.steps] + languages + CLOCK[self.hours] + team + min(self.weeks, WAITED)

    def facts(self) -> dict[str, Any]:
        """The same for a row of the database."""
        return {**asdict(self), "languages": list(self.languages)}


@dataclass(frozen=True)
class Mentor:
    """How many a mentor would take, and how many they have or are asked about."""

    most: int
    busy: int = 0


def fit(mentor: Side, mentee: Side, *, weeks: int = 0) -> Fit | None:
    """What speaks for `mentor` and `mentee`; None where they do not fit: it is the same person, the mentor is not a step
    ahead, they share no language, or their working days do not touch."""
    steps = min(3, (mentor.level or DOES_IT_WELL) - (mentee.level or LEARNING))
    hours = _hours_between(mentor.offset, mentee.offset)
    shared = mentor.languages & mentee.languages
    speak = bool(shared) or not mentor.languages or not mentee.languages
    if mentor.person == mentee.person or steps < 1 or hours > FARTHEST or not speak:
        return None
    return Fit(
        steps=steps,
        mentor_level=mentor.level,
        mentee_level=mentee.level,
        languages=tuple(sorted(shared)),
        hours=hours,
        other_team=mentor.team is None or mentor.team != mentee.team,
        weeks=weeks,
    )


def worth(points: int, *, carried: int, wishes: int) -> int:
    """What a pair counts, of `wishes` that wait, when its mentor has `carried` others by then: that it is one at all
    counts for more than how well all of them fit together."""
    return (MOST_POINTS + 1) * (wishes + 1) + points - LOAD * carried


def assign(points: Mapping[tuple[int, int], int], mentors: Mapping[int, Mentor]) -> dict[int, int]:
    """The best pairs of all: for each wish that can be met its mentor, by their ids. `points` is by (wish, mentor).

    Nobody has more than they would take; as many wishes as possible are met, and of all ways to do so it is the one whose
    pairs fit best and whose mentors carry evenly. Exact: a sparse assignment (Jonker and Volgenant) over the places that
    mentors have free, each counted at what their mentor carries when it is taken. Pairs without points are never made.
    """
    wishes = sorted({wish for wish, _mentor in points})
    places = [(one, carried) for one, each in sorted(mentors.items()) for carried in range(each.busy, each.most)]
    if not wishes or not places:
        return {}
    row = {wish: number for number, wish in enumerate(wishes)}
    columns: dict[int, list[int]] = {}
    for number, (mentor, _carried) in enumerate(places):
        columns.setdefault(mentor, []).append(number)
    cells = [
        (row[wish], column, worth(value, carried=places[column][1], wishes=len(wishes)))
        for (wish, mentor), value in points.items()
        for column in columns.get(mentor, ())
    ]
    chosen = _cheapest(cells, len(wishes), len(places))
    return {wishes[number]: places[column][0] for number, column in chosen}


def _cheapest(cells: list[tuple[int, int, int]], height: int, width: int) -> list[tuple[int, int]]:
    """The (row, column) of the best assignment. Each row has a column of its own, too, that stands for 'nobody yet'."""
    # fetched here and not above: only the worker, which carries this out, should hold it in memory
    sparse: Any = importlib.import_module("scipy.sparse")
    graphs: Any = importlib.import_module("scipy.sparse.csgraph")
    dear = 1 + max((value for _row, _column, value in cells), default=0)
    cells = [(row, column, dear - value) for row, column, value in cells]
    cells += [(number, width + number, dear) for number in range(height)]
    rows, columns, costs = zip(*cells, strict=True)
    matrix = sparse.csr_array((costs, (rows, columns)), shape=(height, width + height))
    found_rows, found_columns = graphs.min_weight_full_bipartite_matching(matrix)
    pairs = zip(found_rows.tolist(), found_columns.tolist(), strict=True)
    return [(row, column) for row, column in pairs if column < width]


def _hours_between(one: int, other: int) -> int:
    apart = abs(one - other) % (24 * 60)
    return round(min(apart, 24 * 60 - apart) / 60)
