"""From a Markdown file to a module."""

import glob
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from upwell.library import blocks
from upwell.library.markdown import from_markdown, front_matter, place_pictures

SHARED = Path(__file__).parents[3] / "shared" / "data"

LETTERS = """---
title: Letters that get read
summary: Put the ask first.
skills: [writing]
---

# Letters that get read

A GP has *forty* seconds. ![A letter](figures/letter.png "The old form")

## Put the ask first

Open with it. See [the guide].

```question
Which opening
would you rather get?

- [ ] Thank you for referring
  She still has to look.
- [x] Please repeat potassium
  > Yes: the ask.
hint: Forty seconds.
```

```link
https://example.org/letters
The guide
Ten examples,
good and bad.
```

[the guide]: https://example.org/guide
"""


def test_a_file_becomes_a_title_a_summary_and_blocks() -> None:
    title, summary, parts = from_markdown(LETTERS)
    assert (title, summary) == ("Letters that get read", "Put the ask first.")
    assert [block["type"] for block in parts] == ["text", "image", "text", "question", "link"]
    intro, image, section, question, link = parts
    assert intro["text"] == "A GP has *forty* seconds."
    assert (image["picture"], image["alt"], image["caption"]) == ("figures/letter.png", "A letter", "The old form")
    assert section["text"].startswith("## Put the ask first\n\nOpen with it.")
    assert "[THE GUIDE]: <https://example.org/guide>" in section["text"]
    assert question["text"] == "Which opening\nwould you rather get?"
    assert question["options"] == [
        {"text": "Thank you for referring", "right": False, "feedback": "She still has to look."},
        {"text": "Please repeat potassium", "right": True, "feedback": "Yes: the ask."},
    ]
    assert (question["several"], question["hint"]) == (False, "Forty seconds.")
    assert (link["url"], link["why"]) == ("https://example.org/letters", "Ten examples, good and bad.")


def test_the_same_file_gives_the_same_blocks() -> None:
    assert from_markdown(LETTERS) == from_markdown(LETTERS.replace("\n", "\r\n"))


def test_what_else_stands_above_is_given_to_whoever_asks() -> None:
    fields, body, skipped = front_matter(LETTERS)
    assert fields["skills"] == ["writing"]
    assert body.startswith("\n# Letters")
    assert skipped == 5


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    assert from_markdown("# Pumps `2`\n\nText.")[:2] == ("Pumps 2", "")
    assert from_markdown("Text.\n").title == ""


def test_another_first_heading_is_kept() -> None:
    page = from_markdown("---\ntitle: Pumps\n---\n# Before you begin\n\nText.")
    assert page.blocks[0]["text"].startswith("# Before you begin")


def test_two_right_options_let_readers_choose_several() -> None:
    (block,) = from_markdown("```question\nWhich?\n- [x] a\n- [x] b\n- [ ] c\n```").blocks
    assert block["several"] is True


def test_feedback_may_stand_on_the_line_of_its_option() -> None:
    (block,) = from_markdown("```question\nWhat first?\n[ ] Wait :: The swab hasn’t.\n[x] ‘Stop: now’\n```").blocks
    assert block["options"] == [
        {"text": "Wait", "right": False, "feedback": "The swab hasn’t."},
        {"text": "‘Stop: now’", "right": True, "feedback": ""},
    ]


def test_fences_may_be_yaml() -> None:
    page = from_markdown(
        "```question\ntext: Which?\noptions:\n  - {text: a, right: true, feedback: Yes it is}\n  - b\n```\n"
        "```link\nurl: https://example.org\ntitle: WHO: hands\nwhy: Posters,\nin many languages.\n```\n"
    )
    assert [option["right"] for option in page.blocks[0]["options"]] == [True, False]
    assert (page.blocks[1]["title"], page.blocks[1]["why"]) == ("WHO: hands", "Posters, in many languages.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\n\n```question\nWhich?\n- [ ] a\n- [ ] b\n```", "Line 3: mark one option as right"),
        ("---\ntitle: x\n---\n```question\nWhich?\n```", "Line 4: give the question at least two options"),
        ("```link\njavascript:alert(1)\n```", "Line 1: give the link an address"),
        ("---\ntitle: [\n---\n", "Line 3: what stands between the two lines of --- cannot be read"),
        ("---\n- a\n---\n", "Line 2: what stands between"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        from_markdown(text)
    assert refusal.value.messages[0].startswith(said)


def test_html_loses_its_tags_and_keeps_words_and_pictures() -> None:
    page = from_markdown(
        '<p align="center"><img src="a b.png" alt="A pump"></p>\n\n'
        "One<br/>two <!-- hidden --> `<b>` and x < y.\n\n<script>\nalert(1)\n</script>\n\n{% alert %}\n"
    )
    assert [block["type"] for block in page.blocks] == ["image", "text"]
    assert (page.blocks[0]["picture"], page.blocks[0]["alt"]) == ("a%20b.png", "A pump")
    assert page.blocks[1]["text"] == "One two  `<b>` and x < y."


def test_code_stays_as_it_is() -> None:
    page = from_markdown("```\n<br> ![a](b.png)\n# no heading\n```\n")
    assert page.blocks[0]["text"] == "```\n<br> ![a](b.png)\n# no heading\n```"


def test_pictures_are_put_in_by_whoever_has_them() -> None:
    page = from_markdown("![A](a%20b.png)\n\n![B](missing.png)\n\n![C](https://example.org/c.png)")
    placed = place_pictures(page.blocks, {"a b.png": "0f" * 32}.get)
    assert placed[0]["picture"] == "0f" * 32
    assert placed[1]["text"] == "*B*"
    assert placed[2]["text"] == "[C](https://example.org/c.png)"
    assert blocks.finish(blocks.validate(placed)) == placed


def test_a_very_long_text_is_cut_between_lines() -> None:
    page = from_markdown("word word word\n" * 3_000)
    assert len(page.blocks) > 1
    assert sum(block["text"].count("word") for block in page.blocks) == 9_000


def test_real_handbooks_become_modules() -> None:
    if not SHARED.is_dir():
        pytest.skip("The folder of real handbooks (shared/data) is not beside this clone.")
    files = sorted(glob.glob(f"{SHARED}/content-*/**/*.md", recursive=True))
    assert len(files) > 400
    for file in files[::4]:
        page = from_markdown(Path(file).read_text(encoding="utf-8"))
        kept = blocks.validate(place_pictures(page.blocks, lambda source: None))
        assert blocks.plain_text(kept) or not page.blocks
