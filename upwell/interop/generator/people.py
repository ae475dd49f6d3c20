"""Teams, people, and what they can do."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from upwell import demo
from upwell.interop.copying import copy_rows
from upwell.interop.generator import words
from upwell.interop.generator.record import Journal
from upwell.interop.generator.shape import NAMED, Chance, Shape, Skew, chance_for
from upwell.people.models import Organisation, Person, PersonSkill, Role, Skill, SkillConfirmation, Team

ROLES = {2: Role.STEWARD, 3: Role.ADMIN}


@dataclass
class Crowd:
    """Who is here: ids count from 1. `able` are those who can do a skill, the best known first."""

    team_of: list[int] = field(default_factory=lambda: [0])
    names: list[str] = field(default_factory=lambda: [""])
    leads: dict[int, int] = field(default_factory=dict)
    able: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    stewards: list[int] = field(default_factory=list)


def make_people(shape: Shape, topics: list[str], journal: Journal) -> Crowd:
    """Write the organisation, its teams, skills and people; gives who is here."""
    crowd = Crowd()
    Organisation.objects.update_or_create(pk=1, defaults={"name": "Load Works"})
    parents = _parents(shape)
    _place_people(shape, crowd)
    copy_rows(Team, _teams(shape, crowd, parents))
    copy_rows(Skill, ({"id": place, "name": name} for place, name in enumerate(topics, start=1)))
    copy_rows(Person, _people(shape, crowd, parents, journal))
    _make_skills(shape, crowd, len(topics), journal)
    return crowd


def _parents(shape: Shape) -> list[int]:
    """The parent of each team by its id (0: none): one at the top, then divisions, then whatever is below them."""
    divisions = min(len(words.DIVISIONS), shape.teams // 3)
    parents = [0, 0]
    for team in range(2, shape.teams + 1):
        parents.append(1 if team <= 1 + divisions else 2 + (team - 2 - divisions) % max(1, (team - 2) // 8 + 1))
    return parents


def _place_people(shape: Shape, crowd: Crowd) -> None:
    """Everybody's team; the first who comes into a team leads it."""
    chance = chance_for(shape, "places")
    skew = Skew(shape.teams, power=0.5, flat=10)
    for person in range(1, shape.people + 1):
        team = skew.pick(chance) + 1
        crowd.team_of.append(team)
        crowd.leads.setdefault(team, person)


def _teams(shape: Shape, crowd: Crowd, parents: list[int]) -> Iterator[dict[str, Any]]:
    paths = [""]
    for team in range(1, shape.teams + 1):
        paths.append(f"{paths[parents[team]]}{team}.")
        yield {
            "id": team,
            "name": _team_name(team, parents[team]),
            "parent_id": parents[team] or None,
            "lead_id": crowd.leads.get(team),
            "path": paths[team],
            "hue": team * 137 % 360,
        }


def _team_name(team: int, parent: int) -> str:
    if not parent:
        return "Load Works"
    if parent == 1:
        return words.DIVISIONS[team - 2]
    return f"{words.GROUPS[team % len(words.GROUPS)]} {team}"


def _people(shape: Shape, crowd: Crowd, parents: list[int], journal: Journal) -> Iterator[dict[str, Any]]:
    chance = chance_for(shape, "people")
    password = make_password(demo.PASSWORD, salt=f"seed{shape.seed}")
    for person in range(1, shape.people + 1):
        name, joined = _name(chance), shape.begin - timedelta(days=int(chance.random() * 3000))
        role = ROLES.get(person, Role.STEWARD if person % 1000 == 500 else Role.MEMBER)
        if role != Role.MEMBER:
            crowd.stewards.append(person)
        crowd.names.append(name)
        team = crowd.team_of[person]
        lead = crowd.leads[team] if crowd.leads[team] != person else crowd.leads.get(parents[team])
        journal.record(shape.begin, "person.added", 3, "person", person)
        yield {
            "id": person,
            "email": f"load{person}@example.org" if person <= NAMED else _email(name, person),
            "password": password if person <= NAMED else f"{UNUSABLE_PASSWORD_PREFIX}{chance.getrandbits(160):040x}",
            "name": name,
            "title": chance.one_of(words.TITLES),
            "team_id": team,
            "lead_id": lead,
            "place": chance.one_of(words.PLACES),
            "languages": sorted({"en", chance.one_of(words.LANGUAGES)}),
            "role": role.value,
            "minutes_for_helping": chance.one_of([0, 30, 60, 60, 60, 120, 240]),
            "asks_per_month": chance.one_of([0, 2, 4, 4, 4, 6, 10]),
            "joined": joined.date(),
            "created_at": shape.begin,
        }


def _name(chance: Chance) -> str:
    last = chance.one_of(words.LAST_NAMES)
    if chance.share(0.2):
        last = f"{last}-{chance.one_of(words.LAST_NAMES)}"
    return f"{chance.one_of(words.FIRST_NAMES)} {last}"


def _email(name: str, person: int) -> str:
    return f"{re.sub(r'[^a-z]+', '.', name.lower())}.{person}@example.org"


def _make_skills(shape: Shape, crowd: Crowd, skills: int, journal: Journal) -> None:
    rows: list[dict[str, Any]] = []
    confirmations: list[dict[str, Any]] = []
    chance, skew = chance_for(shape, "skills"), Skew(skills, power=0.8)
    for person in range(1, shape.people + 1):
        for skill in sorted({skew.pick(chance) + 1 for _ in range(chance.randint(1, 4))}):
            level = chance.choices([None, 1, 2, 3, 4], [15, 15, 35, 25, 10])[0]
            row = {
                "id": len(rows) + 1,
                "person_id": person,
                "skill_id": skill,
                "level": level,
                "teaches": (level or 0) >= 3 and chance.share(0.4),
                "wants": level is None or (level == 1 and chance.share(0.5)),
                "confirmation_count": 0,
            }
            rows.append(row)
            at = chance.moment(shape.begin, shape.until)
            said = {name: row[name] for name in ("level", "teaches", "wants")}
            journal.record(at, "person.skill_set", person, "person", person, skill=skill, **said)
            if (level or 0) >= 2:
                crowd.able[skill].append(person)
            if (level or 0) >= 3 and chance.share(0.2):
                confirmations.append(_confirmation(shape, chance, row, len(confirmations) + 1, at, journal))
    copy_rows(PersonSkill, rows)
    copy_rows(SkillConfirmation, confirmations)


def _confirmation(
    shape: Shape, chance: Chance, row: dict[str, Any], number: int, after: datetime, journal: Journal
) -> dict[str, Any]:
    """A colleague, anybody but the person, says what they saw."""
    by = (row["person_id"] + chance.randint(1, shape.people - 1) - 1) % shape.people + 1
    at, evidence = chance.moment(after, shape.until), chance.one_of(words.EVIDENCE)
    row["confirmation_count"] += 1
    said = {"person": row["person_id"], "skill": row["skill_id"], "evidence": evidence}
    journal.record(at, "skill.confirmed", by, "personskill", row["id"], **said)
    return {"id": number, "person_skill_id": row["id"], "by_id": by, "evidence": evidence, "at": at}
