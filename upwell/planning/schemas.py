"""The shape of plans and cards in the API."""

from datetime import date, datetime
from typing import Annotated, Any

import ninja
from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints

from upwell.core.fields import NOT_BLANK, Input, whole_number
from upwell.planning.models import FEWEST, MOST
from upwell.planning.queries.cards import Asked
from upwell.planning.queries.plan import Week


class PieceOut(ninja.Schema):
    """A piece of a plan: what, why, how long, what it counted, and when it was done (null: it is open)."""

    id: int
    kind: str
    key: str
    title: str
    reason: str
    url: str
    minutes: int
    worth: int
    for_others: bool
    done_at: datetime | None


class WeekOut(ninja.Schema):
    """A week's plan. `week` is its Monday; `left` are the minutes of it that are not spent."""

    week: date
    minutes: int
    left: int
    is_quiet: bool
    pieces: list[PieceOut]


def _written(value: object) -> object:
    """A day is written as a text; a number is none."""
    if not isinstance(value, str):
        raise ValueError("Input should be a day, as YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_written)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written)]


class RhythmIn(Input):
    """One's minutes a week, and the Mondays of weeks that stay quiet."""

    minutes: Annotated[int, Field(ge=FEWEST, le=MOST), BeforeValidator(whole_number)]
    quiet_weeks: list[Day] = Field(default_factory=list, max_length=8)


class RhythmOut(ninja.Schema):
    """The same, as it is kept."""

    minutes: int
    quiet_weeks: list[date]


class CardOut(ninja.Schema):
    """A card with its two sides. `lines` are what one chooses from or puts in order; `module` is null for one's own."""

    id: int
    asked: str
    lines: list[str]
    answer: list[str]
    module: int | None
    due: datetime
    reset_why: str

    @staticmethod
    def of(one: Asked) -> dict[str, Any]:
        """A card and its faces as values."""
        return {
            "id": one.card.pk,
            "asked": one.face.asked,
            "lines": list(one.face.lines),
            "answer": list(one.face.answer),
            "module": one.item.pk if one.item else None,
            "due": one.card.due,
            "reset_why": one.card.reset_why,
        }


Side = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=NOT_BLANK)]
Back = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NOT_BLANK)]


class CardIn(Input):
    """A card of one's own."""

    front: Side
    back: Back


class RecallIn(Input):
    """An answer: 1 (forgot) to 4 (easily), the moment it was given, and a key of the sender's own, so that it counts once."""

    rating: Annotated[int, Field(ge=1, le=4), BeforeValidator(whole_number)]
    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    at: Moment | None = None


def week_values(week: Week) -> dict[str, Any]:
    """A plan as values."""
    return {
        "week": week.week,
        "minutes": week.minutes,
        "left": week.left,
        "is_quiet": week.is_quiet,
        "pieces": [piece._asdict() for piece in week.pieces],
    }
