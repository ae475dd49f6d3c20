"""The shape of people in the API."""

import ninja

from upwell.people.models import Person, PersonSkill


class TeamOut(ninja.Schema):
    """A team, as others name it."""

    id: int
    name: str


class SkillOut(ninja.Schema):
    """What somebody can do (level 1 to 4), would teach or wants to learn."""

    name: str
    level: int | None
    teaches: bool
    wants: bool
    confirmations: int

    @staticmethod
    def resolve_name(row: PersonSkill) -> str:
        """The skill's name."""
        return row.skill.name

    @staticmethod
    def resolve_confirmations(row: PersonSkill) -> int:
        """How many colleagues confirmed it."""
        return row.confirmation_count


class PersonCard(ninja.Schema):
    """A colleague in a list."""

    id: int
    name: str
    title: str
    team: TeamOut | None
    url: str

    @staticmethod
    def resolve_url(person: Person) -> str:
        """The person's page."""
        return person.get_absolute_url()


class PersonOut(PersonCard):
    """A colleague, with everything that colleagues see."""

    place: str
    languages: list[str]
    about: str
    reach: str
    is_active: bool
    skills: list[SkillOut]

    @staticmethod
    def resolve_skills(person: Person) -> list[PersonSkill]:
        """What this person can do, would teach, wants to learn."""
        return list(person.skills.select_related("skill").order_by("skill__name"))


class MeOut(PersonOut):
    """Oneself: what colleagues see, and what only oneself needs."""

    email: str
    role: str
    minutes_for_helping: int
    asks_per_month: int
