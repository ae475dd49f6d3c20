"""The shape of practice in the API."""

from datetime import datetime
from typing import Annotated

import ninja
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import NOT_BLANK, WHOLE, Count, Input, JsonId
from upwell.core.text import clean, one_line
from upwell.people.schemas import PersonCard
from upwell.practice.actions.asking import LONGEST_AIM, Asked
from upwell.practice.models import MOST_ASPECTS, AsWhat, Level, Practice

Line = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=NOT_BLANK), AfterValidator(one_line)]
Looked = Annotated[str, StringConstraints(min_length=1, max_length=160, pattern=NOT_BLANK), AfterValidator(one_line)]
Situation = Annotated[str, StringConstraints(max_length=1000), AfterValidator(clean)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=NOT_BLANK), AfterValidator(one_line)]
Spoken = Annotated[str, StringConstraints(min_length=1, max_length=5000, pattern=NOT_BLANK), AfterValidator(clean)]


class PracticeIn(Input):
    """Something to practise: by `person` (0: oneself), what, in which situation, how long, what to look for."""

    person: Count = 0
    title: Line
    prompt: Situation = ""
    aim_seconds: Annotated[int, Field(ge=0, le=LONGEST_AIM), WHOLE] = 0
    aspects: list[Looked] = Field(default_factory=list, max_length=MOST_ASPECTS)

    def asked(self) -> Asked:
        """What the action takes."""
        return Asked(self.title, self.prompt, self.aim_seconds, self.aspects)


class PracticeOut(ninja.Schema):
    """A practice that one records, asked for, or is shown."""

    id: int
    person: PersonCard
    asked_by: PersonCard
    title: str
    prompt: str
    aim_seconds: int
    aspects: list[str]
    asked_at: datetime
    declined_at: datetime | None

    @staticmethod
    def resolve_aspects(practice: Practice) -> list[str]:
        """What to look for, in order."""
        return [aspect.words for aspect in practice.aspects.all()]


class MarkOut(ninja.Schema):
    """How somebody sees one of the things looked for (counted from 1), and why."""

    aspect: int
    level: Level
    reason: str
    by: PersonCard
    at: datetime


class SpokenOut(ninja.Schema):
    """What somebody said of a take; `second` is null where it is of the whole."""

    id: int
    by: PersonCard
    text: str
    second: float | None
    at: datetime


class ShownOut(ninja.Schema):
    """To whom a take is shown, and since when they have seen it; only whoever recorded it is told."""

    person: PersonCard
    as_what: AsWhat
    at: datetime
    seen_at: datetime | None


class TakeOut(ninja.Schema):
    """A take. Until one has said that one watches it (`watch`), `play` is empty and so is what was said of it."""

    id: int
    number: int
    at: datetime
    play: str
    marks: list[MarkOut]
    said: list[SpokenOut]
    shown_to: list[ShownOut]


class TakesOut(ninja.Schema):
    """The takes of a practice that one may see, the first one first; at most thirty."""

    items: list[TakeOut]


class ShowIn(Input):
    """To whom a take is shown, as what."""

    person: JsonId
    as_what: AsWhat = AsWhat.PEER


class TakeCommentIn(Input):
    """Something to say of a take, of one second or of the whole."""

    text: Spoken
    second: Annotated[float, Field(ge=0, le=48 * 3600)] | None = None


class MarkIn(Input):
    """How one sees one of the things looked for (counted from 1), and why."""

    aspect: Annotated[int, Field(ge=1, le=MOST_ASPECTS), WHOLE]
    level: Level
    reason: Reason
