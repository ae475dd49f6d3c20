"""Writes needs as `declare_need` would have, each at its own time: with the asker's voice, following, and line."""

from collections.abc import Iterator
from typing import Any

from upwell.discussion.models import Thread
from upwell.interop.copying import copy_lines, copy_rows, take_ids
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.records import NeedRecord
from upwell.interop.imports.writing.skills import skill_ids
from upwell.interop.imports.writing.watching import Progress, watched
from upwell.needs.actions.counting import warmed
from upwell.needs.models import Follow, Need, Urgency, Voice
from upwell.people.models import Person


def write_needs(plan: Plan, *, progress: Progress) -> None:
    """Add the new needs. One that is here already stays as it is: what its people made of it since is theirs."""
    added = plan.needs.added
    plan.need_ids.update(zip([record.id for record in added], take_ids(Need, len(added)), strict=True))
    threads = take_ids(Thread, len(added))
    copy_rows(Thread, ({"id": thread} for thread in threads))
    seats = dict(Person.objects.filter(pk__in=_askers(plan)).values_list("pk", "team_id"))
    copy_rows(Need, (_row(plan, seats, *each) for each in zip(added, threads, strict=True)))
    ids = skill_ids(skill for record in added for skill in record.skills)
    copy_rows(Need.skills.through, _skill_rows(plan, ids))
    copy_rows(Voice, (_voice(plan, seats, record) for record in added))
    copy_rows(Follow, (_follow(plan, record) for record in watched(added, "needs", progress)))
    copy_lines(_line(plan, record) for record in added)


def _row(plan: Plan, seats: dict[int, int | None], record: NeedRecord, thread: int) -> dict[str, Any]:
    return {
        "id": plan.need_ids[record.id],
        "imported_id": record.id,
        "title": record.title,
        "why": record.why,
        "for_whom": record.for_whom,
        "goal": record.goal,
        "asked_by_id": plan.person_ids[record.asked_by],
        "asked_at": record.asked_at,
        "is_nameless": record.is_nameless,
        "team_id": seats[plan.person_ids[record.asked_by]] if record.is_for_team else None,
        "thread_id": thread,
        "voice_count": 1,
        "now_count": int(record.urgency == Urgency.NOW),
        "heat": warmed(0, 0, record.asked_at),
    }


def _skill_rows(plan: Plan, ids: dict[str, int]) -> Iterator[dict[str, Any]]:
    for record in plan.needs.added:
        # two spellings of one skill are one
        for skill in sorted({ids[name] for name in record.skills}):
            yield {"need_id": plan.need_ids[record.id], "skill_id": skill}


def _askers(plan: Plan) -> set[int]:
    return {plan.person_ids[record.asked_by] for record in plan.needs.added}


def _voice(plan: Plan, seats: dict[int, int | None], record: NeedRecord) -> dict[str, Any]:
    asker = plan.person_ids[record.asked_by]
    return {
        "need_id": plan.need_ids[record.id],
        "by_id": asker,
        "urgency": record.urgency,
        "team_id": None if record.is_nameless else seats[asker],
        "is_nameless": record.is_nameless,
        "at": record.asked_at,
    }


def _follow(plan: Plan, record: NeedRecord) -> dict[str, Any]:
    return {"need_id": plan.need_ids[record.id], "person_id": plan.person_ids[record.asked_by]}


def _line(plan: Plan, record: NeedRecord) -> tuple[Any, ...]:
    actor = None if record.is_nameless else plan.person_ids[record.asked_by]
    return record.asked_at, "need.declared", actor, "need", plan.need_ids[record.id], {"urgency": record.urgency}
