"""Who may change what about people, teams and skills."""

from upwell.people.models import Person, PersonSkill


def can_add_people(person: Person | None) -> bool:
    """Admins add people and teams; so does the installation itself (an import from the command line: None)."""
    return person is None or person.is_admin


def can_change_person(person: Person, other: Person) -> bool:
    """Everybody changes what is said about themselves; admins may, for everybody."""
    return person == other or person.is_admin


def can_confirm_skill(person: Person, skill: PersonSkill) -> bool:
    """Any colleague who saw it may confirm somebody's skill; nobody confirms their own."""
    return skill.person_id != person.pk and skill.level is not None
