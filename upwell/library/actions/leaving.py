"""When somebody leaves, what they looked after goes to somebody who is here: an owner always exists."""

from __future__ import annotations

from collections import Counter

from django.db import transaction

from upwell.core import journal
from upwell.library.models import Item
from upwell.people.models import Person, Role


@transaction.atomic
def pass_on_items(leaver: Person) -> int:
    """Give what somebody who has left looked after to others; nobody asks for it, it follows from their leaving.

    Each module goes to the first of its other authors who is here; else, once it is published, to whom the leaver reported,
    to the lead of their team or of one above, or to a steward. What nobody has seen yet stays unseen: a draft without
    another author stays where it is. Everybody who receives something is told once. Returns how many changed hands; on
    a second run, none.
    """
    leaver = Person.objects.select_related("team", "lead").get(pk=leaver.pk)
    if leaver.is_active:
        return 0
    heir = _heir_of(leaver)
    given: Counter[int] = Counter()
    items = Item.objects.select_for_update(of=("self",)).filter(owner=leaver).prefetch_related("authorships__person")
    for item in items.order_by("pk"):
        others = [row.person for row in item.authorships.all() if row.person.is_active]
        to = others[0] if others else heir if item.is_published else None
        if to is not None:
            item.owner = to
            item.save(update_fields=["owner"])
            journal.record("item.handed_over", by=None, about=item, person=to.pk, before=leaver.pk)
            given[to.pk] += 1
    for person, count in sorted(given.items()):
        journal.record("person.items_passed_on", by=None, about=leaver, person=person, count=count)
    return sum(given.values())


def _heir_of(leaver: Person) -> Person | None:
    """Whom they reported to, else who leads their team or the next one above, else a steward, else an admin."""
    if leaver.lead is not None and leaver.lead.is_active:
        return leaver.lead
    leads = dict(Person.objects.active().filter(leads__in=leaver.team_line).values_list("leads", "pk"))
    team = next((team for team in reversed(leaver.team_line) if team in leads), None)
    if team is not None:
        lead: Person = Person.objects.get(pk=leads[team])
        return lead
    for role in (Role.STEWARD, Role.ADMIN):
        found: Person | None = Person.objects.active().filter(role=role).order_by("pk").first()
        if found is not None:
            return found
    return None
