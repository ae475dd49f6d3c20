"""How memory fades and comes back: FSRS, as the `fsrs` package has it, with the settings of a two-minute session a week.

There are no steps within a day: what was forgotten comes back tomorrow at the soonest. Nothing is left to chance, so that
the same answers always lead to the same days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

RETENTION = 0.9  # the chance to remember at which a card comes back
FIRST_AFTER = timedelta(days=1)  # after the module was finished
SCHEDULER = Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Memory:
    """How well something is remembered: `stability` in days, `difficulty` from 1 to 10, and when it is asked again."""

    stability: float | None
    difficulty: float | None
    answered_at: datetime | None
    due: datetime


def after_answer(before: Memory, rating: int, at: datetime) -> Memory:
    """What becomes of a memory when the card is answered at `at`, rated 1 (forgot) to 4 (easily)."""
    card, _log = SCHEDULER.review_card(_card(before), Rating(rating), at.astimezone(UTC))
    return Memory(card.stability, card.difficulty, at, card.due)


def chance(stability: float | None, answered_at: datetime | None, at: datetime) -> float | None:
    """The chance to remember at `at`, from 0 to 1; None for what was never answered."""
    if stability is None or answered_at is None:
        return None
    card = _card(Memory(stability, None, answered_at, at))
    return float(SCHEDULER.get_card_retrievability(card, at.astimezone(UTC)))


def _card(memory: Memory) -> Card:
    return Card(
        card_id=1,  # made up anew, it would wait a thousandth of a second for each
        state=State.Learning if memory.answered_at is None else State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due.astimezone(UTC),
        last_review=memory.answered_at.astimezone(UTC) if memory.answered_at else None,
    )
