"""Every kind of block: what is kept, what is whole, how long it takes, what it says."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.library.parts import CHECKLIST, FILE, POLL, QUESTIONS, asked, every_kind
from upwell.library import blocks
from upwell.library.blocks.kinds import Rows

settings.register_profile("same each time", derandomize=True, database=None, deadline=None)
STEADY = settings.get_profile("same each time")
SCHEMA = Draft202012Validator(blocks.SCHEMA)


def test_one_of_each_is_kept_finished_and_kept_again_unchanged() -> None:
    kept = blocks.validate(every_kind())
    assert {block["type"] for block in kept} == set(blocks.KINDS)
    assert SCHEMA.is_valid(kept)
    assert blocks.finish(kept) == blocks.validate(kept) == kept
    assert [blocks.filled(block) for block in kept] == kept


@pytest.mark.parametrize("block", every_kind(), ids=lambda block: str(block["id"]))
def test_every_kind_says_its_words_and_none_of_its_addresses(block: dict[str, Any]) -> None:
    kept = blocks.validate([block])
    said = blocks.plain_text(kept)
    assert said.strip()
    for hidden in ("https", FILE, "[[", "|", "[!tip]"):
        assert hidden not in said
    assert blocks.seconds(kept) > 0


UNFINISHED: list[tuple[dict[str, Any], str]] = [
    ({"type": "video", "file": "", "caption": "A film"}, "choose its file"),
    ({"type": "file", "file": "", "title": "A form"}, "choose its file"),
    ({"type": "embed", "url": "https://evil.example/x"}, "make it a link instead"),
    ({"type": "embed", "url": "https://vimeo.com/about"}, "make it a link instead"),
    ({"type": "checklist", "text": "Before", "items": [{"text": ""}]}, "something to tick"),
    ({"type": "task", "text": "", "show": "A photo"}, "write what there is to do"),
    ({"type": "poll", "text": "", "options": [{"text": "a"}, {"text": "b"}]}, "write what you ask"),
    ({**POLL, "options": [{"text": "one"}]}, "at least two options"),
    ({**POLL, "options": [{"text": "one"}, {"text": "one"}]}, "say the same"),
    (asked("short", accepted=[{"text": " "}]), "at least one answer"),
    (asked("number", value="many"), "as a number"),
    (asked("number", tolerance="-1"), "from 0 on"),
    (asked("number", tolerance="a bit"), "from 0 on"),
    (asked("order", items=[{"text": "one"}]), "at least two things"),
    (asked("order", items=[{"text": "one"}, {"text": "one"}]), "say the same"),
    (asked("match", pairs=[{"text": "a", "partner": "b"}, {"text": "c", "partner": ""}]), "the one that is missing"),
    (asked("match", pairs=[{"text": "a", "partner": "b"}]), "at least two pairs"),
    (asked("gaps", text="Nothing to fill [[ ]] in"), "between [[ and ]]"),
    (asked("choice", options=[{"text": "a"}, {"text": "b"}]), "mark one option"),
]


@pytest.mark.parametrize(("block", "said"), UNFINISHED, ids=[said for _block, said in UNFINISHED])
def test_what_is_unfinished_is_said_in_words(block: dict[str, Any], said: str) -> None:
    kept = blocks.validate([block])  # as a draft it is kept
    with pytest.raises(ValidationError) as refusal:
        blocks.finish(kept)
    assert refusal.value.messages[0].startswith("Part 1: ")
    assert said in refusal.value.messages[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "video", "file": "https://example.org/film.mp4"},
        {"type": "video"},
        {"type": "checklist", "text": "no items"},
        {"type": "checklist", "items": [{"text": str(number)} for number in range(51)]},
        {"type": "checklist", "items": ["wash"]},
        {"type": "poll", "text": "x", "options": [{"text": "y" * 201}]},
        {"type": "reflection", "text": "x", "shared": "yes"},
        {"type": "question", "text": "x", "kind": "guess"},
        {"type": "question", "text": "x", "is_true": None},
        {"type": "question", "text": "x", "value": 5},
        {"type": "question", "text": "x", "value": "5" * 41},
        {"type": "question", "text": "x", "pairs": [{"partner": "y"}]},
    ],
    ids=str,
)
def test_what_does_not_follow_the_schema_is_refused_by_both(wrong: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid([wrong])
    with pytest.raises(ValidationError):
        blocks.validate([wrong])


def test_a_question_turned_into_another_kind_keeps_its_rows_unseen() -> None:
    turned = blocks.validate([asked("truth", options=[{"text": "an option of before", "right": True}])])
    assert blocks.finish(turned)[0]["options"][0]["text"] == "an option of before"
    assert "an option of before" not in blocks.plain_text(turned)


def test_empty_lines_of_a_list_are_left_out() -> None:
    (kept,) = blocks.finish(
        blocks.validate([{**CHECKLIST, "items": [{"text": "one"}, {"text": " "}, {"text": "two"}]}])
    )
    assert [row["text"] for row in kept["items"]] == ["one", "two"]


EMBEDS = [
    ("https://www.youtube.com/watch?v=abc_DEF-123&t=9", "https://www.youtube-nocookie.com/embed/abc_DEF-123"),
    ("https://youtu.be/abc_DEF-123?si=x", "https://www.youtube-nocookie.com/embed/abc_DEF-123"),
    ("https://m.youtube.com/shorts/abc", "https://www.youtube-nocookie.com/embed/abc"),
    ("https://vimeo.com/1234", "https://player.vimeo.com/video/1234?dnt=1"),
    ("https://www.youtube.com/", ""),
    ("https://www.youtube.com/embed/../../x", ""),
    ("https://vimeo.com/about", ""),
    ("https://evil.example/", ""),
    ("https://www.youtube-nocookie.com.evil.example/embed/x", ""),
    ("https://player.vimeo.com@evil.example/video/1", ""),
    ("https://user@player.vimeo.com:444/x", "https://player.vimeo.com/video/"),
    ("javascript:alert(1)//player.vimeo.com", ""),
    ("http://[", ""),
]


@pytest.mark.parametrize(("url", "player"), EMBEDS)
def test_only_players_of_allowed_sites_are_shown_inside_a_page(url: str, player: str) -> None:
    shown = blocks.to_embed(url)
    assert shown == player or (player.endswith("/video/") and shown == "")


def test_another_site_may_be_allowed_and_all_taken_away(settings: Any) -> None:
    settings.EMBED_HOSTS = ["maps.example.org"]
    assert blocks.to_embed("https://maps.example.org/ward?x=1") == "https://maps.example.org/ward?x=1"
    assert blocks.to_embed("http://maps.example.org/") == blocks.to_embed("https://maps.example.org:8/") == ""
    assert blocks.to_embed("https://youtu.be/abc") == ""
    settings.EMBED_HOSTS = []
    assert blocks.to_embed("https://maps.example.org/ward") == ""


texts = st.text(max_size=12)


def rows(made: Rows) -> st.SearchStrategy[list[dict[str, Any]]]:
    optional: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(made.texts, texts) | dict.fromkeys(
        made.flags, st.booleans()
    )
    optional.pop("text")
    return st.lists(st.fixed_dictionaries({"text": texts}, optional=optional), max_size=4)


def setting(kind: blocks.Kind, name: str) -> st.SearchStrategy[Any]:
    if isinstance(kind.settings[name], bool):
        return st.booleans()
    if name in kind.choices:
        return st.sampled_from(kind.choices[name])
    return st.sampled_from(["", FILE]) if name in {"picture", "file"} else texts


def of_kind(name: str) -> st.SearchStrategy[dict[str, Any]]:
    kind = blocks.KINDS[name]
    fields: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(kind.texts, texts),
        **{field: setting(kind, field) for field in kind.settings},
        **{field: rows(made) for field, made in kind.rows.items()},
    }
    needed = {field: fields.pop(field) for field in kind.needed}
    return st.fixed_dictionaries({"type": st.just(name), **needed}, optional=fields)


known = st.one_of(*(of_kind(name) for name in blocks.KINDS))


@STEADY
@given(st.lists(known, max_size=5))
def test_whatever_the_schema_takes_is_kept_read_and_finished_or_refused(value: list[dict[str, Any]]) -> None:
    assert SCHEMA.is_valid(value)
    kept = blocks.validate(value)
    assert SCHEMA.is_valid(kept)
    assert blocks.validate(kept) == kept
    assert [blocks.filled(block) for block in kept] == kept
    assert blocks.seconds(kept) >= 0 and isinstance(blocks.plain_text(kept), str)
    try:
        done = blocks.finish(kept)
    except ValidationError as refusal:
        assert all(sentence.endswith(".") for sentence in refusal.messages)
        return
    assert SCHEMA.is_valid(done)
    assert blocks.finish(blocks.validate(done)) == blocks.validate(done)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["text", "right", "x"]), inner, max_size=2)
    ),
    max_leaves=6,
)
FIELDS = sorted({name for kind in blocks.KINDS.values() for name in [*kind.texts, *kind.settings, *kind.rows]})


@STEADY
@given(
    st.lists(
        st.fixed_dictionaries(
            {"type": st.sampled_from(sorted(blocks.KINDS))}, optional=dict.fromkeys(FIELDS, anything)
        ),
        max_size=3,
    )
)
def test_whatever_is_sent_is_kept_by_both_or_by_neither(value: list[dict[str, Any]]) -> None:
    try:
        kept = blocks.validate(value)
    except ValidationError as refusal:
        assert refusal.messages[0].endswith(".")
        assert not SCHEMA.is_valid(value)
        return
    assert SCHEMA.is_valid(kept)
    blocks.plain_text(kept)
    blocks.seconds(kept)


def test_the_questions_of_the_table_are_those_tested_here() -> None:
    assert tuple(QUESTIONS) == blocks.QUESTIONS
