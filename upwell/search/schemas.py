"""The shape of what was found, in the API."""

import ninja

from upwell.library.models import Item
from upwell.needs.schemas import NeedCard
from upwell.people.schemas import PersonCard
from upwell.search.queries.moments import MomentFound


class ItemCard(ninja.Schema):
    """An item in a list."""

    id: int
    title: str
    summary: str
    minutes: int
    owner: PersonCard
    url: str

    @staticmethod
    def resolve_url(item: Item) -> str:
        """The item's page."""
        return item.get_absolute_url()


class NeedHitOut(ninja.Schema):
    """A need like the text, and why in words."""

    need: NeedCard
    score: float
    reasons: list[str]


class ItemHitOut(ninja.Schema):
    """An item that may answer the text, and why in words."""

    item: ItemCard
    score: float
    reasons: list[str]


class PersonHitOut(ninja.Schema):
    """Somebody who could help, and why in words."""

    person: PersonCard
    score: float
    reasons: list[str]


class MatchOut(ninja.Schema):
    """Who and what could answer a text; scores compare hits of one list only."""

    needs: list[NeedHitOut]
    items: list[ItemHitOut]
    people: list[PersonHitOut]


class NeedFoundOut(ninja.Schema):
    """A need that was found, and what became of it in words."""

    need: NeedCard
    detail: str


class ItemFoundOut(ninja.Schema):
    """An item that was found."""

    item: ItemCard
    detail: str


class PersonFoundOut(ninja.Schema):
    """A colleague who was found."""

    person: PersonCard
    detail: str


class MomentFoundOut(ninja.Schema):
    """A passage of what is said in a recording, on the page of an item. `second` is that of the recording as it came."""

    title: str
    url: str
    second: float
    text: str

    @staticmethod
    def resolve_url(found: MomentFound) -> str:
        """The item's page, opened at that second."""
        return found.get_absolute_url()


class EverythingOut(ninja.Schema):
    """What a search found, the best of each kind first."""

    needs: list[NeedFoundOut]
    items: list[ItemFoundOut]
    people: list[PersonFoundOut]
    moments: list[MomentFoundOut]
