"""What an import would do about skills: those a person has not named yet are added, nothing they said is changed."""

from upwell.interop.imports.checking import Records
from upwell.interop.imports.plan import Change, Plan, SkillRow
from upwell.interop.imports.planning.here import in_lots
from upwell.interop.imports.records import PersonRecord
from upwell.people.models import PersonSkill


def plan_skills(plan: Plan, records: Records) -> None:
    """Skills that a person has not named yet are added; what they say of one themselves stays theirs."""
    here: dict[tuple[str, str], tuple[int, int | None, bool, bool]] = {}
    with_skills = [record for record in records.people if record.skills or record.teaches or record.wants]
    for emails in in_lots(record.email for record in with_skills):
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
