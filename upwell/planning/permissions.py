"""Who may do what with plans and cards: everybody with their own, and nobody with anybody else's."""

from upwell.people.models import Person
from upwell.planning.models import Card, Plan


def can_plan(person: Person, whose: Person) -> bool:
    """Everybody plans their own week, and nobody another's: not a lead, not an admin."""
    return person.is_active and person.pk == whose.pk


def can_change_plan(person: Person, plan: Plan) -> bool:
    """Everybody changes their own plan."""
    return person.is_active and plan.person_id == person.pk


def can_practise(person: Person, card: Card) -> bool:
    """Everybody answers, changes and puts away their own cards."""
    return person.is_active and card.person_id == person.pk
