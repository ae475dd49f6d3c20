"""Who may do what in journeys."""

from upwell.gatherings.models import Event
from upwell.library.models import Item, ItemKind
from upwell.people.models import Person


def can_progress(person: Person, item: Item) -> bool:
    """Everybody begins and finishes what they may see, once it is out; of a private circle's events its members."""
    if not person.is_active:
        return False
    if Item.objects.published().visible_to(person).filter(pk=item.pk).exists():
        return True
    return item.kind == ItemKind.EVENT and Event.objects.visible_to(person).filter(pk=item.pk).exists()


def can_see_whether_done(lead: Person, person: Person) -> bool:
    """A lead sees of those who report to them whether what was assigned is done; nobody else, and nothing else."""
    return lead.is_active and person.lead_id is not None and person.lead_id == lead.pk
