"""What is to be told to whom: the shape that every rule of telling answers in."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.films.models import Storyboard
from upwell.gatherings.models import Circle, Event, Mentoring
from upwell.journeys.models import Attempt, Path
from upwell.library.models import Item, Review
from upwell.media.models import Consent, StoredFile
from upwell.needs.models import Need
from upwell.notifications.models import NoticeKind
from upwell.people.models import Person
from upwell.planning.models import Plan
from upwell.practice.models import Practice


@dataclass(frozen=True)
class Telling:
    """What is to be told to whom: `people` are ids; `actor` is None where the name must not be said."""

    kind: NoticeKind
    people: set[int]
    actor: int | None
    about: (
        Need
        | Item
        | Person
        | Review
        | Event
        | Circle
        | Mentoring
        | Attempt
        | Path
        | Plan
        | Practice
        | Consent
        | StoredFile
        | Storyboard
    )
    quote: str = ""
