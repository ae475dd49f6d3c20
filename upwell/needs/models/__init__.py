"""The tables of needs; each noun has its own file."""

from upwell.needs.models.answer import Answer, Confirmation, Outcome, Used
from upwell.needs.models.need import Need, NeedQuerySet, Parking, State
from upwell.needs.models.offer import How, Offer, OfferQuerySet
from upwell.needs.models.voice import Follow, Urgency, Voice

__all__ = [
    "Answer",
    "Confirmation",
    "Follow",
    "How",
    "Need",
    "NeedQuerySet",
    "Offer",
    "OfferQuerySet",
    "Outcome",
    "Parking",
    "State",
    "Urgency",
    "Used",
    "Voice",
]
