"""The shape of mentoring in the API."""

from datetime import date, datetime
from typing import Annotated

import ninja
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import NOT_BLANK, WHOLE, Input
from upwell.core.text import clean, one_line
from upwell.gatherings.models import MentoringOffer, MentoringWish, Rhythm
from upwell.gatherings.schemas import Word
from upwell.people.schemas import PersonCard

Goals = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NOT_BLANK), AfterValidator(clean)]
Aside = Annotated[str, StringConstraints(max_length=300), AfterValidator(one_line)]
Reply = Annotated[str, StringConstraints(max_length=500), AfterValidator(one_line)]
Kept = Annotated[str, StringConstraints(max_length=1000), AfterValidator(clean)]


class MentoringWishIn(Input):
    """A wish for a mentor: in which skill, and what for."""

    skill: Word
    goals: Goals


class MentoringWishOut(ninja.Schema):
    """A wish of one's own."""

    id: int
    skill: str
    goals: str
    wished_at: datetime

    @staticmethod
    def resolve_skill(wish: MentoringWish) -> str:
        """Its name."""
        return wish.skill.name


class MentoringOfferIn(Input):
    """An offer to mentor: in which skills, how many at once, how often."""

    skills: list[Word] = Field(min_length=1, max_length=10)
    most: Annotated[int, Field(ge=1, le=5), WHOLE] = 1
    rhythm: Rhythm = Rhythm.FORTNIGHTLY
    word: Aside = ""


class MentoringOfferOut(ninja.Schema):
    """An offer of one's own."""

    id: int
    skills: list[str]
    most: int
    rhythm: str
    word: str

    @staticmethod
    def resolve_skills(offer: MentoringOffer) -> list[str]:
        """Their names."""
        return sorted(skill.name for skill in offer.skills.all())


class MentoringOut(ninja.Schema):
    """A mentoring of one's own: proposed while `begun_at` is null, over once `closed_at` is not."""

    id: int
    skill: str
    mentor: PersonCard
    mentee: PersonCard
    goals: str
    rhythm: str
    reasons: list[str]
    proposed_at: datetime
    begun_at: datetime | None
    closed_at: datetime | None
    outcome: str


class MentoringDeclineIn(Input):
    """A no, with a word to the other or without."""

    word: Reply = ""


class MentoringSessionIn(Input):
    """That the two met on a day, and what to keep of it."""

    day: date
    note: Kept = ""


class MentoringSessionOut(ninja.Schema):
    """A time the two met."""

    day: date
    note: str
    held_at: datetime | None


class MentoringEndIn(Input):
    """The end, with thanks or without."""

    thanks: Kept = ""
