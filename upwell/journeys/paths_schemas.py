"""The shape of paths in the API."""

from datetime import date, datetime
from typing import Annotated

import ninja
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import Input, JsonId, Switch
from upwell.core.text import clean
from upwell.journeys.models import Enrolment, Path
from upwell.people.schemas import PersonCard

Words = Annotated[str, StringConstraints(max_length=4000), AfterValidator(clean)]


class BeginIn(Input):
    """From which day the steps count; without one, as the path says."""

    day: date | None = None


class AssignIn(Input):
    """To whom a path is given, from which day, and who goes along."""

    person: JsonId
    day: date | None = None
    buddy: JsonId | None = None


class StepDoneIn(Input):
    """What one leaves at a step; shared with one's buddy only if one says so."""

    words: Words = ""
    met: list[JsonId] = Field(default_factory=list, max_length=10)
    share: Switch = False


class PathStepOut(ninja.Schema):
    """A step on a line; `due_after` is in working days from the path's day, null without a day."""

    id: int
    kind: str
    title: str
    words: str
    minutes: int
    due_after: int | None = Field(None, alias="offset")


class PathOut(ninja.Schema):
    """A path in a list."""

    id: int
    title: str
    about: str
    steps: int = Field(alias="step_count")
    minutes: int
    counts_from: str = Field(alias="anchor")
    days: int | None

    @staticmethod
    def resolve_id(path: Path) -> int:
        """Its card's id."""
        return int(path.pk)

    @staticmethod
    def resolve_title(path: Path) -> str:
        """As the card has it."""
        return path.item.title

    @staticmethod
    def resolve_about(path: Path) -> str:
        """As the card has it."""
        return path.item.summary

    @staticmethod
    def resolve_minutes(path: Path) -> int:
        """All its steps together."""
        return path.item.minutes


class WalkOut(ninja.Schema):
    """Somebody's walk on a path."""

    id: int
    path: int = Field(alias="path_id")
    person: PersonCard
    buddy: PersonCard | None
    day: date
    until: date | None
    entered_at: datetime
    finished_at: datetime | None
    done: list[int]

    @staticmethod
    def resolve_done(walk: Enrolment) -> list[int]:
        """The ids of the steps that are done."""
        return list(walk.done.values_list("step", flat=True))


class GivenOut(ninja.Schema):
    """That a path was given to somebody; how far they are is theirs."""

    id: int
    path: int = Field(alias="path_id")
    person: PersonCard
    day: date
    until: date | None


class DueStepOut(ninja.Schema):
    """A step that one can do now."""

    step_id: int
    title: str
    url: str
    minutes: int
    due_on: date | None
    path_title: str
    is_meeting: bool
    person: PersonCard | None
