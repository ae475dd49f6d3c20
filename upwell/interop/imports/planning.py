"""Compares the records with what is here, and says what an import would do. It reads the database and writes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from upwell.interop.imports.checking import Records
from upwell.interop.imports.pages import PagePlan
from upwell.interop.imports.plan import Change, Plan, SkillRow
from upwell.interop.imports.problems import Problems
from upwell.interop.imports.records import PersonRecord
from upwell.interop.imports.teams import like, plant, refer
from upwell.needs.models import Answer, Need
from upwell.people.models import Person, PersonSkill

AT_ONCE = 5000  # values in one query
FIELDS = ["name", "title", "place", "joined", "languages", "role", "minutes_for_helping"]
Value = TypeVar("Value")


def plan_records(records: Records, pages: Sequence[PagePlan], problems: Problems) -> Plan:
    """What bringing `records` in would do. What they and `pages` refer to must be among them, or here already."""
    plan = Plan(tree=plant(records.teams, problems))
    plan.person_ids = _person_ids(records, [email for page in pages for email in [page.owner, *page.authors]])
    plan.need_ids = _need_ids(records, [need for page in pages for need in page.answers])
    plan.coming_needs = {record.id for record in records.needs}
    coming = {record.email for record in records.people}
    _plan_teams(plan, coming, problems)
    _plan_people(plan, records, coming, problems)
    _plan_skills(plan, records)
    _plan_needs(plan, records, coming, problems)
    _plan_answers(plan, records, coming, problems)
    return plan


def _plan_teams(plan: Plan, coming: set[str], problems: Problems) -> None:
    for node in plan.tree.nodes.values():
        if node.record is None:
            continue
        lead = node.record.lead
        _check_known(lead, plan, coming, node.record.where, problems)
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


def _plan_people(plan: Plan, records: Records, coming: set[str], problems: Problems) -> None:
    here = _people_here(records)
    _check_leads(plan, records, problems)
    for record in records.people:
        _check_known(record.lead, plan, coming, record.where, problems)
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


def _plan_skills(plan: Plan, records: Records) -> None:
    """Skills that a person has not named yet are added; what they say of one themselves stays theirs."""
    here: dict[tuple[str, str], tuple[int, int | None, bool, bool]] = {}
    with_skills = [record for record in records.people if record.skills or record.teaches or record.wants]
    for emails in _in_lots(record.email for record in with_skills):
        rows = PersonSkill.objects.filter(person__email__in=emails)
        columns = rows.values_list("person__email", "skill__name", "id", "level", "teaches", "wants")
        for email, skill, row_id, level, teaches, wants in columns:
            here[email, skill.lower()] = (row_id, level, teaches, wants)
    changed: dict[str, list[str]] = {}
    for record in with_skills:
        for row in _skill_rows(record):
            was = here.get((row.email, row.skill.lower()))
            merged = row
            if was:
                level = was[1] if was[1] is not None else row.level
                merged = SkillRow(row.email, row.skill, level, was[2] or row.teaches, was[3] or row.wants, was[0])
                if (level, merged.teaches, merged.wants) == was[1:]:
                    continue
            plan.skills.append(merged)
            if record.email in plan.person_ids:
                changed.setdefault(record.label, []).append(row.skill)
    _note_skills(plan, changed)


def _skill_rows(record: PersonRecord) -> list[SkillRow]:
    levels = {name.lower(): level for name, level in record.skills.items()}
    teaches = {name.lower() for name in record.teaches}
    wants = {name.lower() for name in record.wants}
    names = {name.lower(): name for name in [*record.wants, *record.teaches, *record.skills]}
    return [
        SkillRow(record.email, name, levels.get(folded), folded in teaches, folded in wants, None)
        for folded, name in names.items()
    ]


def _note_skills(plan: Plan, changed: dict[str, list[str]]) -> None:
    """Somebody whose skills alone change is changed, too."""
    by_label = {change.label: change for change in plan.people.changed}
    for label, names in changed.items():
        said = {"skills": ("", ", ".join(names))}
        if label in by_label:
            by_label[label].said.update(said)
        else:
            plan.people.changed.append(Change(label, said))
            plan.people.same -= 1


def _plan_needs(plan: Plan, records: Records, coming: set[str], problems: Problems) -> None:
    teams = {record.email: record.team for record in records.people}
    for record in records.needs:
        _check_known(record.asked_by, plan, coming, record.where, problems)
        if record.is_for_team and not _has_team(record.asked_by, teams):
            problems.add(record.where, _("Only their team is to see this, and whoever asks it is in no team."))
        if record.id in plan.need_ids:
            plan.needs.same += 1
        else:
            plan.needs.added.append(record)


def _has_team(email: str, coming: dict[str, str]) -> bool:
    return bool(coming.get(email)) or Person.objects.filter(email=email, team__isnull=False).exists()


def _plan_answers(plan: Plan, records: Records, coming: set[str], problems: Problems) -> None:
    asked_at = {record.id: record.asked_at for record in records.needs}
    here: dict[str, tuple[int, bool]] = {}
    for lot in _in_lots(record.key for record in records.answers):
        rows = Answer.objects.filter(imported_id__in=lot).values_list("imported_id", "id", "is_accepted")
        here.update({str(key): (answer_id, is_accepted) for key, answer_id, is_accepted in rows})
    for record in records.answers:
        _check_known(record.by, plan, coming, record.where, problems)
        if record.need not in asked_at and record.need not in plan.need_ids:
            reason = _("There is no need with the id ‘%(id)s’.") % {"id": record.need[:80]}
            problems.add(record.where, reason + ("" if problems.is_full else like(record.need, asked_at)))
        elif record.at < asked_at.get(record.need, record.at):
            problems.add(record.where, _("This answer is older than the need it answers."))
        was = here.get(record.key)
        if was is None:
            plan.answers.added.append(record)
        elif record.is_accepted and not was[1]:
            plan.accepted_now.append((was[0], record))
            plan.answers.changed.append(Change(record.label, {"accepted": (_("no"), _("yes"))}))
        else:
            plan.answers.same += 1


def _check_known(email: str, plan: Plan, coming: set[str], where: Any, problems: Problems) -> None:
    if email and email not in coming and email not in plan.person_ids:
        reason = _("Nobody here or in people.csv has the address ‘%(email)s’.") % {"email": email[:80]}
        problems.add(where, reason + ("" if problems.is_full else like(email, coming, cutoff=0.93)))


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


def _person_ids(records: Records, also: Iterable[str]) -> dict[str, int]:
    """The ids of everybody that the records name and who is here, by address."""
    emails = [record.email for record in records.people] + [record.lead for record in records.people]
    emails += [team.lead for team in records.teams] + [need.asked_by for need in records.needs]
    emails += [answer.by for answer in records.answers] + list(also)
    found: dict[str, int] = {}
    for lot in _in_lots(email for email in dict.fromkeys(emails) if email):
        found.update(Person.objects.filter(email__in=lot).values_list("email", "id"))
    return found


def _need_ids(records: Records, also: Iterable[str]) -> dict[str, int]:
    """The ids of the needs that the records name and that are here; of one that was joined, the one that stands."""
    ids = [record.id for record in records.needs] + [record.need for record in records.answers] + list(also)
    found: dict[str, int] = {}
    for lot in _in_lots(dict.fromkeys(ids)):
        rows = Need.objects.filter(imported_id__in=lot).values_list("imported_id", "id", "merged_into_id")
        found.update({str(imported_id): merged or need_id for imported_id, need_id, merged in rows})
    return found


def _people_here(records: Records) -> dict[str, dict[str, Any]]:
    here: dict[str, dict[str, Any]] = {}
    for emails in _in_lots(record.email for record in records.people):
        rows = Person.objects.filter(email__in=emails).values("id", "email", "team_id", "lead__email", *FIELDS)
        here.update({row["email"]: dict(row) for row in rows})
    return here


def _in_lots(values: Iterable[Value]) -> Iterator[list[Value]]:
    rest = iter(values)
    while lot := list(islice(rest, AT_ONCE)):
        yield lot
