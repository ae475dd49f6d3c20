"""Answers to questions: what counts as right, in what order things are shown, and that nothing is kept."""

from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.parts import QUESTIONS, asked
from upwell.library.blocks import validate
from upwell.library.blocks.answering import plainly
from upwell.library.blocks.gaps import filled_in, gaps, pieces
from upwell.library.blocks.mixing import mixed
from upwell.library.blocks.numbers import number
from upwell.library.queries.questions import Question, question

settings.register_profile("same each time", derandomize=True, database=None, deadline=None)
STEADY = settings.get_profile("same each time")


def answered(kind: str, sent: str, **fields: Any) -> Question:
    (block,) = validate([asked(kind, **fields)])
    return question(block, (1, 2, 3), QueryDict(sent))


@pytest.mark.parametrize("given_", ["Lima", " lima ", "LIMA.", "Líma", "ciudad  de lima", "“Lima”"])
def test_a_short_answer_is_forgiven_case_spaces_accents_and_marks(given_: str) -> None:
    (block,) = validate([asked("short")])
    sent = QueryDict(mutable=True)
    sent["answer"] = given_
    assert question(block, (1,), sent).state == "right"


@pytest.mark.parametrize("given_", ["Lim", "Lima Peru", "Limaa"])
def test_another_word_is_another_answer(given_: str) -> None:
    drawn = answered("short", f"answer={given_}")
    assert (drawn.state, drawn.given, drawn.solution) == ("wrong", given_, ("Lima",))


def test_an_answer_of_marks_alone_is_compared_as_it_stands() -> None:
    assert answered("short", "answer=?", accepted=[{"text": "?"}]).state == "right"
    assert answered("short", "answer=!", accepted=[{"text": "?"}]).state == "wrong"


NUMBERS = [
    ("3.5", "3.5"),
    ("3,5", "3.5"),
    ("1,000", "1000"),
    ("1 000", "1000"),
    ("1.000,5", "1000.5"),
    ("1,000.5", "1000.5"),
    ("−2", "-2"),
    (".5", "0.5"),
    ("1e3", "1000"),
    ("450 mg", "450"),
    ("450MG", "450"),
    ("1.234.567", "1234567"),
]


@pytest.mark.parametrize(("typed", "value"), NUMBERS)
def test_numbers_are_read_as_people_type_them(typed: str, value: str) -> None:
    assert number(typed, "mg") == Decimal(value)


