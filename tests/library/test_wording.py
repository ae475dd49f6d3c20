"""A sentence on the page is found in the Markdown it is written in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.library.sheets import LINK, QUESTION
from upwell.discussion.anchors import Place
from upwell.library.blocks import validate
from upwell.library.prose import to_plain
from upwell.library.wording import seen_words, whole, written


def source_of(markdown: str, words: str) -> str:
    block = {"id": "a", "type": "text", "text": markdown}
    start = seen_words(block).index(words)
    place = written(block, Place(start, start + len(words)))
    assert place is not None
    return markdown[place.start : place.end]


@pytest.mark.parametrize(
    ("markdown", "words", "source"),
    [
        ("One. Put the ask first. Three.", "Put the ask first.", "Put the ask first."),
        ("One. Put the **ask** first. Three.", "Put the ask first.", "Put the **ask** first."),
        ("One. **Put the ask first.** Three.", "Put the ask first.", "Put the ask first."),
        ("One. *Put* the ask *first.* Three.", "Put the ask first.", "*Put* the ask *first.*"),
        (
            "## Head\n\n- Read [the guide](https://example.org/a_b).\n- Two.",
            "Read the guide.",
            "Read [the guide](https://example.org/a_b).",
        ),
        ("Ask for [it](https://example.org/) now. Two.", "Ask for it now.", "Ask for [it](https://example.org/) now."),
        ("Write `a & b` here. Two.", "Write a & b here.", "Write `a & b` here."),
        ("See &amp; *go*. Two.", "See & go.", "See &amp; *go*."),
    ],
)
def test_a_sentence_is_the_markdown_that_reads_so(markdown: str, words: str, source: str) -> None:
    assert source_of(markdown, words) == source


def test_what_one_chose_across_paragraphs_is_both_paragraphs() -> None:
    text = "Put the **ask** first.\n\nSign *with* a name.\n\nThe end."
    assert source_of(text, "Put the ask first.\nSign with a name.") == "Put the **ask** first.\n\nSign *with* a name."


def test_hints_and_answers_are_not_among_what_one_sees() -> None:
    words = seen_words(validate([QUESTION])[0])
    assert "Which opening" in words
    assert "Thank you for referring" in words
    assert "forty seconds" not in words
    assert "the first line is the ask" not in words
    assert seen_words({"id": "x", "type": "hologram"}) == ""
    assert whole({"id": "x", "type": "hologram"}) is None
    assert "Examples." in seen_words(validate([LINK])[0])


pieces = some.sampled_from(
    [
        "Put the ask first.",
        "**Sign** it.",
        "See [the guide](https://example.org/x).",
        "`code` helps.",
        "*All of it.*",
        "a_b_c is one.",
        "\n\n",
        "- ",
        "# Head\n",
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(some.lists(pieces, min_size=1, max_size=8).map(" ".join), some.data())
def test_any_sentence_of_any_text_is_found_or_held_by_its_paragraph(markdown: str, data: some.DataObject) -> None:
    block = {"id": "a", "type": "text", "text": markdown}
    words = seen_words(block)
    if not words.strip():
        return
    start = data.draw(some.integers(0, len(words) - 1))
    end = data.draw(some.integers(start + 1, len(words)))
    if not words[start:end].strip():
        return
    place = written(block, Place(start, end))
    assert place is not None
    held = to_plain(markdown[place.start : place.end])
    assert "".join(words[start:end].split()) in "".join(held.split())
