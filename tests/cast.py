"""The cast: the few people that all tests speak of, each with a part, built with the real actions.

asker       Sofia, Outpatients: declares needs
helper      Kofi, GP liaison: offers help and answers
author      Amara, Geriatrics: makes modules
lead        Greta, whom Outpatients reports to
steward     Lwazi, Learning: merges, parks, endorses
admin       Ines, IT: looks after the installation
stranger    Piet, Pharmacy: a colleague with nothing to do with it
newcomer    Mira, who joined yesterday and has no team yet
leaver      Rosa, who has left
"""

from dataclasses import dataclass

from procrastinate.contrib.django.models import ProcrastinateJob

from tests.told import told
from upwell.core import jobs
from upwell.people.actions import add_person, add_team
from upwell.people.models import Person, Role, Team

PASSWORD = "an answer for everybody"


@dataclass
class Cast:
    """Everybody, by their part, and the teams they are in."""

    hospital: Team
    outpatients: Team
    pharmacy: Team
    learning: Team
    asker: Person
    helper: Person
    author: Person
    lead: Person
    steward: Person
    admin: Person
    stranger: Person
    newcomer: Person
    leaver: Person

    @property
    def everybody(self) -> list[Person]:
        """All who can sign in."""
        return [
            self.asker,
            self.helper,
            self.author,
            self.lead,
            self.steward,
            self.admin,
            self.stranger,
            self.newcomer,
        ]


def make_cast() -> Cast:
    """Everybody, fresh, and nothing left to do about their coming but to write the words by which they are found."""
    return told(_settled_cast)


def _settled_cast() -> Cast:
    cast = add_cast()
    jobs.run_waiting(
        limit=ProcrastinateJob.objects.count()
    )  # these ask for one more, which a test does with its own index
    return cast


def add_cast() -> Cast:
    """Add the teams and everybody in them."""
    hospital = add_team("St. Brigid's", by=None)
    outpatients = add_team("Outpatients", by=None, parent=hospital)
    pharmacy = add_team("Pharmacy", by=None, parent=hospital)
    learning = add_team("Learning", by=None, parent=hospital)

    def person(email: str, name: str, team: Team | None, **fields: object) -> Person:
        return add_person(f"{email}@example.org", by=None, password=PASSWORD, name=name, team=team, **fields)

    lead = person("greta", "Greta Nyström", outpatients)
    outpatients.lead = lead
    outpatients.save(update_fields=["lead"])
    return Cast(
        hospital=hospital,
        outpatients=outpatients,
        pharmacy=pharmacy,
        learning=learning,
        lead=lead,
        asker=person("sofia", "Sofia Lindqvist", outpatients, lead=lead),
        helper=person("kofi", "Kofi Asante", add_team("GP liaison", by=None, parent=hospital)),
        author=person("amara", "Amara Okafor", add_team("Geriatrics", by=None, parent=hospital)),
        steward=person("lwazi", "Lwazi Dube", learning, role=Role.STEWARD),
        admin=person("ines", "Ines Duarte", add_team("IT", by=None, parent=hospital), role=Role.ADMIN),
        stranger=person("piet", "Piet Jansen", pharmacy),
        newcomer=person("mira", "Mira Celik", None),
        leaver=person("rosa", "Rosa Duran", outpatients, is_active=False),
    )
