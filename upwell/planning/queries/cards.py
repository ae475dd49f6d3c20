"""One's cards: those to answer now, all of them, and how well one remembered against what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from upwell.core import clock
from upwell.core.paging import Page, page
from upwell.library.models import Item
from upwell.people.models import Person
from upwell.planning.faces import Face, face_of
from upwell.planning.models import Card, CardQuerySet
from upwell.planning.session import SESSION
from upwell.planning.weeks import WEEK, day_of, monday


@dataclass(frozen=True)
class Asked:
    """A card with its two sides, and the module it comes from (None: one's own)."""

    card: Card
    face: Face
    item: Item | None


def cards_to_answer(person: Person, *, ahead: bool = False) -> list[Asked]:
    """A session: the cards that are due now, the longest due first; `ahead` adds those of the rest of the week.

    Left out is what comes from a module that is out no more, or that one may see no more.
    """
    now = clock.now()
    until = end_of_week(person, now) if ahead else now
    return [asked(card) for card in _mine(person).filter(due__lte=until).order_by("due", "id")[:SESSION]]


def cards_of(person: Person, *, after: str = "", size: int = 20) -> Page[Card]:
    """A page of all one's cards that still come back, the newest first."""
    return page(_mine(person), by=("-made_at", "-id"), after=after, size=size)


def next_due(person: Person) -> datetime | None:
    """When the next card comes back; None where there is none."""
    return _mine(person).order_by("due", "id").values_list("due", flat=True).first()


def end_of_week(person: Person, moment: datetime) -> datetime:
    """The midnight that ends somebody's week, at most seven days away."""
    days = monday(day_of(person, moment)) + WEEK - day_of(person, moment)
    return moment + days


def asked(card: Card) -> Asked:
    """A card with its two sides."""
    if card.prompt is None:
        return Asked(card, Face(card.front, (), (card.back,)), None)
    return Asked(card, face_of(card.prompt.content), card.prompt.item)


def _mine(person: Person) -> CardQuerySet:
    out = Item.objects.current(day_of(person, clock.now())).visible_to(person).filter(pk=OuterRef("prompt__item"))
    mine = Card.objects.live().visible_to(person).filter(Q(prompt__isnull=True) | Exists(out))
    return mine.select_related("prompt__item")
