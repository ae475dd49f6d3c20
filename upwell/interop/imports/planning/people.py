"""What an import would do about teams and people."""

from typing import Any

from django.utils.translation import gettext as _

from upwell.interop.imports.checking import Records
from upwell.interop.imports.plan import Change, Plan
from upwell.interop.imports.planning.here import check_known, in_lots
from upwell.interop.imports.problems import Problems
from upwell.interop.imports.records import PersonRecord
from upwell.interop.imports.teams import refer
from upwell.people.models import Person

FIELDS = ["name", "title", "place", "joined", "languages", "role", "minutes_for_helping"]


def plan_teams(plan: Plan, coming: set[str], problems: Problems) -> None:
    """Which teams are new, moved, or led by somebody else."""
    for node in plan.tree.nodes.values():
        if node.record is None:
            continue
        lead = node.record.lead
        check_known(lead, plan, coming, node.record.where, problems)
        said = {}
        if node.id and node.parent != node.was_parent:
            said["parent"] = (plan.tree.name_of(node.was_parent), plan.tree.name_of(node.parent))
        if node.id and lead and lead != node.lead:
            said["lead_email"] = (node.lead, lead)
        if node.id is None:
            plan.teams.added.append(node.key)
        elif said:
            plan.teams.changed.append(Change(node.name, said))
        else:
            plan.teams.same += 1


def plan_people(plan: Plan, records: Records, coming: set[str], problems: Problems) -> None:
    """Who is new, and what changes about those who are here; unknown teams and leads are problems, and circles too."""
    here = _people_here(records)
    _check_leads(plan, records, problems)
    for record in records.people:
        check_known(record.lead, plan, coming, record.where, problems)
        team = refer(plan.tree, record.team, record.where, problems) if record.team else None
        was = here.get(record.email)
        if was is None:
            plan.people.added.append(record)
            continue
        updates, said = _differences(record, was)
        if team is not None and team != was["team_id"]:
            updates["team_id"] = team
            said["team"] = (plan.tree.name_of(was["team_id"]), record.team)
        if record.lead and record.lead != was["lead__email"]:
            updates["lead_email"] = record.lead
            said["lead_email"] = (was["lead__email"] or "", record.lead)
        if updates:
            plan.people_updates[was["id"]] = updates
            plan.people.changed.append(Change(record.label, said))
        else:
            plan.people.same += 1


def _people_here(records: Records) -> dict[str, dict[str, Any]]:
    here: dict[str, dict[str, Any]] = {}
    for emails in in_lots(record.email for record in records.people):
        rows = Person.objects.filter(email__in=emails).values("id", "email", "team_id", "lead__email", *FIELDS)
        here.update({row["email"]: dict(row) for row in rows})
    return here


def _differences(record: PersonRecord, was: dict[str, Any]) -> tuple[dict[str, Any], dict[str, tuple[str, str]]]:
    """The fields in which the file says something else than is here; an empty cell says nothing."""
    updates: dict[str, Any] = {}
    said: dict[str, tuple[str, str]] = {}
    for name in FIELDS:
        value = getattr(record, name)
        value = list(value) if isinstance(value, tuple) else value
        if value not in ("", None, []) and value != was[name]:
            updates[name] = value
            said[name] = (_in_words(was[name]), _in_words(value))
    return updates, said


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)


def _check_leads(plan: Plan, records: Records, problems: Problems) -> None:
    """Nobody may come to lead themselves, directly or over others."""
    leads: dict[str, str] = dict(Person.objects.filter(lead__isnull=False).values_list("email", "lead__email"))
    leads.update({record.email: record.lead for record in records.people if record.lead})
    sound: set[str] = set()
    for record in records.people:
        line: list[str] = []
        here = record.email
        while here and here not in sound and here not in line:
            line.append(here)
            here = leads.get(here, "")
        if here in line:
            circle = " → ".join([*line[line.index(here) :], here])
            problems.add(
                record.where, _("These would lead each other in a circle: %(circle)s.") % {"circle": circle[:300]}
            )
        sound.update(line)
