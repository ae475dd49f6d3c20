"""Who wrote items and what they are about, read for a list of cards at once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from upwell.core.prepared import IsAmong, prepared, put_at_hand
from upwell.library.models import Authorship, Item

ItemSkill: Any = Item.skills.through
NAMED = ("name", "email", "photo", "team__name")


def with_authors(items: Sequence[Item]) -> Sequence[Item]:
    """The same items, each with its authors at hand, in the order in which they are named."""
    wrote = _authorships([item.pk for item in items]) if items else []
    put_at_hand(items, "authorships", ((row.item_id, row) for row in wrote))
    return items


def with_skills(items: Sequence[Item]) -> Sequence[Item]:
    """The same items, each with its skills at hand."""
    about = _tags([item.pk for item in items]) if items else []
    put_at_hand(items, "skills", ((row.item_id, row.skill) for row in about))
    return items


@prepared
def _authorships(items: list[int]) -> QuerySet[Authorship]:
    wrote = Authorship.objects.filter(IsAmong("item", items)).select_related("person__team")
    return wrote.only("item", "place", *(f"person__{name}" for name in NAMED)).order_by("place", "id")


@prepared
def _tags(items: list[int]) -> QuerySet[Any]:
    about: QuerySet[Any] = ItemSkill.objects.filter(IsAmong("item", items)).select_related("skill")
    return about.order_by("skill__name")
