"""Stretches of a recording that somebody has played: kept in order, whole seconds, joined where they touch."""

from collections.abc import Iterable, Sequence


def joined(stretches: Iterable[Sequence[float]], *, end: float) -> list[list[int]]:
    """`stretches` [from, to] in seconds, as few as possible, in order, between 0 and `end`."""
    found: list[list[int]] = []
    inside = ((max(0, int(begin)), int(min(stop, end) + 0.5)) for begin, stop in stretches)
    for begin, stop in sorted(inside):
        if stop <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1][1] = max(found[-1][1], stop)
        else:
            found.append([begin, stop])
    return found
