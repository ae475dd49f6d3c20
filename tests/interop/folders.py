"""Small folders to import, written by the tests themselves."""

import json
from pathlib import Path
from typing import Any

from upwell.interop.actions.importing import import_folder
from upwell.interop.imports.outcome import Outcome

TEAMS = "team,parent,lead_email\nHospital,,\nOutpatients,Hospital,greta@example.com\nPharmacy,Hospital,\n"
PEOPLE = (
    "email,name,title,team,lead_email,place,joined,languages,skills,teaches,wants\n"
    "greta@example.com,Greta Nyström,Head,Outpatients,,House B,2012-02-13,en;sv,leading:4;meetings,leading,\n"
    "Sofia@Example.com,Sofia Lindqvist,Nurse,outpatients,greta@example.com,,2020-01-31,Swedish,,,discharge letters\n"
    "kofi@example.com,Kofi Asante,GP liaison,Pharmacy,greta@example.com,,,en,gp liaison:3,GP liaison,\n"
)
NEEDS: list[dict[str, Any]] = [
    {
        "id": "letters",
        "title": "How do I write a discharge letter that GPs do not ring back about?",
        "why": "Half of ours come back.",
        "asked_by": "sofia@example.com",
        "asked_at": "2024-03-01T08:00:00Z",
        "skills": ["Discharge letters", "gp liaison"],
    },
    {"id": "gloves", "title": "Who orders gloves?", "asked_by": "kofi@example.com", "asked_at": "2024-03-02"},
]
ANSWERS: list[dict[str, Any]] = [
    {
        "need": "letters",
        "by": "sofia@example.com",
        "at": "2024-03-01T10:00:00Z",
        "text": "I asked around.",
        "accepted": False,
    },
    {
        "need": "letters",
        "by": "kofi@example.com",
        "at": "2024-03-03T10:00:00Z",
        "text": "Begin with what changed.",
        "accepted": True,
    },
]


def write(folder: Path, **files: Any) -> Path:
    """`folder` with each of `files` in it: `teams` becomes teams.csv, lists become lines of JSON, bytes stay."""
    folder.mkdir(exist_ok=True, parents=True)
    for name, content in files.items():
        path = folder / f"{name}.{'csv' if name in {'teams', 'people'} else 'jsonl'}"
        if isinstance(content, list):
            content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def hospital(folder: Path) -> Path:
    """The folder most tests import."""
    return write(folder, teams=TEAMS, people=PEOPLE, needs=NEEDS, answers=ANSWERS)


def bring(folder: Path | None, **options: Any) -> Outcome:
    """Import `folder` as the command line does."""
    return import_folder(folder, **{"by": None, **options})


def counts(outcome: Outcome) -> dict[str, tuple[int, int, int]]:
    """Added, changed, as they were: by kind."""
    return {count.kind: (count.added, count.changed, count.same) for count in outcome.counts}


def reasons(outcome: Outcome) -> list[str]:
    """What is wrong, a line each."""
    return [str(problem) for problem in outcome.problems.in_order()]
