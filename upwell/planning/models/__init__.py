"""The tables of planning; each noun has its own file."""

from upwell.planning.models.card import Card, CardQuerySet, Prompt, Rating, Review
from upwell.planning.models.plan import Piece, PieceKind, Plan, SetAside
from upwell.planning.models.rhythm import FEWEST, MINUTES, MOST, Rhythm
from upwell.planning.models.shelf import Shelf

__all__ = [
    "FEWEST",
    "MINUTES",
    "MOST",
    "Card",
    "CardQuerySet",
    "Piece",
    "PieceKind",
    "Plan",
    "Prompt",
    "Rating",
    "Review",
    "Rhythm",
    "SetAside",
    "Shelf",
]
