"""The demo's needs, and their answers in words, are asked and answered by people who exist."""

import re

import pytest

from tests.demo.files import URGENCIES, known_skills, minutes_ago, needs, people, read_lines, state, voices


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
