"""Parts in a Markdown file: read from fences, and written so that they read back the same."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.library.parts import FILE, TASK, asked, every_kind
from tests.library.sheets import draft, published
from tests.library.test_kinds_of_block import known
from upwell.library import blocks
from upwell.library.as_markdown import as_markdown
from upwell.library.markdown import from_markdown, place_pictures

settings.register_profile("same each time", derandomize=True, database=None, deadline=None)
STEADY = settings.get_profile("same each time")

FENCES: list[tuple[str, dict[str, Any]]] = [
    (
        "question truth\nWhales are fish.\nanswer: no\nwell: Mammals.\nnot yet: Look at\nhow they breathe.",
        {
            "kind": "truth",
            "text": "Whales are fish.",
            "is_true": False,
            "well": "Mammals.",
            "not_yet": "Look at how they breathe.",
        },
    ),
    (
        "question short\nThe capital of Peru?\n- Lima\n- Ciudad de Lima\nhint: On the coast.",
        {"kind": "short", "accepted": [{"text": "Lima"}, {"text": "Ciudad de Lima"}], "hint": "On the coast."},
    ),
    (
        "question number\nHow much?\nanswer: 450\nwithin: 5\nunit: mg",
        {"kind": "number", "value": "450", "tolerance": "5", "unit": "mg"},
    ),
    ("question number\ntext: How much?\nvalue: 3.5\n", {"kind": "number", "value": "3.5"}),
    (
        "question order\nIn order?\n1. egg\n2. chick\n3. hen",
        {"items": [{"text": "egg"}, {"text": "chick"}, {"text": "hen"}]},
    ),
    (
        "question match\nWhich?\n- Peru :: Lima\n- Cuba :: Havana",
        {"pairs": [{"text": "Peru", "partner": "Lima"}, {"text": "Cuba", "partner": "Havana"}]},
    ),
    ("question gaps\nWater: [[100|one hundred]] degrees.", {"text": "Water: [[100|one hundred]] degrees."}),
    ("question\nWhich?\nshuffled: yes\n[x] a\n[ ] b", {"kind": "choice", "shuffled": True}),
    (
        "task\nRing one GP.\n\nThen another.\nshow: What you heard.",
        {"text": "Ring one GP.\n\nThen another.", "show": "What you heard."},
    ),
    ("reflection\nWhat helped?\nshared: yes", {"text": "What helped?", "shared": True}),
    (
        "poll\nWhen?\n- At eight\n- At noon\nseveral: yes",
        {"several": True, "options": [{"text": "At eight"}, {"text": "At noon"}]},
    ),
    ("checklist\nBefore:\n[ ] Wash\n[ ] Read", {"text": "Before:", "items": [{"text": "Wash"}, {"text": "Read"}]}),
    ("embed\nurl: https://youtu.be/abc\ntitle: A talk", {"url": "https://youtu.be/abc", "title": "A talk"}),
    ("video\nfile: clips/pump.mp4\ncaption: The pump", {"file": "clips/pump.mp4", "caption": "The pump"}),
    ("file\nfile: form.pdf\ntitle: The form", {"file": "form.pdf", "title": "The form"}),
    ('block\n{"type": "hologram", "turns": [1, 2]}', {"type": "hologram", "turns": [1, 2]}),
]


@pytest.mark.parametrize(("fence", "fields"), FENCES, ids=[fence.split("\n")[0] for fence, _fields in FENCES])
def test_a_fence_becomes_its_part(fence: str, fields: dict[str, Any]) -> None:
    (block,) = from_markdown(f"```{fence}\n```").blocks
    assert {name: block[name] for name in fields} == fields
    assert "type" in fields or block["type"] == fence.split()[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```question truth\nTrue?\nanswer: perhaps\n```", "Line 1: ‘is_true’ is yes or no"),
        ("x\n\n```question number\nHow much?\nanswer: lots\n```", "Line 3: write the right answer as a number"),
        ("```question gaps\nNone.\n```", "Line 1: put what is to be filled in"),
        ("```embed\nurl: https://evil.example\n```", "Line 1: pages from this address"),
        ("```poll\nWhen?\n- now\n```", "Line 1: give the poll at least two options"),
        ("```block\n{\n```", "Line 1: what stands between the fences is not JSON"),
        ("```block\n[]\n```", "Line 1: what stands between the fences is not a block"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        from_markdown(text)
    assert refusal.value.messages[0].startswith(said)


@pytest.mark.parametrize("info", ["python", "question guess", "task list", "text", "image", ""])
def test_any_other_fence_is_code(info: str) -> None:
    (block,) = from_markdown(f"```{info}\nx = 1\n```").blocks
    assert block["type"] == "text"


def test_films_and_files_are_put_in_by_whoever_has_them() -> None:
    page = from_markdown(
        "```video\nfile: a%20b.mp4\ncaption: The pump\n```\n\n```file\nfile: no.pdf\ntitle: The form\n```"
    )
    placed = place_pictures(page.blocks, lambda place: None, {"a b.mp4": FILE}.get)
    assert placed[0]["file"] == FILE
    assert placed[1]["text"] == "*The form*"
    assert blocks.finish(blocks.validate(placed)) == blocks.validate(placed)


def again(kept: list[blocks.Block]) -> list[blocks.Block]:
    page = from_markdown(as_markdown("A title", kept, summary="In short"))
    assert (page.title, page.summary) == ("A title", "In short")
    return place_pictures(page.blocks, lambda place: None)


def bare(block: blocks.Block) -> blocks.Block:
    return {name: value for name, value in block.items() if name != "id"}


def test_one_of_each_is_written_and_read_back_the_same() -> None:
    kept = blocks.finish(blocks.validate([*every_kind(), {"id": "later", "type": "hologram", "turns": [1]}]))
    assert [bare(block) for block in again(kept)] == [bare(block) for block in kept]
    text = as_markdown("A title", kept)
    for words in ("```question match\n", "- Peru :: Lima", "```task\n", f"![A pump](/pictures/{FILE}/)", "answer: 450"):
        assert words in text


def test_words_that_look_like_lines_of_a_fence_survive() -> None:
    odd = [
        {"type": "task", "text": "show: nothing\n- at all", "show": "a: b"},
        {"type": "poll", "text": "```\nhint: x\n````", "options": [{"text": "several: yes"}, {"text": "- b"}]},
        {"type": "image", "picture": FILE, "alt": 'a ] ( "b"', "caption": "x"},
    ]
    kept = blocks.finish(blocks.validate(odd))
    assert [bare(block) for block in again(kept)] == [bare(block) for block in kept]


@STEADY
@given(st.lists(known.filter(lambda block: block["type"] != "text"), min_size=1, max_size=3))
def test_whatever_can_be_published_is_written_and_read_back_the_same(value: list[dict[str, Any]]) -> None:
    try:
        kept = blocks.finish(blocks.validate(value))
    except ValidationError:
        return
    assert [bare(block) for block in again(kept)] == [bare(block) for block in kept]


def test_a_reader_takes_a_module_along_and_nobody_a_draft(cast: Cast) -> None:
    item = published(cast.author, blocks=[TASK, asked("truth")], title="Was ist “neu”?")
    client = Client()
    client.force_login(cast.stranger)
    response = client.get(f"/modules/{item.pk}/export/")
    assert response.headers["Content-Disposition"] == 'attachment; filename="was-ist-neu.md"'
    page = from_markdown(response.content.decode())
    assert (page.title, [block["type"] for block in page.blocks]) == ("Was ist “neu”?", ["task", "question"])
    assert client.get(f"/modules/{draft(cast.author).pk}/export/").status_code == 404
