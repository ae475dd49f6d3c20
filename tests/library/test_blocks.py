"""Blocks: what is kept of them, what is refused in words, how long they take."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.library.sheets import LINK, QUESTION, TEXT, page
from upwell.library import blocks

settings.register_profile("same each time", derandomize=True, database=None, deadline=None)
STEADY = settings.get_profile("same each time")
SCHEMA = Draft202012Validator(blocks.SCHEMA)


def test_a_finished_page_is_kept_as_it_is() -> None:
    assert blocks.validate(page()) == page()
    assert blocks.finish(blocks.validate(page())) == page()


def test_what_may_be_left_out_is_filled_in() -> None:
    (image,) = blocks.validate([{"type": "image", "picture": ""}])
    assert (image["alt"], image["caption"]) == ("", "")
    (question,) = blocks.validate([{"type": "question", "text": "Why?", "options": [{"text": "Because"}]}])
    assert question["several"] is False
    assert question["options"] == [{"text": "Because", "right": False, "feedback": ""}]
    (poll,) = blocks.validate([{"type": "poll", "text": "When?", "options": [{"text": "Now"}]}])
    assert (poll["several"], poll["options"]) == (False, [{"text": "Now"}])


def test_a_question_from_when_there_was_one_kind_is_a_choice() -> None:
    old = {
        "id": "q",
        "type": "question",
        "text": "Which?",
        "hint": "",
        "several": False,
        "options": [{"text": "a", "right": True, "feedback": ""}, {"text": "b", "right": False, "feedback": ""}],
    }
    assert blocks.filled(old)["kind"] == "choice"
    assert blocks.filled(old) == blocks.validate([old])[0] == blocks.finish([old])[0]
    assert blocks.seconds([old]) == 40 + 1
    assert blocks.plain_text([old]) == "Which?\n\na\n\nb"


def test_a_block_without_an_id_gets_one_and_the_same_one_again() -> None:
    first, second = blocks.validate([{"type": "text", "text": "same"}, {"type": "text", "text": "same"}])
    assert first["id"] != second["id"]
    again = blocks.validate([{"type": "text", "text": "same"}, {"type": "text", "text": "same"}])
    assert [block["id"] for block in again] == [first["id"], second["id"]]


def test_of_two_blocks_with_one_id_the_second_gets_another() -> None:
    kept = blocks.validate([TEXT, {**TEXT, "text": "A copy."}, {"type": "text", "text": "third"}])
    assert [block["text"] for block in kept] == [TEXT["text"], "A copy.", "third"]
    assert len({block["id"] for block in kept}) == 3
    assert kept[0]["id"] == TEXT["id"]


def test_a_type_of_a_later_version_is_kept_as_it_is() -> None:
    later = {"id": "v1", "type": "hologram", "recording": 7, "chapters": [{"at": 1.5, "title": "Start"}]}
    assert blocks.validate([later]) == [later]
    assert blocks.finish([later]) == [later]
    assert blocks.seconds([later]) == 0


def test_characters_that_cannot_be_kept_are_left_out_everywhere() -> None:
    kept = blocks.validate([{"type": "text", "text": "a\x00b\ud800c"}, {"type": "hologram", "x": {"y\x00": ["\x00z"]}}])
    assert kept[0]["text"] == "abc"
    assert kept[1]["x"] == {"y": ["z"]}


DEEP: Any = "bottom"
for _level in range(60):
    DEEP = [DEEP]

WRONG: list[Any] = [
    "text",
    None,
    {"type": "text", "text": "not in a list"},
    ["text"],
    [None],
    [{}],
    [{"type": "Text!", "text": ""}],
    [{"type": 3, "text": ""}],
    [{"type": "text"}],
    [{"type": "text", "text": 5}],
    [{"type": "text", "text": None}],
    [{"type": "text", "text": "x" * 20_001}],
    [{"id": "", "type": "text", "text": ""}],
    [{"id": 7, "type": "text", "text": ""}],
    [{"id": "a b", "type": "text", "text": ""}],
    [{"id": "x" * 41, "type": "text", "text": ""}],
    [{"type": "image", "picture": "../../etc/passwd"}],
    [{"type": "image", "picture": "https://example.org/a.png"}],
    [{"type": "question", "text": "", "options": "two"}],
    [{"type": "question", "text": "", "options": ["one"]}],
    [{"type": "question", "text": "", "options": [{"text": "a", "right": "yes"}]}],
    [{"type": "question", "text": "", "options": [{"right": True}]}],
    [{"type": "question", "text": "", "several": 1, "options": []}],
    [{"type": "question", "text": "", "options": [{"text": str(number)} for number in range(13)]}],
    [{"type": "link", "title": "no address"}],
    [{"type": "text", "text": ""}] * 501,
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong)[:40])
def test_what_does_not_follow_the_schema_is_refused_by_both(wrong: Any) -> None:
    assert not SCHEMA.is_valid(wrong)
    with pytest.raises(ValidationError) as refusal:
        blocks.validate(wrong)
    assert refusal.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    "wrong",
    [
        [{"type": "later", "x": DEEP}],
        [{"type": "later", "x": float("nan")}],
        [{"type": "later", "x": float("inf")}],
        [{"type": "later", "x": 10**400}],
        [{"type": "later", "x": "y" * 1_100_000}],
        [{"type": "text", "text": "y" * 19_000}] * 100,
    ],
    ids=["deep", "nan", "infinity", "large", "long", "much"],
)
def test_what_a_database_or_a_reader_cannot_hold_is_refused(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        blocks.validate(wrong)


def test_the_refusal_names_the_part() -> None:
    with pytest.raises(ValidationError, match="Part 2: ‘text’ has 20001 characters; at most 20000 fit"):
        blocks.validate([TEXT, {"type": "text", "text": "x" * 20_001}])


texts = st.text(max_size=30)
options = st.fixed_dictionaries({"text": texts}, optional={"right": st.booleans(), "feedback": texts})
known = st.one_of(
    st.fixed_dictionaries({"type": st.just("text"), "text": texts}),
    st.fixed_dictionaries({"type": st.just("image"), "picture": st.sampled_from(["", "0f" * 32])}),
    st.fixed_dictionaries({"type": st.just("link"), "url": texts}, optional={"why": texts}),
    st.fixed_dictionaries({"type": st.just("question"), "text": texts, "options": st.lists(options, max_size=3)}),
    st.fixed_dictionaries({"type": st.just("later")}, optional={"more": st.lists(texts, max_size=2)}),
)


@STEADY
@given(st.lists(known, max_size=6))
def test_what_the_schema_takes_is_kept_and_kept_again_unchanged(value: list[dict[str, Any]]) -> None:
    assert SCHEMA.is_valid(value)
    kept = blocks.validate(value)
    assert SCHEMA.is_valid(kept)
    assert blocks.validate(kept) == kept
    assert len({block["id"] for block in kept}) == len(value)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
shapes = st.fixed_dictionaries(
    {"type": st.sampled_from(["text", "image", "question", "link", "x"])},
    optional=dict.fromkeys(("id", "text", "picture", "options", "several", "hint", "url"), anything),
)


@STEADY
@given(st.lists(shapes | anything, max_size=4) | anything)
def test_whatever_is_sent_is_kept_or_refused_in_words(value: Any) -> None:
    try:
        kept = blocks.validate(value)
    except ValidationError:
        return
    assert SCHEMA.is_valid(kept)
    blocks.plain_text(kept)
    blocks.seconds(kept)


def finishing(*parts: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        blocks.finish(blocks.validate(list(parts)))
    return refusal.value.messages


def test_empty_parts_are_left_out_when_it_is_finished() -> None:
    empty: list[dict[str, Any]] = [
        {"type": "text", "text": " \n"},
        {"type": "image", "picture": ""},
        {"type": "link", "url": ""},
        {"type": "question", "text": "", "options": [{"text": ""}]},
    ]
    assert blocks.finish(blocks.validate([*empty, TEXT])) == [TEXT]
    assert finishing(*empty) == ["There is nothing to read yet. Write a sentence, then publish."]


def test_each_unfinished_part_is_said_in_a_sentence() -> None:
    said = finishing(
        {"type": "image", "picture": "", "alt": "A pump"},
        {"type": "link", "url": "javascript:alert(1)"},
        {**QUESTION, "text": ""},
        {**QUESTION, "id": "b", "options": [{"text": "only one", "right": True}]},
        {**QUESTION, "id": "c", "options": [{"text": "a"}, {"text": "b"}]},
        {**QUESTION, "id": "d", "options": [{"text": "a", "right": True}, {"text": "b", "right": True}]},
    )
    assert [sentence.split(":")[0] for sentence in said] == [f"Part {number}" for number in range(1, 7)]
    assert said[1] == "Part 2: give the link an address that begins with https://, or remove it."
    assert said[4] == said[5].replace("Part 6", "Part 5")


def test_several_right_answers_are_fine_where_several_may_be_chosen() -> None:
    both = {**QUESTION, "several": True, "options": [{"text": "a", "right": True}, {"text": "b", "right": True}]}
    assert blocks.finish(blocks.validate([both]))


def test_empty_options_are_left_out() -> None:
    more = {**QUESTION, "options": [*QUESTION["options"], {"text": ""}]}
    assert blocks.finish(blocks.validate([more])) == [QUESTION]


def test_a_bare_address_gets_its_https() -> None:
    (link,) = blocks.finish(blocks.validate([{**LINK, "url": "www.example.org/a"}]))
    assert link["url"] == "https://www.example.org/a"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        " java\nscript:x",
        "//evil",
        "https://",
        "/x",
        "https:// x",
    ],
)
def test_an_address_that_might_run_something_is_not_followed(url: str) -> None:
    assert not blocks.is_safe(url)


@pytest.mark.parametrize("url", ["https://example.org", "http://10.0.0.1:8000/a?b#c", "mailto:kofi@example.org"])
def test_an_ordinary_address_is_followed(url: str) -> None:
    assert blocks.is_safe(url)


def test_reading_takes_a_minute_for_220_words() -> None:
    assert blocks.seconds([{"type": "text", "text": "word " * 220}]) == 60
    assert blocks.seconds([{"type": "text", "text": "**word** [word](https://example.org/a/b/c)"}]) == 1


def test_a_picture_takes_20_seconds_and_a_question_40() -> None:
    image = {"type": "image", "picture": "", "alt": "", "caption": ""}
    question = {"type": "question", "text": "", "options": [], "hint": ""}
    assert blocks.seconds([image, question]) == 60


def test_signs_of_a_script_without_spaces_count_one_by_one() -> None:
    assert blocks.seconds([{"type": "text", "text": "知" * 220}]) == 60


def test_the_plain_text_holds_every_word_and_no_markup() -> None:
    text = blocks.plain_text(page())
    assert text.startswith("Put the ask first.")
    for words in ("She still has to look.", "She has forty seconds.", "The guide", "Examples."):
        assert words in text
    assert "**" not in text and "https" not in text


def test_the_page_of_the_documentation_shows_the_schema_as_it_is() -> None:
    page_of_docs = Path(__file__).parents[2] / "docs" / "blocks.md"
    shown = page_of_docs.read_text().split("```json schema\n")[1].split("\n```")[0]
    assert json.loads(shown) == blocks.SCHEMA
