"""The shape of an organisation: how many of what, and who does how much: a few a great deal, most a little."""

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TypeVar

Thing = TypeVar("Thing")

UNTIL = datetime(2026, 11, 1, tzinfo=UTC)  # when the history ends, unless told otherwise: the same whenever it is made
DAYS = 730  # that the history lasts
NAMED = 20  # load1@example.org to load20@example.org, who can sign in


@dataclass(frozen=True)
class Shape:
    """How many of what, for a number of people; `until` is when the history ends."""

    people: int
    seed: int
    until: datetime = UNTIL

    @property
    def teams(self) -> int:
        """One for each fourteen people."""
        return max(4, self.people // 14)

    @property
    def skills(self) -> int:
        """Topics and skills are the same words; large organisations have more, but not in proportion."""
        return min(2000, 60 + self.people // 50)

    @property
    def needs(self) -> int:
        """One for each two people."""
        return self.people // 2

    @property
    def items(self) -> int:
        """One for each person."""
        return self.people

    @property
    def different_needs(self) -> int:
        """How many different sentences the needs are taken from."""
        return min(5000, max(20, self.needs // 2))

    @property
    def different_modules(self) -> int:
        """How many different texts the modules are taken from."""
        return min(3000, max(20, self.items // 2))

    @property
    def begin(self) -> datetime:
        """When the history begins."""
        return self.until - timedelta(days=DAYS)


class Skew:
    """Picks among `count` things so that the n-th gets a share of 1 / (n + `flat`) ** `power`: Zipf's law, with a flat top."""

    def __init__(self, count: int, *, power: float = 0.9, flat: float = 3.0) -> None:
        self._sums = list(accumulate((place + flat) ** -power for place in range(count)))

    def pick(self, chance: random.Random) -> int:
        """The number of one, from 0 on."""
        return bisect_left(self._sums, chance.random() * self._sums[-1])


class Chance(random.Random):
    """A source of chance that knows about times, too. Each part of the organisation has one of its own, by its name."""

    def moment(self, begin: datetime, end: datetime) -> datetime:
        """Some second between `begin` and `end`."""
        return begin + timedelta(seconds=int(self.random() * max(0.0, (end - begin).total_seconds())))

    def soon_after(self, moment: datetime, *, days: float) -> datetime:
        """A moment later, by `days` on average, often much less and seldom much more."""
        return moment + timedelta(seconds=60 + int(self.expovariate(1.0) * days * 86_400))

    def share(self, of: float) -> bool:
        """True in `of` of all cases."""
        return self.random() < of

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """Any of them, all alike."""
        return things[int(self.random() * len(things))]


def chance_for(shape: Shape, part: str) -> Chance:
    """The chance of one part: what another part does with its own leaves this one as it is."""
    return Chance(f"{shape.seed} {part}")
