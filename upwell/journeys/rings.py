"""Rings: steps that wait for each other, so that nobody could ever begin any of them."""

from collections.abc import Collection, Mapping


def ring_in(before: Mapping[int, Collection[int]]) -> list[int]:
    """The first ring there is, as the steps in the order in which each waits for the next; [] where there is none.

    `before` says for each step what has to come first.
    """
    settled: set[int] = set()
    for start in before:
        walked: list[int] = []
        if found := _follow(start, before, walked, settled):
            return found
    return []


def _follow(step: int, before: Mapping[int, Collection[int]], walked: list[int], settled: set[int]) -> list[int]:
    if step in walked:
        return walked[walked.index(step) :]
    if step in settled:
        return []
    walked.append(step)
    for earlier in sorted(before.get(step, ())):
        if found := _follow(earlier, before, walked, settled):
            return found
    settled.add(walked.pop())
    return []
