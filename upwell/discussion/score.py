"""The reaction score: how sure we can be that something helps, given how few or how many said so.

The share is that of readers who found it useful or learned something among all who judged it; those whose flag was
answered by a change count no more. Around it lies Wilson's interval at 95 %, which stays honest for few readers and for
shares near nothing or all, where the textbook's plus-or-minus does not.
Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the
American Statistical Association 22, 209-212; recommended for small n by L. D. Brown, T. T. Cai and A. DasGupta (2001),
Interval estimation for a binomial proportion, Statistical Science 16, 101-133.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from upwell.discussion.models import Thread

Z = 1.959963984540054  # the normal quantile that leaves 2.5 % on either side
LEAST_SHOWN = 5  # people; a figure of fewer could say what one of them said
LEAST_READERS = 10  # people who left a sign, before anything is said to need attention
LINE = 0.8  # needs attention: we can be sure (at 95 %) that it helps fewer than four in five


@dataclass(frozen=True)
class Score:
    """The share that it helped, and the interval in which the true share lies (all from 0 to 1), of `count` judgements."""

    share: float
    low: float
    high: float
    count: int

    @property
    def percent(self) -> int:
        """The share in whole percent."""
        return round(self.share * 100)

    @property
    def low_percent(self) -> int:
        """The lower end in whole percent."""
        return round(self.low * 100)

    @property
    def high_percent(self) -> int:
        """The upper end in whole percent."""
        return round(self.high * 100)


def wilson(good: int, count: int) -> tuple[float, float]:
    """Wilson's interval at 95 % for `good` out of `count`; anything is possible where nobody said anything."""
    if count == 0:
        return 0.0, 1.0
    share, square = good / count, Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z * sqrt(share * (1 - share) / count + square / (4 * count * count)) / (1 + square / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def score_of(found_useful: int, flagged: int) -> Score:
    """The score of `found_useful` people whom it helped and `flagged` people whose flag waits; one may be both."""
    count = found_useful + flagged
    low, high = wilson(found_useful, count)
    return Score(found_useful / count if count else 0.0, low, high, count)


def shown_score(thread: Thread) -> Score | None:
    """The score of what a thread is about, or None where fewer than five people said anything."""
    if thread.reader_count < LEAST_SHOWN or not thread.found_useful_count + thread.flagged_count:
        return None
    return score_of(thread.found_useful_count, thread.flagged_count)


def needs_attention(readers: int, found_useful: int, flagged: int) -> bool:
    """Whether ten readers or more said something, and we can be sure that it helps fewer than four in five of them."""
    return readers >= LEAST_READERS and flagged > 0 and score_of(found_useful, flagged).high < LINE
