"""Chooses a week: the most worth within the minutes and the rules, exactly, by dynamic programming."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from upwell.planning.candidates import Candidate, Rules

NOWHERE = -1  # what no choice so far comes to

Table = np.ndarray[Any, np.dtype[np.int32]]


def choose(candidates: Sequence[Candidate], rules: Rules) -> list[Candidate]:
    """The pieces of `candidates` whose worth together is the greatest that `rules` allow, the most worth first.

    Exact, and the same for the same candidates in any order: of equal choices the one with fewer minutes, then with
    fewer pieces. Where nothing for others fits, the rest is chosen as if nobody waited.
    """
    ordered = sorted(candidates, key=lambda one: (-one.worth, one.minutes, one.key))
    if rules.minutes < 1 or rules.pieces < 1:
        return []
    tables = _tables(ordered, rules)
    chosen = _walk_back(ordered, tables, _best_state(tables[-1], rules))
    return sorted(chosen, key=lambda one: (-one.worth, one.minutes, one.key))


def _tables(candidates: Sequence[Candidate], rules: Rules) -> list[Table]:
    """After each candidate, the greatest worth for each [something for others, long ones, pieces, minutes] exactly."""
    shape = (2, rules.long_pieces + 1, rules.pieces + 1, rules.minutes + 1)
    table: Table = np.full(shape, NOWHERE, dtype=np.int32)
    table[0, 0, 0, 0] = 0
    tables = [table]
    for one in candidates:
        table = tables[-1].copy()
        if one.minutes <= rules.minutes and not (one.is_long and rules.long_pieces == 0):
            _take(one, tables[-1], table)
        tables.append(table)
    return tables


def _take(one: Candidate, before: Table, after: Table) -> None:
    """Let `after` hold what becomes of each choice of `before` when `one` is taken, where that is worth more."""
    longs = slice(None, -1) if one.is_long else slice(None)
    held = before[:, longs, :-1, : before.shape[3] - one.minutes]
    worth = np.where(held >= 0, held + one.worth, NOWHERE)
    place = after[:, slice(1, None) if one.is_long else slice(None), 1:, one.minutes :]
    if one.for_others:
        np.maximum(place[1], worth.max(axis=0), out=place[1])
    else:
        np.maximum(place, worth, out=place)


def _best_state(table: Table, rules: Rules) -> tuple[int, int, int, int]:
    allowed = table[1:] if rules.for_others and table[1].max() > 0 else table
    others, longs, pieces, minutes = np.nonzero(allowed == allowed.max())
    first = np.lexsort((longs, others, pieces, minutes))[0]
    shift = table.shape[0] - allowed.shape[0]
    return int(others[first]) + shift, int(longs[first]), int(pieces[first]), int(minutes[first])


def _walk_back(
    candidates: Sequence[Candidate], tables: Sequence[Table], state: tuple[int, int, int, int]
) -> list[Candidate]:
    chosen = []
    for one, before, after in zip(reversed(candidates), reversed(tables[:-1]), reversed(tables[1:]), strict=True):
        if before[state] == after[state]:
            continue
        chosen.append(one)
        others, longs, pieces, minutes = state
        held = [
            (which, longs - one.is_long, pieces - 1, minutes - one.minutes)
            for which in ((0, 1) if one.for_others else (others,))
        ]
        state = next(each for each in held if before[each] == after[state] - one.worth and before[each] >= 0)
    return chosen