@pytest.mark.parametrize("typed", ["", "mg", "many", "1/2", "1e999", "--1", "NaN", "Infinity", "9" * 61, "٣x"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert number(typed, "mg") is None


@pytest.mark.parametrize(
    ("given_", "state"), [("445", "right"), ("455 mg", "right"), ("444.9", "wrong"), ("456", "wrong")]
)
def test_a_number_may_be_off_by_the_tolerance_and_no_more(given_: str, state: str) -> None:
    assert answered("number", f"answer={given_}").state == state


def test_what_is_true_is_true() -> None:
    assert answered("truth", "answer=false").state == "right"
    assert answered("truth", "answer=true").state == "wrong"
    assert answered("truth", "answer=perhaps").state == "blank"


def test_a_choice_tells_why_to_whoever_chose_it_and_nothing_of_the_rest() -> None:
    drawn = answered("choice", "answer=1")
    assert drawn.state == "wrong"
    assert [row.why for row in drawn.rows] == ["", "No, not that.", ""]
    assert [row.is_right for row in drawn.rows] == [None, False, None]


def test_shuffled_options_keep_their_names() -> None:
    for reader in range(6):
        (block,) = validate([asked("choice", shuffled=True)])
        drawn = question(block, (reader,), QueryDict("answer=0"))
        assert drawn.state == "right"
        assert [row.text for row in drawn.rows if row.chosen] == ["this"]


def right_order(kind: str) -> str:
    """What one would send who knows, read off the page as anybody sees it."""
    drawn = answered(kind, "x=1") if kind != "order" else _fresh(kind)
    if kind == "order":
        by_words = {row.text: row.id for row in drawn.rows}
        return "&".join(f"answer={by_words[text]}" for text in ("egg", "chick", "hen"))
    partners = {words: name for name, words in drawn.rows[0].choices}
    return "&".join(
        f"answer.{row.id}={partners[where]}"
        for row, where in zip(drawn.rows, ("Lima", "Santiago", "Havana"), strict=True)
    )


def _fresh(kind: str) -> Question:
    (block,) = validate([asked(kind)])
    return question(block, (1, 2, 3))


def test_things_are_put_in_order() -> None:
    assert answered("order", right_order("order")).state == "right"
    first = _fresh("order")
    assert [row.text for row in first.rows] != ["egg", "chick", "hen"]
    as_shown = answered("order", "&".join(f"answer={row.id}" for row in first.rows))
    assert as_shown.state == "wrong" and not all(row.is_right for row in as_shown.rows)
    assert as_shown.solution == ("egg", "chick", "hen")


def test_without_script_a_button_moves_a_thing_and_says_nothing_yet() -> None:
    first = _fresh("order")
    sent = "&".join(f"answer={row.id}" for row in first.rows)
    moved = answered("order", f"{sent}&move=down+{first.rows[0].id}")
    assert moved.state == "moved"
    assert [row.id for row in moved.rows] == [first.rows[1].id, first.rows[0].id, first.rows[2].id]
    assert {row.is_right for row in moved.rows} == {None}
    top = answered("order", f"{sent}&move=up+{first.rows[0].id}")
    assert [row.id for row in top.rows] == [row.id for row in first.rows]


def test_pairs_are_matched() -> None:
    assert answered("match", right_order("match")).state == "right"
    half = answered("match", right_order("match").split("&")[0])
    assert (half.state, [row.is_right for row in half.rows]) == ("wrong", [True, False, False])
    assert answered("match", "answer.0=").state == "blank"


def test_two_partners_that_say_the_same_may_change_places() -> None:
    pairs = [
        {"text": "dog", "partner": "mammal"},
        {"text": "cat", "partner": "mammal"},
        {"text": "hen", "partner": "bird"},
    ]
    (block,) = validate([asked("match", pairs=pairs)])
    choices = question(block, (5,)).rows[0].choices
    mammals = [name for name, words in choices if words == "mammal"]
    bird = next(name for name, words in choices if words == "bird")
    for first, second in (mammals, reversed(mammals)):
        assert question(block, (5,), QueryDict(f"answer.0={first}&answer.1={second}&answer.2={bird}")).state == "right"


def test_gaps_are_filled_with_any_of_their_forms() -> None:
    assert answered("gaps", "answer.0=One+Hundred&answer.1=0").state == "right"
    drawn = answered("gaps", "answer.0=100&answer.1=ten")
    assert [row.is_right for row in drawn.rows if row.is_gap] == [True, False]
    assert drawn.solution == ("Water boils at 100 degrees and freezes at 0.",)
    assert answered("gaps", "answer.0=+").state == "blank"


def test_gaps_stand_where_they_are_written() -> None:
    assert pieces("a [[b|c]] d") == ["a ", ("b", "c"), " d"]
    assert pieces("[[ ]] [[|]] x") == ["[[ ]] [[|]] x"]
    assert pieces("[[a]][[b]]") == [("a",), ("b",)]
    assert gaps("none") == [] and filled_in("[[a|b]]!") == "a!"


@STEADY
@given(st.text(alphabet="[]| ab\n", max_size=40))
def test_nothing_of_a_text_with_gaps_is_lost(text: str) -> None:
    for piece in pieces(text):
        assert isinstance(piece, str) or all(form.strip() == form and form for form in piece)
    assert pieces(filled_in(text)) is not None
    if "[[" not in text:
        assert "".join(str(piece) for piece in pieces(text)) == text


def test_a_reload_shows_the_same_order_and_another_reader_another() -> None:
    orders = {tuple(mixed(6, reader, "module", 3, "block")) for reader in range(40)}
    assert len(orders) > 20
    assert mixed(6, 7, "m") == mixed(6, 7, "m")


@STEADY
@given(st.integers(0, 12), st.text(max_size=5))
def test_mixing_loses_nothing_and_never_gives_the_answer_away(count: int, about: str) -> None:
    places = mixed(count, about)
    assert sorted(places) == list(range(count))
    assert count < 2 or places != sorted(places)


@STEADY
@given(st.text(max_size=20))
def test_comparing_plainly_twice_is_comparing_once(text: str) -> None:
    assert plainly(plainly(text)) == plainly(text)


names = st.sampled_from(["answer", "answer.0", "answer.1", "answer.2", "answer.9", "move", "line"])
junk = st.dictionaries(
    names, st.lists(st.text(max_size=6) | st.sampled_from(["0", "1", "2", "-1", "²", "up 0"]), max_size=4)
)


@STEADY
@given(st.sampled_from(QUESTIONS), junk)
def test_whatever_is_sent_as_an_answer_gets_a_page(kind: str, sent: dict[str, list[str]]) -> None:
    (block,) = validate([asked(kind)])
    query = QueryDict(mutable=True)
    for name, values in sent.items():
        query.setlist(name, values)
    drawn = question(block, (1,), query)
    assert drawn.kind == kind
    assert drawn.state in {"blank", "right", "wrong", "moved"}
    assert (drawn.solution == ()) or drawn.state == "wrong"
