"""The tables of practice; each noun has its own file."""

from upwell.practice.models.practice import MOST_ASPECTS, Aspect, Practice, PracticeQuerySet
from upwell.practice.models.saying import Level, Mark, VoiceNote
from upwell.practice.models.take import AsWhat, Showing, ShowingQuerySet, Take, TakeQuerySet

__all__ = [
    "MOST_ASPECTS",
    "AsWhat",
    "Aspect",
    "Level",
    "Mark",
    "Practice",
    "PracticeQuerySet",
    "Showing",
    "ShowingQuerySet",
    "Take",
    "TakeQuerySet",
    "VoiceNote",
]
