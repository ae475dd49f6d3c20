"""How texts like a text are put in order. No database here: numbers in, numbers out, so that it can be measured.

The weights were set on one half of the queries of a real forum and reported on the other (bench/match.py prints both).
They lie on a broad plateau: changing any one of them by a half moves nDCG@10 by about a hundredth.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SENTENCE_WEIGHT = 12.5  # about 1.5 standard deviations of MiniLM's similarity between unrelated texts (.12)
STATIC_WEIGHT = 8.0  # about 1 standard deviation of WordLlama's (.13)
WORDS_WEIGHT = 1.0  # per standard deviation of BM25 among the candidates: its scale depends on the query

ALIKE = 0.8  # sentence + static similarity from which on people judged three of four texts to be about the same


@dataclass(frozen=True)
class Signals:
    """How like a text one candidate is: BM25 (0 where its words did not find it) and two cosines."""

    words: float
    sentence: float
    static: float

    @property
    def is_alike(self) -> bool:
        """Whether one may say 'like this' of it."""
        return self.sentence + self.static >= ALIKE


def fuse(candidates: Mapping[int, Signals]) -> dict[int, float]:
    """One number for each candidate, best first; differences of 1 are a standard deviation of one signal."""
    spread = _spread([each.words for each in candidates.values()])
    scores = {
        object_id: SENTENCE_WEIGHT * each.sentence
        + STATIC_WEIGHT * each.static
        + (WORDS_WEIGHT * each.words / spread if spread else 0.0)
        for object_id, each in candidates.items()
    }
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0])))


def _spread(values: Sequence[float]) -> float:
    """The standard deviation of `values`; 0 of none. (The standard library's is exact, and a hundred times slower.)"""
    if not values:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
