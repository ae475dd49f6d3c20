"""The demo's people and teams: who they are fits together."""

import re
from datetime import date

from tests.demo.files import minutes_ago, needs, people, read_lines, read_table, skills_of, story


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
