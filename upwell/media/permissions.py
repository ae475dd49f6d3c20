"""Who may add pictures and files."""

from upwell.people.models import Person


def can_add_pictures(person: Person | None) -> bool:
    """Everybody who is here: whoever may write may show. So may the installation itself (an import: None)."""
    return person is None or person.is_active


def can_add_files(person: Person | None) -> bool:
    """The same for files: whoever may write may hand something along."""
    return can_add_pictures(person)
