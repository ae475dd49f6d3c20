"""The shape of events and circles in the API."""

from datetime import date, datetime, time
from typing import Annotated

import ninja
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import NOT_BLANK, WHOLE, Input, JsonId
from upwell.core.text import clean, one_line
from upwell.gatherings.details import Details
from upwell.gatherings.models import Circle, Event, Openness
from upwell.people.schemas import PersonCard

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NOT_BLANK), AfterValidator(one_line)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=NOT_BLANK), AfterValidator(one_line)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=NOT_BLANK), AfterValidator(one_line)]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(one_line)]
Summary = Annotated[str, StringConstraints(max_length=300), AfterValidator(one_line)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=NOT_BLANK), AfterValidator(one_line)]
About = Annotated[str, StringConstraints(max_length=2000), AfterValidator(clean)]


def without_offset(at: time) -> time:
    """A time as the clock on the wall has it: JSON's times carry an offset, which says nothing beside a time zone."""
    return at.replace(tzinfo=None)


TimeOnTheWall = Annotated[time, AfterValidator(without_offset)]


class EventIn(Input):
    """An event. `day` and `time` are what the clock on the wall of `time_zone` shows; an offset of `time` is passed over."""

    title: Title
    about: Summary = ""
    day: date
    time: TimeOnTheWall
    time_zone: Line = "UTC"
    minutes: Annotated[int, Field(ge=1, le=1440), WHOLE] = 60
    place: Line = ""
    call_url: Annotated[str, StringConstraints(max_length=500)] = ""
    seats: Annotated[int, Field(ge=1, le=100_000), WHOLE] | None = None
    skills: list[Word] = Field(default_factory=list, max_length=10)
    circle: JsonId | None = None

    def details(self) -> Details:
        """What the actions take."""
        return Details(
            title=self.title,
            about=self.about,
            time_zone=self.time_zone,
            minutes=self.minutes,
            place=self.place,
            call_url=self.call_url,
            seats=self.seats,
            skills=self.skills,
        )


class CancelIn(Input):
    """Why it does not take place."""

    word: Reason


class EventOut(ninja.Schema):
    """An event; without a date, `starts_at` is null."""

    id: int
    title: str
    about: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_zone: str
    minutes: int
    place: str
    call_url: str
    seats: int | None
    going_count: int
    waiting_count: int
    host: PersonCard
    circle: int | None = Field(None, alias="circle_id")
    cancelled_at: datetime | None

    @staticmethod
    def resolve_id(event: Event) -> int:
        """Its card's id."""
        return int(event.pk)

    @staticmethod
    def resolve_title(event: Event) -> str:
        """As the card has it."""
        return event.item.title

    @staticmethod
    def resolve_about(event: Event) -> str:
        """As the card has it."""
        return event.item.summary


class SeatOut(ninja.Schema):
    """Whether one has a seat or waits for one."""

    event: int = Field(alias="event_id")
    place: int
    taken_at: datetime | None


class CircleIn(Input):
    """A circle."""

    name: Name
    about: About = ""
    openness: Openness = Openness.OPEN
    skills: list[Word] = Field(default_factory=list, max_length=10)


class CircleOut(ninja.Schema):
    """A circle."""

    id: int
    name: str
    about: str
    openness: str
    skills: list[str]
    member_count: int

    @staticmethod
    def resolve_skills(circle: Circle) -> list[str]:
        """The names of the skills it is about."""
        return [skill.name for skill in circle.skills.all()]


class MembershipOut(ninja.Schema):
    """That one is in a circle, or asked to be (`since` null)."""

    circle: int = Field(alias="circle_id")
    since: datetime | None
