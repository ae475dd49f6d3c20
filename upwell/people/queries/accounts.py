"""Reads for whoever looks after accounts."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from upwell.core.folding import folded
from upwell.core.text import one_line
from upwell.people.models import Person, Role, Team

MOST_TEAMS = 50  # led by one person, that a page lists


@dataclass(frozen=True)
class Account:
    """What hangs on somebody, to be looked at before their account is closed."""

    person: Person
    leads: list[Team]
    report_count: int
    token_count: int


def accounts(text: str = "", *, role: str = "", left: bool = False) -> QuerySet[Person]:
    """Everybody with an account: those here, or those who have `left`; whose name or address holds `text`."""
    people: QuerySet[Person] = Person.objects.with_team().filter(is_active=not left)
    if text := one_line(text)[:100]:
        people = people.filter(Q(sort_name__contains=folded(text)) | Q(email__icontains=text.lower()))
    return people.filter(role=role) if role in Role.values else people


def account_of(person: Person) -> Account:
    """What hangs on `person`; those who report to them are counted up to a thousand."""
    return Account(
        person=person,
        leads=list(Team.objects.filter(lead=person)[:MOST_TEAMS]),
        report_count=person.reports.filter(is_active=True)[:1000].count(),
        token_count=person.tokens.live().count(),
    )
