"""Writes people: new ones, what changes about those here, who leads whom, and what they can do."""

import secrets
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from upwell.core import clock
from upwell.interop.copying import copy_lines, copy_rows, take_ids, update_rows
from upwell.interop.imports.plan import Plan, SkillRow
from upwell.interop.imports.records import PersonRecord
from upwell.interop.imports.writing.skills import skill_ids
from upwell.interop.imports.writing.watching import Progress, watched
from upwell.people.models import Person, PersonSkill, Role, Team


def write_people(plan: Plan, *, by: Person | None, progress: Progress) -> None:
    """Add people, who sign in by a link sent to them, and change those who are here already."""
    actor = by.pk if by else None
    added = plan.people.added
    plan.person_ids.update(
        zip([record.email for record in added], take_ids(Person, len(added)), strict=True),
    )
    copy_rows(Person, (_row(plan, record) for record in watched(added, "people", progress)))
    copy_lines(_added_lines(plan, actor))
    _update_people(plan, actor)
    progress("people", len(plan.people.changed))
    _write_skills(plan, actor)
    _write_leads_of_teams(plan, actor)


def _row(plan: Plan, record: PersonRecord) -> dict[str, Any]:
    row = {
        "id": plan.person_ids[record.email],
        # as set_unusable_password() does, without a hundred thousand calls of it
        "password": UNUSABLE_PASSWORD_PREFIX + secrets.token_urlsafe(30),
        "email": record.email,
        "name": record.name,
        "title": record.title,
        "team_id": _team_id(plan, record.team),
        "lead_id": plan.person_ids.get(record.lead),
        "place": record.place,
        "joined": record.joined,
        "languages": list(record.languages),
        "role": record.role or Role.MEMBER.value,
        "created_at": clock.now(),
    }
    if record.minutes_for_helping is not None:
        row["minutes_for_helping"] = record.minutes_for_helping
    return row


def _team_id(plan: Plan, reference: str) -> int | None:
    return plan.tree.nodes[plan.tree.find(reference)[0]].id if reference else None


def _added_lines(plan: Plan, actor: int | None) -> Iterator[tuple[Any, ...]]:
    for record in plan.people.added:
        person = plan.person_ids[record.email]
        yield clock.now(), "person.added", actor or person, "person", person, {}


def _update_people(plan: Plan, actor: int | None) -> None:
    for fields in {tuple(sorted(updates)) for updates in plan.people_updates.values()}:
        columns = ["lead_id" if field == "lead_email" else field for field in fields]
        rows = [
            [person, *(_value(plan, field, updates[field]) for field in fields)]
            for person, updates in plan.people_updates.items()
            if tuple(sorted(updates)) == fields
        ]
        update_rows(Person, columns, rows)
    copy_lines(_changed_lines(plan, actor))


def _value(plan: Plan, field: str, value: Any) -> Any:
    if field == "team_id":
        return plan.tree.nodes[value].id
    return plan.person_ids[value] if field == "lead_email" else value


def _changed_lines(plan: Plan, actor: int | None) -> Iterator[tuple[Any, ...]]:
    names = {"team_id": "team", "lead_email": "lead"}
    for person, updates in plan.people_updates.items():
        fields = sorted(names.get(field, field) for field in updates if field != "role")
        if fields:
            yield clock.now(), "person.edited", actor, "person", person, {"fields": fields}
        if "role" in updates:
            yield clock.now(), "person.role_set", actor, "person", person, {"role": updates["role"]}


def _write_skills(plan: Plan, actor: int | None) -> None:
    ids = skill_ids(row.skill for row in plan.skills)
    copy_rows(PersonSkill, (_skill_row(plan, ids, row) for row in plan.skills if row.was is None))
    changed = [[row.was, row.level, row.teaches, row.wants] for row in plan.skills if row.was]
    if changed:
        update_rows(PersonSkill, ["level", "teaches", "wants"], changed)
    copy_lines(_skill_lines(plan, ids, actor))


def _skill_row(plan: Plan, ids: dict[str, int], row: SkillRow) -> dict[str, Any]:
    return {
        "person_id": plan.person_ids[row.email],
        "skill_id": ids[row.skill],
        "level": row.level,
        "teaches": row.teaches,
        "wants": row.wants,
    }


def _skill_lines(plan: Plan, ids: dict[str, int], actor: int | None) -> Iterator[tuple[Any, ...]]:
    for row in plan.skills:
        person = plan.person_ids[row.email]
        context = {"skill": ids[row.skill], "level": row.level, "teaches": row.teaches, "wants": row.wants}
        yield clock.now(), "person.skill_set", actor or person, "person", person, context


def _write_leads_of_teams(plan: Plan, actor: int | None) -> None:
    """Teams were written before their leads were here."""
    led = [node for node in plan.tree.nodes.values() if node.record and node.record.lead not in ("", node.lead)]
    rows = [[node.id, plan.person_ids[node.record.lead]] for node in led if node.record]
    if rows:
        update_rows(Team, ["lead_id"], rows)
    changed = {node.id for node in led if node.path}
    copy_lines(
        (clock.now(), "team.led", actor, "team", int(team or 0), {"lead": lead})
        for team, lead in rows
        if team in changed
    )
