"""Reads that shape a person's page."""

from dataclasses import dataclass

from django.db.models import Prefetch

from upwell.people.models import Person, PersonSkill, SkillConfirmation, Team
from upwell.people.queries.teams import line_of

WITNESSES = 3  # named beside a skill; the skill's own page names all


@dataclass(frozen=True)
class PersonPage:
    """What a person's page shows: where they are, what they can do with who saw it, what they teach and want."""

    person: Person
    line: list[Team]
    can: list[PersonSkill]
    teaches: list[PersonSkill]
    wants: list[PersonSkill]
    confirmed: set[int]


def person_page(person: Person, *, seen_by: Person) -> PersonPage:
    """The page of `person`; `confirmed` holds the skills that the reader has confirmed."""
    newest = SkillConfirmation.objects.select_related("by__team").order_by("-at", "-pk")[:WITNESSES]
    skills = list(
        person.skills.select_related("skill")
        .prefetch_related(Prefetch("confirmations", queryset=newest, to_attr="newest"))
        .order_by("-confirmation_count", "-level", "skill__name")
    )
    mine = SkillConfirmation.objects.filter(by=seen_by, person_skill__person=person)
    return PersonPage(
        person=person,
        line=line_of(person.team),
        can=[skill for skill in skills if skill.level],
        teaches=[skill for skill in skills if skill.teaches],
        wants=[skill for skill in skills if skill.wants],
        confirmed=set(mine.values_list("person_skill_id", flat=True)),
    )
