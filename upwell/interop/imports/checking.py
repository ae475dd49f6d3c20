"""Rows to records: each row by itself, and against the others of its file."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from upwell.interop.imports.cells import Cells
from upwell.interop.imports.problems import Problems, Where
from upwell.interop.imports.reading import Folder, Row
from upwell.interop.imports.records import AnswerRecord, NeedRecord, PersonRecord, TeamRecord
from upwell.needs.models import Urgency
from upwell.people.languages import code_of
from upwell.people.models import Role

Record = TypeVar("Record", TeamRecord, PersonRecord, NeedRecord, AnswerRecord)
LONGEST_WHY = 10_000  # twice what the page takes: elsewhere people wrote more, and it must not be lost


@dataclass
class Records:
    """Everything that was read, in the order of the files."""

    teams: list[TeamRecord] = field(default_factory=list)
    people: list[PersonRecord] = field(default_factory=list)
    needs: list[NeedRecord] = field(default_factory=list)
    answers: list[AnswerRecord] = field(default_factory=list)


def check_rows(folder: Folder, problems: Problems, *, anchor: datetime | None = None) -> Records:
    """The records of a folder's rows. `anchor` allows times relative to it, as the demo has."""

    def checked(file: str, check: Callable[[Row, Cells], Record]) -> list[Record]:
        records = []
        for row in folder.rows.get(file, []):
            cells = Cells(row, problems, anchor)
            record = check(row, cells)
            if cells.are_good:
                records.append(record)
        return records

    seen: Counter[str] = Counter()
    return Records(
        teams=_once(checked("teams.csv", _team), lambda one: f"{one.parent} / {one.name}".lower(), problems),
        people=_once(checked("people.csv", _person), lambda one: one.email, problems),
        needs=_once(checked("needs.jsonl", _need), lambda one: one.id, problems),
        answers=checked("answers.jsonl", lambda row, cells: _answer(row, cells, seen)),
    )


def _team(row: Row, cells: Cells) -> TeamRecord:
    return TeamRecord(
        where=row.where,
        name=cells.line("team", longest=120, is_required=True),
        parent=cells.line("parent", longest=300),
        lead=cells.email("lead_email"),
    )


def _person(row: Row, cells: Cells) -> PersonRecord:
    return PersonRecord(
        where=row.where,
        email=cells.email("email", is_required=True),
        name=cells.line("name", longest=150, is_required=True),
        title=cells.line("title", longest=150),
        team=cells.line("team", longest=300),
        lead=cells.email("lead_email"),
        place=cells.line("place", longest=120),
        joined=cells.day("joined"),
        languages=_languages(cells),
        skills=cells.levels("skills", longest=80),
        teaches=cells.names("teaches", longest=80),
        wants=cells.names("wants", longest=80),
        role=cells.choice("role", list(Role.values)),
        minutes_for_helping=cells.number("minutes_for_helping", most=6000),
    )


def _languages(cells: Cells) -> tuple[str, ...]:
    codes = []
    for word in cells.names("languages", longest=60, most=20):
        code = code_of(word)
        if not code:
            cells.refuse(
                _("‘%(word)s’ is not a language. Write its English name, or its code, such as ‘cy’."), word=word
            )
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _need(row: Row, cells: Cells) -> NeedRecord:
    return NeedRecord(
        where=row.where,
        id=cells.line("id", longest=200, is_required=True),
        title=cells.line("title", longest=300, is_required=True),
        why=cells.prose("why", longest=LONGEST_WHY),
        asked_by=cells.email("asked_by", is_required=True),
        asked_at=cells.moment("asked_at"),
        skills=cells.names("skills", longest=80, most=60),
        urgency=cells.choice("urgency", list(Urgency.values)) or Urgency.SOON,
        for_whom=cells.line("for_whom", longest=200),
        goal=cells.line("goal", longest=200),
        is_for_team=cells.flag("team_only"),
        is_nameless=cells.flag("nameless"),
    )


def _answer(row: Row, cells: Cells, seen: Counter[str]) -> AnswerRecord:
    need = cells.line("need", longest=200, is_required=True)
    by = cells.email("by", is_required=True)
    at = cells.moment("at")
    text = cells.prose("text", longest=10_000, is_required=True)
    told_by = f"{need}\n{by}\n{row.fields.get('at')}\n{text}"
    digest = hashlib.sha256(told_by.encode(errors="replace")).hexdigest()[:32]
    seen[digest] += 1  # the same words twice are two answers, the first and the second
    return AnswerRecord(
        where=row.where,
        key=f"{need}/{digest}/{seen[digest]}",
        need=need,
        by=by,
        at=at,
        text=text,
        is_accepted=cells.flag("accepted"),
    )


def _once(records: list[Record], key: Callable[[Record], str], problems: Problems) -> list[Record]:
    """`records` without those that repeat another; a repetition is a problem, since one of the two would be lost."""
    first: dict[str, Where] = {}
    for record in records:
        before = first.setdefault(key(record), record.where)
        if before is not record.where:
            words = {"what": _said(record), "line": before.line}
            problems.add(record.where, _("‘%(what)s’ is there already, in line %(line)s.") % words)
    return [record for record in records if first[key(record)] is record.where]


def _said(record: TeamRecord | PersonRecord | NeedRecord | AnswerRecord) -> str:
    if isinstance(record, PersonRecord):
        return record.email
    return record.id if isinstance(record, NeedRecord) else record.label
