"""How much of a week somebody gives to it, and which weeks they keep quiet."""

from __future__ import annotations

from upwell.people.models import Person
from upwell.planning.models import Rhythm, SetAside

MOST_DECLINED = 50  # shown, the latest first


def rhythm_of(person: Person) -> Rhythm:
    """What somebody chose; where they have not, the defaults (not saved)."""
    return Rhythm.objects.filter(person=person).first() or Rhythm(person=person)


def declined_by(person: Person) -> list[SetAside]:
    """What somebody said is not for them, the latest first."""
    return list(SetAside.objects.filter(person=person).declined().order_by("-at", "-id")[:MOST_DECLINED])
