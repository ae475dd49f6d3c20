"""The counts and clocks on a need's row, read anew from what happened; the action that changed it saves them."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import BooleanField, Case, Count, IntegerField, Max, Min, Q, Value, When
from django.db.models.functions import Cast

from upwell.core import clock
from upwell.needs.models import Confirmation, Need, Outcome, Urgency, Used

VOICE_FIELDS = ["voice_count", "now_count", "heat"]
HELP_FIELDS = ["offer_count", "answer_count", "first_help_at", "answered_at"]
OUTCOME_FIELDS = ["solved_count", "partly_count", "not_solved_count", "used_count", "solved_at"]

FEWEST_VOICES = 3  # who must have said something before others can call a need solved for whoever asked
WARMTH_BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
HALF_LIFE = 7.0  # days


def warmed(heat: float, voices_before: int, at: datetime) -> float:
    """`heat` with one more voice: log2 of the sum of 2**(days since 2020 / 7) over all voices, each half as warm a week on."""
    warmth = _warmth(at)
    if not voices_before:
        return warmth
    more, less = max(heat, warmth), min(heat, warmth)
    return more + math.log2(1 + 2 ** (less - more))


def count_voices(need: Need) -> None:
    """How many say me too, how many of them need it now, and how warm that makes it."""
    rows = list(need.voices.values_list("urgency", "at"))
    need.voice_count = len(rows)
    need.now_count = sum(urgency == Urgency.NOW for urgency, _ in rows)
    need.heat = _heat(at for _, at in rows)


def count_help(need: Need) -> None:
    """How many offers and answers stand, and when the first help of a colleague and the first answer came.

    What the asker finds alone is an answer, but not a colleague's help. Without a name the two are not told apart,
    because a missing clock would tell who asked.
    """
    offers = need.offers.standing()
    first_offer = offers.exclude(by=need.asked_by_id).aggregate(first=Min("at"))["first"]
    by_colleague = Q() if need.is_nameless else ~Q(by=need.asked_by_id)
    answers = need.answers.aggregate(count=Count("id"), first=Min("at"), helped=Min("at", filter=by_colleague))
    need.offer_count, need.answer_count = offers.count(), answers["count"]
    need.answered_at = answers["first"]
    need.first_help_at = min(filter(None, [first_offer, answers["helped"]]), default=None)


def count_outcomes(need: Need) -> None:
    """How many voices say solved, partly, not (each by the best thing they say of any answer), and used it at work.

    It is solved when who asked says so; or when they have said nothing yet, at least three voices have, and more
    than half of those say solved.
    """
    best = dict(_best_outcomes(need))
    need.solved_count, need.partly_count, need.not_solved_count = (
        sum(rank == each for rank, _ in best.values()) for each in range(3)
    )
    need.used_count = sum(bool(used) for _, used in best.values())
    if need.asked_by_id in best:
        is_solved = best[need.asked_by_id][0] == 0
    else:
        is_solved = len(best) >= FEWEST_VOICES and need.solved_count * 2 > len(best)
    need.solved_at = (need.solved_at or clock.now()) if is_solved else None


def _best_outcomes(need: Need) -> Iterable[tuple[int, tuple[int, bool]]]:
    """Each voice that said something: 0 solved, 1 partly, 2 not; and whether they used it."""
    ranks = [When(outcome=outcome, then=Value(rank)) for rank, outcome in enumerate(Outcome.values)]
    used = Cast(Case(When(used=Used.YES, then=Value(1)), default=Value(0)), IntegerField())
    rows = (
        Confirmation.objects.filter(answer__need=need, by__in=need.voices.values("by"))
        .values("by")
        .annotate(rank=Min(Case(*ranks, output_field=IntegerField())), used_it=Cast(Max(used), BooleanField()))
    )
    return [(row["by"], (row["rank"], row["used_it"])) for row in rows]


def _heat(moments: Iterable[datetime]) -> float:
    heat = 0.0
    for before, moment in enumerate(sorted(moments)):
        heat = warmed(heat, before, moment)
    return heat


def _warmth(at: datetime) -> float:
    return (at - WARMTH_BEGINS).total_seconds() / 86_400 / HALF_LIFE
