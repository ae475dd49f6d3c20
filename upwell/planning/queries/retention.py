"""How well people remember, measured as the field does: what FSRS expected against what was remembered.

Only answers count for which a chance was predicted: not the first to a card, nor a second one on the same day. `loss` is
the log loss, `error` the root of the mean squared difference between expected and remembered shares over ten bins of the
expected chance, weighted by their answers (RMSE of bins): the two figures of the open-spaced-repetition benchmark.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from upwell.people.models import Person
from upwell.planning.models import Rating, Review

BINS = 10
ENOUGH = 20  # answers, before anything is said to somebody about their own
ALMOST_NOTHING = 1e-6
MOST_READ = 200_000  # answers, the latest


@dataclass(frozen=True)
class Bin:
    """The answers whose expected chance lies in one tenth: how many, and the shares expected and remembered."""

    count: int
    expected: float
    remembered: float


@dataclass(frozen=True)
class Retention:
    """What was expected and what was remembered, as shares from 0 to 1, over `count` answers."""

    count: int
    expected: float
    remembered: float
    loss: float
    error: float
    bins: list[Bin]

    @property
    def is_enough(self) -> bool:
        """Whether there are enough answers to say something."""
        return self.count >= ENOUGH


def retention_of(person: Person) -> Retention:
    """One person's own, for themselves."""
    return measured(_answers(Review.objects.filter(card__person=person)))


def retention_here() -> Retention:
    """Everybody's together, which names nobody: for whoever looks after the installation."""
    return measured(_answers(Review.objects.all()))


def measured(answers: Iterable[tuple[float, bool]]) -> Retention:
    """The figures of pairs of the expected chance and whether it was remembered."""
    groups: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, remembered in answers:
        groups[min(BINS - 1, int(chance * BINS))].append((chance, remembered))
    every = [answer for group in groups.values() for answer in group]
    if not every:
        return Retention(0, 0.0, 0.0, 0.0, 0.0, [])
    bins = [_bin(groups[key]) for key in sorted(groups)]
    squares = sum(one.count * (one.expected - one.remembered) ** 2 for one in bins)
    whole = _bin(every)
    loss = -sum(math.log(max(ALMOST_NOTHING, chance if right else 1 - chance)) for chance, right in every)
    count = len(every)
    return Retention(count, whole.expected, whole.remembered, loss / count, math.sqrt(squares / count), bins)


def _bin(answers: list[tuple[float, bool]]) -> Bin:
    count = len(answers)
    return Bin(count, sum(chance for chance, _right in answers) / count, sum(right for _, right in answers) / count)


def _answers(reviews: QuerySet[Review]) -> Iterator[tuple[float, bool]]:
    rows = reviews.filter(predicted__isnull=False).order_by("-at").values_list("predicted", "rating")[:MOST_READ]
    for chance, rating in rows.iterator():
        if chance is not None:
            yield chance, rating != Rating.AGAIN
