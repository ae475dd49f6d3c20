"""What somebody leans towards, learned from what they turned down: nothing else, and nobody else reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from upwell.core.prepared import IsAmong, prepared
from upwell.planning.models import SetAside

FADES_IN = 90.0  # days after which a refusal weighs half as much
OF_KIND, LEAST_OF_KIND = 0.85, 0.4  # what one fresh refusal leaves of its kind, and what all of them leave at least
OF_SKILL, LEAST_OF_SKILL = 0.7, 0.25


@dataclass
class Leaning:
    """What one person has put aside (`keys`, for now or for good), and how many refusals weigh on each kind and skill."""

    keys: set[str] = field(default_factory=set)
    kinds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    skills: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))

    def share(self, kind: str, skills: Sequence[int]) -> float:
        """What is left of the worth of such a thing: 1 where nothing like it was declined."""
        of_kind = max(LEAST_OF_KIND, OF_KIND ** self.kinds.get(kind, 0.0))
        heaviest = max((self.skills.get(skill, 0.0) for skill in skills), default=0.0)
        return float(of_kind * max(LEAST_OF_SKILL, OF_SKILL**heaviest))


def leanings_of(people: list[int], *, today: date, now: datetime) -> dict[int, Leaning]:
    """How each of `people` leans; who turned nothing down is left out."""
    found: dict[int, Leaning] = {}
    for row in _set_aside(people):
        if row.until is not None and row.until <= today:
            continue
        leaning = found.setdefault(row.person_id, Leaning())
        leaning.keys.add(row.key)
        if row.until is None:
            _weigh(leaning, row.kind, row.skills, (now - row.at).total_seconds() / 86_400)
    return found


@prepared
def _set_aside(people: list[int]) -> QuerySet[SetAside]:
    return SetAside.objects.filter(IsAmong("person", people)).only("person", "key", "kind", "skills", "at", "until")


def _weigh(leaning: Leaning, kind: str, skills: Iterable[int], days: float) -> None:
    weight = 0.5 ** (max(0.0, days) / FADES_IN)
    leaning.kinds[kind] += weight
    for skill in skills:
        leaning.skills[skill] += weight
