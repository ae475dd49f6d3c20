"""Choosing a colleague by what one calls them."""

from django.db.models import Q

from upwell.core.folding import folded
from upwell.people.models import Person

CHOICES = 8


def colleagues_named(typed: str) -> list[Person]:
    """The first few people whose name holds what was typed, or whose address begins with it."""
    typed = typed.strip().replace("\0", "")[:100]
    if len(typed) < 2:
        return []
    found = Person.objects.active().filter(Q(sort_name__contains=folded(typed)) | Q(email__istartswith=typed))
    return list(found.with_team().order_by("sort_name", "id")[:CHOICES])


def colleague(typed: str) -> Person | None:
    """The one person of this address or, if only one has it, of this name; also among those who left, who are then
    refused by name."""
    typed = typed.strip()
    addressed: Person | None = Person.objects.filter(email__iexact=typed).first()
    if addressed is not None:
        return addressed
    named = list(Person.objects.active().filter(sort_name=folded(typed))[:2])
    return named[0] if len(named) == 1 else None
