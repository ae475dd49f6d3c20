"""The demo is what every visitor sees first. Its files as the tests read them, without a database to tell."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEMO = Path(__file__).parents[2] / "upwell" / "demo"
MOMENT = re.compile(r"-P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?")
AHEAD = re.compile(r"P\d+D")
URGENCIES = {"now", "soon", "someday"}
HOWS = {"write", "record", "run", "mentor", "talk", "know_who"}
KINDS = {"learned", "useful", "outdated", "unclear", "question"}
VERBS = {  # verb: (what it must say, what it may say), beside at, by and verb
    "draft": ({"item", "text"}, set()),
    "ask_to_read": ({"item", "person"}, set()),
    "remark": ({"item", "quote", "text"}, set()),
    "answer_remark": ({"item", "text"}, set()),
    "voice": ({"need", "urgency"}, {"why"}),
    "offer": ({"need", "how"}, {"note", "person"}),
    "answer": ({"need"}, {"item", "person", "text"}),
    "confirm": ({"need", "outcome"}, {"note"}),
    "used": ({"need", "used"}, {"note"}),
    "comment": ({"text"}, {"need", "item"}),
    "react": ({"item", "kind"}, set()),
    "revise": ({"item", "note"}, set()),
    "sign": ({"item", "kind", "quote"}, {"words", "named"}),
    "ask": ({"item", "text"}, {"quote"}),
    "reply": ({"item", "text"}, {"answers"}),
    "suggest": ({"item", "quote", "after"}, {"why"}),
    "decide": ({"item", "accept", "word"}, set()),
    "leave": ({"item", "part"}, {"line", "text", "shared"}),
    "confirm_skill": ({"person", "skill", "evidence"}, set()),
    "hold": ({"item"}, {"until", "happening"}),
    "happened": ({"happening"}, set()),
    "replace": ({"item", "newer"}, set()),
    "open": ({"item"}, set()),
    "endorse": ({"item"}, {"word"}),
    "regulate": ({"skill"}, {"why"}),
    "name_expert": ({"skill", "person"}, set()),
    "submit": ({"item", "text"}, {"note"}),
    "template": ({"item", "name", "about"}, set()),
    "translate": ({"item", "language"}, set()),
    "park": ({"need", "reason"}, set()),
    "merge": ({"need", "into"}, set()),
}


def minutes_ago(moment: str) -> int:
    """How many minutes before now a moment such as '-P3DT5H' lies."""
    match = MOMENT.fullmatch(moment)
    assert match, f"{moment!r} is not a moment"
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return (days * 24 + hours) * 60 + minutes


def read_table(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DEMO / name).read_text(encoding="utf-8").splitlines()]


@cache
def people() -> dict[str, dict[str, str]]:
    return {row["email"]: row for row in read_table("people.csv")}


@cache
def needs() -> dict[str, dict[str, Any]]:
    return {need["id"]: need for need in read_lines("needs.jsonl")}


@cache
def story() -> list[dict[str, Any]]:
    return read_lines("story.jsonl")


@cache
def modules() -> dict[str, tuple[dict[str, Any], str]]:
    """Front matter and body of each module, by the stem of its file."""
    found = {}
    for path in sorted((DEMO / "modules").glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        found[path.stem] = (yaml.safe_load(front), body)
    return found


def skills_of(row: dict[str, str]) -> dict[str, int]:
    """The skills a person can do, with their levels."""
    pairs = (entry.split(":") for entry in row["skills"].split(";") if entry)
    return {name: int(level) for name, level in pairs}


@cache
def known_skills() -> set[str]:
    names: set[str] = set()
    for row in people().values():
        names |= set(skills_of(row)) | set(row["teaches"].split(";")) | set(row["wants"].split(";"))
    return names - {""}


@cache
def answers() -> dict[str, list[tuple[int, str]]]:
    """Who answered each need, and how many minutes ago, oldest first: by module, by words or by story."""
    found: dict[str, list[tuple[int, str]]] = {need: [] for need in needs()}
    for front, _ in modules().values():
        for need in front.get("answers", []):
            found[need].append((minutes_ago(front["at"]), front["by"]))
    for line in [*read_lines("answers.jsonl"), *(line for line in story() if line["verb"] == "answer")]:
        found[line["need"]].append((minutes_ago(line["at"]), line["by"]))
    return {need: sorted(given, reverse=True) for need, given in found.items()}


@cache
def merges() -> dict[str, dict[str, Any]]:
    return {line["need"]: line for line in story() if line["verb"] == "merge"}


def voices(need: str) -> dict[str, int]:
    """Who voiced a need, and how many minutes ago; the asker, and the voices of what was merged into it, too."""
    heard = {needs()[need]["asked_by"]: minutes_ago(needs()[need]["asked_at"])}
    for line in story():
        if line["verb"] == "voice" and line["need"] == need:
            heard[line["by"]] = minutes_ago(line["at"])
    for merged, line in merges().items():
        if line["into"] == need:
            heard |= {person: minutes_ago(line["at"]) for person in voices(merged) if person not in heard}
    return heard


def state(need: str) -> str:
    """What has become of a need, from what happened to it."""
    lines = [line for line in story() if line.get("need") == need]
    if need in merges():
        return "merged"
    if any(line["verb"] == "park" for line in lines):
        return "parked"
    if any(line["verb"] == "confirm" and line["outcome"] == "solved" for line in lines):
        return "solved"
    if answers()[need]:
        return "answered"
    return "helped" if any(line["verb"] == "offer" for line in lines) else "open"
