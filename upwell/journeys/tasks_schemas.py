"""The shape of tasks, attempts and progress in the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import ninja
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import NOT_BLANK, WHOLE, Count, Input, JsonId, Switch
from upwell.core.text import clean, one_line
from upwell.journeys.asking import TaskDetails
from upwell.journeys.models import Attempt, Evidence, Looker, Progress, Task
from upwell.people.schemas import PersonCard

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NOT_BLANK), AfterValidator(one_line)]
Summary = Annotated[str, StringConstraints(max_length=300), AfterValidator(one_line)]
Said = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(clean)]
Short = Annotated[str, StringConstraints(max_length=1000), AfterValidator(clean)]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(one_line)]
Show = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=NOT_BLANK), AfterValidator(one_line)]
What = Annotated[str, StringConstraints(min_length=1, max_length=10_000, pattern=NOT_BLANK), AfterValidator(clean)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NOT_BLANK), AfterValidator(clean)]


class TaskIn(Input):
    """Something to try at work. `need` answers that need with it."""

    title: Title
    what: What
    show: Show
    about: Summary = ""
    evidence: list[Evidence] = Field(default_factory=lambda: [Evidence.WORDS], min_length=1, max_length=3)
    lookers: list[Looker] = Field(default_factory=lambda: list(Looker), min_length=1, max_length=4)
    checklist: list[Line] = Field(default_factory=list, max_length=12)
    is_experiment: Switch = False
    minutes: Annotated[int, Field(ge=1, le=2400), WHOLE] = 15
    skills: list[Annotated[str, StringConstraints(max_length=80)]] = Field(default_factory=list, max_length=10)
    need: JsonId | None = None

    def details(self) -> TaskDetails:
        """What the actions take."""
        return TaskDetails(**self.model_dump(exclude={"need"}))


class TaskOut(ninja.Schema):
    """A task."""

    id: int = Field(alias="item_id")
    title: str = Field(alias="item.title")
    about: str = Field(alias="item.summary")
    url: str
    what: str
    show: str
    evidence: list[str]
    lookers: list[str]
    checklist: list[str]
    is_experiment: bool
    minutes: int = Field(alias="item.minutes")
    owner: PersonCard = Field(alias="item.owner")

    @staticmethod
    def resolve_url(task: Task) -> str:
        """Its page."""
        return task.get_absolute_url()


class GuessIn(Input):
    """Beginning; an experiment asks for a guess."""

    guess: Annotated[str, StringConstraints(max_length=500)] = ""


class ShownIn(Input):
    """What is shown in words, and who is asked to look, as what. Pictures and recordings are brought on the page."""

    text: Said
    result: Short = ""
    observer: JsonId
    as_what: Looker


class LookIn(Input):
    """What somebody saw: `stamp` is of the attempt as it was looked at, `ticked` are lines of the checklist."""

    accept: Switch
    word: Word
    ticked: list[Line] = Field(default_factory=list, max_length=12)
    stamp: Count


class AttemptOut(ninja.Schema):
    """An attempt, as whoever tries it and whoever looks at it see it."""

    id: int
    task: int = Field(alias="task_id")
    person: PersonCard
    state: str
    guess: str
    text: str
    result: str
    observer: PersonCard | None
    as_what: str
    stamp: int
    begun_at: datetime
    shown_at: datetime | None
    accepted_at: datetime | None
    came_of_it: str
    url: str

    @staticmethod
    def resolve_url(attempt: Attempt) -> str:
        """Its page."""
        return attempt.get_absolute_url()


class PlaceIn(Input):
    """Where one is, and how long this visit took so far: told whole each time, so that a report may come twice."""

    block: Annotated[str, StringConstraints(max_length=40)] = ""
    end: Switch = False
    answered: dict[Annotated[str, StringConstraints(max_length=40)], Switch] = Field(default_factory=dict)
    seconds: Count = 0
    visit: Annotated[str, StringConstraints(max_length=40)] = ""

    def place(self) -> dict[str, object]:
        """What the action takes; what was not said is left out."""
        said = {"block": self.block, "end": self.end, "answered": self.answered}
        return {name: value for name, value in said.items() if value}


class FinishIn(Input):
    """Done; `result` is a share from 0 to 1 where it was measured."""

    result: float | None = Field(None, ge=0, le=1)


class ProgressOut(ninja.Schema):
    """How far one is with something; one's own."""

    item: int = Field(alias="item_id")
    title: str = Field(alias="item.title")
    kind: str = Field(alias="item.kind")
    url: str
    started_at: datetime
    seconds: int
    result: float | None
    finished_at: datetime | None

    @staticmethod
    def resolve_url(kept: Progress) -> str:
        """The item's page."""
        return kept.item.get_absolute_url()
