"""Who may change what about items and modules."""

from upwell.library.models import Item
from upwell.people.models import Person


def can_edit(person: Person, item: Item) -> bool:
    """Whoever wrote it writes on: its authors, the owner among them."""
    return _wrote(person, item)


def can_publish(person: Person, item: Item) -> bool:
    """Every author may publish; nobody else has to say yes."""
    return can_edit(person, item)


def can_check(person: Person, item: Item) -> bool:
    """Its authors say that it is still right; so may a steward, once it is published."""
    return can_edit(person, item) or _brokers(person, item)


def can_curate(person: Person, item: Item) -> bool:
    """Its owner decides who writes along, who may see it, how long it holds and when it retires.

    So may a steward once it is published, because an owner may have left.
    """
    return item.owner_id == person.pk or _brokers(person, item)


def can_react(person: Person, item: Item) -> bool:
    """Readers say whether it helped; its authors do not judge what they made. A draft has no readers."""
    return item.is_published and not _wrote(person, item)


def _wrote(person: Person, item: Item) -> bool:
    # a page has the few authors at hand already; asking for them again would cost it three more questions
    return any(authorship.person_id == person.pk for authorship in item.authorships.all())


def _brokers(person: Person, item: Item) -> bool:
    return person.is_steward and item.is_published
