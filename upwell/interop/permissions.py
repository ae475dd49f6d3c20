"""Who may bring an organisation in from files."""

from upwell.people.models import Person


def can_import(person: Person | None) -> bool:
    """Admins may; so may the installation itself (the command line: None)."""
    return person is None or (person.is_active and person.is_admin)
