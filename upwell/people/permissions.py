"""Who may change what about people, teams, skills, tokens and the organisation."""

from upwell.people.models import Organisation, Person, PersonSkill, Token


def can_add_people(person: Person | None) -> bool:
    """Admins add people and teams; so does the installation itself (an import from the command line: None)."""
    return person is None or person.is_admin


def can_join(organisation: Organisation, email: str) -> bool:
    """Whoever reads mail at an address of a domain that an admin opened may make an account for themselves."""
    return organisation.may_sign_up and email.rpartition("@")[2].lower() in organisation.sign_up_domains


def can_change_organisation(person: Person) -> bool:
    """Admins say what the organisation is called, how it greets, and who may join."""
    return person.is_admin


def can_change_teams(person: Person | None) -> bool:
    """Whoever adds people also names, moves and leads teams."""
    return can_add_people(person)


def can_change_person(person: Person, other: Person) -> bool:
    """Everybody changes what is said about themselves; admins may, for everybody."""
    return person == other or person.is_admin


def can_place_person(person: Person) -> bool:
    """Which team somebody is in, whom they report to and under which address they sign in is for admins to say."""
    return person.is_admin


def can_set_role(person: Person, other: Person) -> bool:
    """Admins give and take roles, their own too; that one admin always stays is for the action to see to."""
    return person.is_admin


def can_deactivate_person(person: Person, other: Person) -> bool:
    """Admins close the account of somebody who leaves, and open it again."""
    return person.is_admin


def can_confirm_skill(person: Person, skill: PersonSkill) -> bool:
    """Any colleague who saw it may confirm a skill of somebody who is here; nobody confirms their own."""
    return skill.person_id != person.pk and skill.level is not None and skill.person.is_active


def can_issue_token(person: Person | None, other: Person) -> bool:
    """A token acts as its person, so only they may ask for one, or the installation itself (the command line: None)."""
    return other.is_active and (person is None or person == other)


def can_revoke_token(person: Person, token: Token) -> bool:
    """Everybody revokes their own tokens; an admin may revoke anybody's."""
    return token.person_id == person.pk or person.is_admin
