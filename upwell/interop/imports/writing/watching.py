"""Tells how far the writing of many rows has come."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Row = TypeVar("Row")
Progress = Callable[[str, int], None]
EVERY = 1000  # rows: often enough to see it move, seldom enough to cost nothing


def watched(rows: Iterable[Row], kind: str, progress: Progress) -> Iterator[Row]:
    """`rows` as they are; tells `progress` of each thousand that was taken, and of the rest at the end."""
    count = 0
    for row in rows:
        yield row
        count += 1
        if count == EVERY:
            progress(kind, count)
            count = 0
    progress(kind, count)
