"""How people who could help are put in order. No database here: numbers in, numbers out, so that it can be measured.

What speaks for somebody is added up from shares: of the help given on this topic, of the help given under these skills, of
what people say of themselves, and of all help, lately and over the years. So in a small forum whoever helps everybody
these days ranks high, and among a hundred thousand people the topic decides. The weights were set on one half of the
queries of two real sites and reported on the other (bench/match.py prints both); they lie on a broad plateau.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

SOFTNESS = 4.0  # a need this much below the likest (in units of `ranking.fuse`) counts 1/e of it
ACCEPTED = 1.5  # an accepted answer against any other, 1
EVIDENCE_HALF_LIFE = 550.0  # days, for what was done on the topic: one and a half years
LATELY_HALF_LIFE = 61.0  # days, for help of any kind: whoever helps these days is likely to
YEARS_HALF_LIFE = 730.0

TOPIC_WEIGHT = 1.0
SKILL_WEIGHT = 0.2
DECLARED_WEIGHT = 0.5  # not measured: the sites have no profiles. Below the topic: what one did says more
LATELY_WEIGHT = 0.5
YEARS_WEIGHT = 0.5

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Witness:
    """One thing somebody did that speaks for asking them: how much it weighs, and on which day since 2020 it was."""

    person_id: int
    weight: float
    day: float


@dataclass(frozen=True)
class Standing:
    """What speaks for each person, as shares: of the help on this topic, by skill, by their own word, and of all help."""

    topic: Mapping[int, float]
    skill: Mapping[int, float]
    declared: Mapping[int, float]
    lately: Mapping[int, float]
    in_years: Mapping[int, float]


def rank_people(standing: Standing) -> dict[int, float]:
    """How likely it is that each person's help is the help that is wanted; best first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, part in (
        (TOPIC_WEIGHT, standing.topic),
        (SKILL_WEIGHT, standing.skill),
        (DECLARED_WEIGHT, standing.declared),
        (LATELY_WEIGHT, standing.lately),
        (YEARS_WEIGHT, standing.in_years),
    ):
        for person_id, share in part.items():
            scores[person_id] += weight * share
    return _best_first(scores)


def closeness(scores: Mapping[int, float], *, best: float | None = None) -> dict[int, float]:
    """How much each of the candidates of `ranking.fuse` bears witness: 1 for the likest, falling off softly.

    `best` is the score of the likest where there are others to compare with.
    """
    best = max(scores.values(), default=0.0) if best is None else best
    return {object_id: math.exp((score - best) / SOFTNESS) for object_id, score in scores.items()}


def rarity(uses: Mapping[int, int], everything: int) -> dict[int, float]:
    """How much each skill tells, by how many of `everything` carry it: a rare one tells more (like a word in BM25)."""
    return {skill_id: math.log(1 + (1 + everything) / (1 + count)) for skill_id, count in uses.items()}


def faded(witnesses: Iterable[Witness]) -> dict[int, float]:
    """The weight of what each person did, halved for every `EVIDENCE_HALF_LIFE` that it lies before the newest."""
    witnesses = list(witnesses)
    newest = max((each.day for each in witnesses), default=0.0)
    weights: defaultdict[int, float] = defaultdict(float)
    for each in witnesses:
        weights[each.person_id] += each.weight * 0.5 ** ((newest - each.day) / EVIDENCE_HALF_LIFE)
    return dict(weights)


def shares(weights: Mapping[int, float], *, total: float | None = None) -> dict[int, float]:
    """`weights` as parts of their sum, or of a `total` that has others in it, too."""
    total = sum(weights.values()) if total is None else total
    return {person_id: weight / total for person_id, weight in weights.items()} if total > 0 else {}


def help_given(answers: Iterable[tuple[datetime, bool]], *, half_life: float) -> float:
    """log2 of the sum over one person's answers (when, whether accepted) of weight * 2**(days since 2020 / half_life).

    At least one answer. The order of such numbers, and their ratios, stay the same as time goes by.
    """
    powers = [day_of(at) / half_life + math.log2(ACCEPTED if is_accepted else 1.0) for at, is_accepted in answers]
    highest = max(powers)
    return highest + math.log2(sum(2.0 ** (power - highest) for power in powers))


def spread_load(scores: Mapping[int, float], asked: Mapping[int, int], caps: Mapping[int, int]) -> dict[int, float]:
    """Scores after what people were asked this month: the nearer to the cap they set, the less; at the cap, left out.

    Somebody asked half as often as they allow keeps three quarters of their score, so that an able second is preferred
    to a first who is already busy, and a stranger to the topic is not.
    """
    kept = {}
    for person_id, score in scores.items():
        used = asked.get(person_id, 0) / caps[person_id] if caps[person_id] else 1.0
        if used < 1.0:
            kept[person_id] = score * (1.0 - used / 2)
    return _best_first(kept)


def day_of(at: datetime) -> float:
    """Days since 2020, with their fractions."""
    return (at - EPOCH).total_seconds() / 86_400


def _best_first(scores: Mapping[int, float]) -> dict[int, float]:
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))
