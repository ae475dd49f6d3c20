"""The demo is what every visitor sees first: its files must fit together, without a database to tell."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

DEMO = Path(__file__).parents[2] / "upwell" / "demo"
MOMENT = re.compile(r"-P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?")
AHEAD = re.compile(r"P\d+D")
URGENCIES = {"now", "soon", "someday"}
HOWS = {"write", "record", "run", "mentor", "talk", "know_who"}
KINDS = {"learned", "useful", "outdated", "unclear", "question"}
VERBS = {  # verb: (what it must say, what it may say), beside at, by and verb
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


def test_everybody_has_a_team_a_lead_and_an_address_of_their_own() -> None:
    rows = read_table("people.csv")
    assert len(rows) == len(people()) >= 145
    teams = {team["team"] for team in read_table("teams.csv")}
    for row in rows:
        assert re.fullmatch(r"[a-z-]+\.[a-z-]+@st-brigids\.example", row["email"])
        assert row["team"] in teams
        assert row["lead_email"] in people() or row["title"] == "Chief executive"
        assert row["role"] in {"member", "steward", "admin"}
        assert int(row["minutes_for_helping"]) >= 0


def test_following_the_leads_upwards_ends_at_the_chief_executive() -> None:
    for email in people():
        line = [email]
        while people()[line[-1]]["lead_email"]:
            line.append(people()[line[-1]]["lead_email"])
            assert len(line) < 8, line
        assert people()[line[-1]]["title"] == "Chief executive"


def test_teams_form_one_tree_with_parents_first() -> None:
    seen: list[str] = []
    for team in read_table("teams.csv"):
        assert team["team"] not in seen
        assert team["parent"] in seen or (not team["parent"] and not seen)
        assert people()[team["lead_email"]]["team"] == team["team"]
        seen.append(team["team"])
    assert len(seen) >= 18


def test_skills_carry_one_of_four_levels_and_nobody_teaches_what_they_cannot_do() -> None:
    for row in people().values():
        assert set(skills_of(row).values()) <= {1, 2, 3, 4}
        assert set(filter(None, row["teaches"].split(";"))) <= set(skills_of(row))


def test_those_who_look_after_learning_are_stewards_and_one_of_it_is_the_admin() -> None:
    stewards = {email for email, row in people().items() if row["role"] == "steward"}
    assert stewards == {email for email, row in people().items() if row["team"] == "Learning and development"}
    assert [row["team"] for row in people().values() if row["role"] == "admin"] == ["IT"]


def test_joined_is_a_date_or_a_moment_and_nobody_acts_before_it() -> None:
    first: dict[str, int] = {}
    for line in [*story(), *read_lines("answers.jsonl")]:
        first[line["by"]] = max(first.get(line["by"], 0), minutes_ago(line["at"]))
    for need in needs().values():
        first[need["asked_by"]] = max(first.get(need["asked_by"], 0), minutes_ago(need["asked_at"]))
    for email, row in people().items():
        if row["joined"].startswith("-"):
            assert first.get(email, 0) <= minutes_ago(row["joined"]), email
        else:
            date.fromisoformat(row["joined"])


def test_the_newcomer_has_done_nothing_yet() -> None:
    newcomer = "elin.sorensen@st-brigids.example"
    assert people()[newcomer]["joined"] == "-P14D"
    assert not people()[newcomer]["skills"] + people()[newcomer]["teaches"] + people()[newcomer]["wants"]
    assert not [line for line in story() if newcomer in line.values()]


def test_needs_are_many_known_by_one_id_and_asked_by_people_who_exist() -> None:
    lines = read_lines("needs.jsonl")
    assert len(lines) == len(needs()) >= 80
    for need in lines:
        assert re.fullmatch(r"[a-z0-9-]+", need["id"])
        assert need["title"] and need["why"]
        assert need["asked_by"] in people()
        assert need["urgency"] in URGENCIES
        assert need["skills"] and set(need["skills"]) <= known_skills(), need["id"]
    moments = [minutes_ago(need["asked_at"]) for need in lines]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize(
    ("name", "at_least"), [("open", 15), ("helped", 12), ("answered", 8), ("solved", 35), ("parked", 3), ("merged", 2)]
)
def test_every_state_is_there(name: str, at_least: int) -> None:
    assert len([need for need in needs() if state(need) == name]) >= at_least


def test_some_needs_grow() -> None:
    assert len([need for need in needs() if 10 <= len(voices(need)) <= 24]) >= 5


def test_answers_in_words_belong_to_needs_and_one_a_need_is_accepted_at_most() -> None:
    accepted: set[str] = set()
    for answer in read_lines("answers.jsonl"):
        assert answer["by"] in people() and answer["text"]
        assert answer["by"] != needs()[answer["need"]]["asked_by"]
        assert minutes_ago(answer["at"]) < minutes_ago(needs()[answer["need"]]["asked_at"])
        if answer["accepted"]:
            assert answer["need"] not in accepted
            accepted.add(answer["need"])


def test_the_story_goes_forward_and_says_what_each_verb_needs() -> None:
    moments = [minutes_ago(line["at"]) for line in story()]
    assert len(moments) >= 300
    assert moments == sorted(moments, reverse=True)
    for line in story():
        must, may = VERBS[line["verb"]]
        said = set(line) - {"at", "by", "verb"}
        assert must <= said <= must | may, line
        assert all(line.values()), line
        assert line["by"] in people() and line.get("person", line["by"]) in people()
        assert line.get("urgency", "now") in URGENCIES and line.get("how", "talk") in HOWS
        assert line.get("outcome", "not") in {"solved", "partly", "not"} and line.get("used", "no") in {
            "yes",
            "no",
            "not_yet",
        }
        assert line.get("kind", "useful") in KINDS


def test_nothing_happens_to_a_need_before_it_is_asked_or_after_it_is_merged() -> None:
    for line in story():
        if "need" in line:
            assert minutes_ago(line["at"]) < minutes_ago(needs()[line["need"]]["asked_at"]), line
            if line["need"] in merges():
                assert minutes_ago(line["at"]) >= minutes_ago(merges()[line["need"]]["at"]), line


def test_everybody_voices_a_need_once_and_nobody_offers_help_to_themselves() -> None:
    heard: set[tuple[str, str]] = set()
    for line in story():
        if line["verb"] in {"voice", "offer"}:
            assert line["by"] != needs()[line["need"]]["asked_by"], line
        if line["verb"] == "voice":
            assert (line["need"], line["by"]) not in heard, line
            heard.add((line["need"], line["by"]))
        if line["verb"] == "offer":
            assert ("person" in line) == (line["how"] == "know_who"), line


def test_a_need_of_one_team_is_touched_by_that_team_only() -> None:
    for line in story():
        need = needs().get(line.get("need", ""), {})
        if need.get("team_only"):
            assert people()[line["by"]]["team"] == people()[need["asked_by"]]["team"], line


def test_only_voices_confirm_and_only_what_was_answered_by_somebody_else() -> None:
    told: set[tuple[str, str]] = set()
    for line in story():
        if line["verb"] == "confirm":
            at = minutes_ago(line["at"])
            given = [by for answered, by in answers()[line["need"]] if answered > at]
            assert given and given[-1] != line["by"], line
            assert voices(line["need"])[line["by"]] > at, line
            assert (line["need"], line["by"]) not in told, line
            told.add((line["need"], line["by"]))


def test_whether_it_was_used_is_said_thirty_days_after_confirming() -> None:
    confirmed = {(line["need"], line["by"]): minutes_ago(line["at"]) for line in story() if line["verb"] == "confirm"}
    for line in story():
        if line["verb"] == "used":
            assert confirmed[line["need"], line["by"]] - minutes_ago(line["at"]) >= 30 * 24 * 60, line


def test_only_stewards_park_and_merge_and_a_merged_need_leads_to_one_that_stands() -> None:
    for line in story():
        if line["verb"] in {"park", "merge"}:
            assert people()[line["by"]]["role"] == "steward", line
        if line["verb"] == "merge":
            assert line["into"] in needs() and line["into"] not in merges(), line


def test_what_happens_to_a_module_happens_after_it_is_published_and_once_each() -> None:
    signs: set[tuple[str, str, str]] = set()
    for line in story():
        if "item" in line:
            front, _ = modules()[line["item"]]
            assert minutes_ago(line["at"]) < minutes_ago(front["at"]), line
        if line["verb"] == "comment":
            assert ("item" in line) != ("need" in line), line
        if line["verb"] == "revise":
            assert line["by"] in front["authors"], line
        if line["verb"] == "react":
            sign = (line["item"], line["by"], line["kind"])
            assert sign not in signs and line["by"] not in front["authors"], line
            signs.add(sign)


def test_modules_are_looked_after_by_those_who_may() -> None:
    stewards = {email for email, row in people().items() if row["role"] == "steward"}
    happenings: set[str] = set()
    for line in story():
        front = modules()[line["item"]][0] if "item" in line else {}
        if line["verb"] in {"hold", "replace", "open"}:
            assert line["by"] == front["by"], line
        if line["verb"] == "hold":
            assert ("until" in line) != ("happening" in line) and AHEAD.fullmatch(line.get("until", "P1D")), line
            happenings |= {line["happening"]} if "happening" in line else set()
        if line["verb"] in {"happened", "regulate", "name_expert", "endorse"}:
            assert line["by"] in stewards and line["by"] not in front.get("authors", []), line
        if line["verb"] == "happened":
            assert line["happening"] in happenings, line
        if line["verb"] == "replace":
            assert line["newer"] in modules(), line
        if line["verb"] == "submit":
            assert line["by"] in front["authors"], line
        if line["verb"] == "translate":
            assert (DEMO / "translations" / f"{line['item']}.{line['language']}.md").exists(), line


def test_an_answer_of_the_story_is_an_item_or_a_person_and_not_given_twice() -> None:
    written = {(need, stem) for stem, (front, _) in modules().items() for need in front.get("answers", [])}
    for line in story():
        if line["verb"] == "answer":
            assert ("item" in line) != ("person" in line), line
            assert (line["need"], line.get("item")) not in written, line


def test_colleagues_confirm_skills_that_the_person_has_and_once_each() -> None:
    seen: set[tuple[str, str, str]] = set()
    for line in story():
        if line["verb"] == "confirm_skill":
            assert line["by"] != line["person"]
            assert line["skill"] in skills_of(people()[line["person"]]), line
            assert len(line["evidence"]) <= 300
            assert (line["by"], line["person"], line["skill"]) not in seen
            seen.add((line["by"], line["person"], line["skill"]))
    amara = "amara.okafor@st-brigids.example"
    assert len([sign for sign in seen if sign[1:] == (amara, "writing")]) == 4


def test_modules_have_authors_a_moment_and_answer_needs_that_were_asked_before() -> None:
    assert len(modules()) >= 40
    for stem, (front, body) in modules().items():
        assert {"title", "summary", "by", "authors", "skills", "at"} <= set(front), stem
        assert set(front) <= {"title", "summary", "by", "authors", "skills", "at", "checked", "valid_until", "answers"}
        assert front["authors"][0] == front["by"] and set(front["authors"]) <= set(people())
        assert set(front["skills"]) <= known_skills() and len(front["summary"]) <= 300
        assert minutes_ago(front.get("checked", "-P1D")) < minutes_ago(front["at"]) or "checked" not in front
        assert AHEAD.fullmatch(front.get("valid_until", "P1D"))
        assert 120 <= len(body.split()) <= 900, stem
        for need in front.get("answers", []):
            assert minutes_ago(needs()[need]["asked_at"]) > minutes_ago(front["at"]), stem
            assert front["by"] != needs()[need]["asked_by"], stem


def test_every_question_has_a_right_answer_and_a_word_about_each() -> None:
    asked = 0
    for stem, (_, body) in modules().items():
        for block in re.findall(r"^```question\n(.*?)^```$", body, re.DOTALL | re.MULTILINE):
            question, *options = block.splitlines()
            assert question.endswith("?") and len(options) >= 2, stem
            assert all(re.fullmatch(r"\[[ x]\] .+ :: .+", option) for option in options), stem
            assert 1 <= len([option for option in options if option.startswith("[x]")]) < len(options), stem
            asked += 1
        assert len(re.findall(r"^```", body, re.MULTILINE)) % 2 == 0, stem
    assert asked >= 30


def test_every_link_says_where_to_and_why() -> None:
    for stem, (_, body) in modules().items():
        for block in re.findall(r"^```link\n(.*?)^```$", body, re.DOTALL | re.MULTILINE):
            lines = dict(line.split(": ", 1) for line in block.splitlines())
            assert set(lines) == {"url", "title", "why"} and lines["url"].startswith("https://"), stem


def test_every_picture_is_there_described_used_and_light() -> None:
    shown = [
        image for _, body in modules().values() for image in re.findall(r"^!\[(.+)\]\((.+)\)$", body, re.MULTILINE)
    ]
    pictures = {path.name: path.stat().st_size for path in (DEMO / "modules").glob("*.png")}
    assert {name for _, name in shown} == set(pictures) and len(pictures) <= 8
    assert all(len(description) > 30 for description, _ in shown)
    assert all(size < 60_000 for size in pictures.values())


def test_every_film_sound_and_paper_is_there_used_and_light() -> None:
    named = {name for _, body in modules().values() for name in re.findall(r"^file: (\S+)$", body, re.MULTILINE)}
    files = {
        path.name: path.stat().st_size for path in (DEMO / "modules").iterdir() if path.suffix not in {".md", ".png"}
    }
    assert named == set(files)
    assert all(size < 60_000 for size in files.values())


def test_what_readers_leave_they_leave_in_a_part_that_is_there() -> None:
    once: set[tuple[str, str, str]] = set()
    for line in story():
        if line["verb"] == "leave":
            body = modules()[line["item"]][1]
            assert f"```{line['part']}\n" in body, line
            assert ("line" in line) == (line["part"] == "poll"), line
            left = (line["item"], line["part"], line["by"])
            assert left not in once, line
            once.add(left)
    votes = [line for line in story() if line["verb"] == "leave" and line["part"] == "poll"]
    assert len(votes) >= 5  # below that, nobody sees how people voted


def test_texts_use_typographic_quotes_and_never_shout() -> None:
    texts = [DEMO / name for name in ("needs.jsonl", "answers.jsonl", "story.jsonl", "people.csv", "teams.csv")]
    for path in [*texts, *(DEMO / "modules").glob("*.md"), *(DEMO / "translations").glob("*.md")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            prose = line if path.suffix != ".md" or not re.match(r"(title|summary): '", line) else line.strip("'")
            assert not re.search(r"\w'\w", prose), (path.name, line)
            assert not re.search(r"!(?!\[)", prose.replace("[!tip]", "")), (path.name, line)
            assert not re.search("[\U0001f000-\U0001faff\u2600-\u27bf]", prose), (path.name, line)
