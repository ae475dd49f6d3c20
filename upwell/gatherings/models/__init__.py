"""The tables of gatherings; each noun has its own file."""

from upwell.gatherings.models.circle import Circle, CircleQuerySet, Membership, Openness, Pin
from upwell.gatherings.models.event import Cancellation, Event, EventQuerySet, Material
from upwell.gatherings.models.feed import Feed, FeedQuerySet
from upwell.gatherings.models.mentoring import Mentoring, MentoringOutcome, MentoringQuerySet
from upwell.gatherings.models.mentoring_steps import MentoringCheck, MentoringSession, MentoringThanks
from upwell.gatherings.models.poll import DateOption, Willing
from upwell.gatherings.models.seat import Seat, SeatQuerySet
from upwell.gatherings.models.series import Regular, Series, SeriesQuerySet, SkippedDate, Turn
from upwell.gatherings.models.wish import MentoringOffer, MentoringWish, Rhythm

__all__ = [
    "Cancellation",
    "Circle",
    "CircleQuerySet",
    "DateOption",
    "Event",
    "EventQuerySet",
    "Feed",
    "FeedQuerySet",
    "Material",
    "Membership",
    "Mentoring",
    "MentoringCheck",
    "MentoringOffer",
    "MentoringOutcome",
    "MentoringQuerySet",
    "MentoringSession",
    "MentoringThanks",
    "MentoringWish",
    "Openness",
    "Pin",
    "Regular",
    "Rhythm",
    "Seat",
    "SeatQuerySet",
    "Series",
    "SeriesQuerySet",
    "SkippedDate",
    "Turn",
    "Willing",
]
