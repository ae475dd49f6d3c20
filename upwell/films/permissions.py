"""Who may do what with storyboards."""

from upwell.films.models import Storyboard
from upwell.people.models import Person


def can_start_storyboard(person: Person) -> bool:
    """Everybody here may make a film."""
    return person.is_active


def can_change_storyboard(person: Person, storyboard: Storyboard) -> bool:
    """A storyboard is one person's own: nobody else sees it, changes it or makes its film."""
    return person.is_active and storyboard.by_id == person.pk
