"""Blocks become a page and a page becomes blocks; what is written reads back as the same."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pycrdt import Doc, XmlElement, XmlText

from tests.library.sheets import page
from tests.library.typing import EDITS, edit
from upwell.core.text import clean
from upwell.library.blocks import validate
from upwell.library.blocks.kinds import KINDS
from upwell.library.documents import from_document, name_blocks, rewrite, to_document
from upwell.library.documents.merging import RefusedUpdate, apply, copy_of
from upwell.library.documents.reading import read
from upwell.library.documents.shared import page_of
from upwell.library.documents.tree import Marks, Node, Run, joined
from upwell.library.documents.usual import as_written
from upwell.library.documents.watching import WatchedPage
from upwell.library.documents.writing import write
from upwell.library.prose import to_html

settings.register_profile("pages", deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
settings.load_profile("pages")

SIGNS = [
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "[",
    "](",
    "](http://x)",
    ")",
    "!",
    "![a](b)",
    "#",
    "## ",
    "- ",
    "1. ",
    "2) ",
]
SIGNS += [
    "> ",
    "[!tip]",
    "|",
    "| a | b |\n| - | - |\n",
    "---",
    "===",
    "\\",
    "&amp;",
    "&",
    "<",
    ">",
    "[x]: /u",
    "~",
    "+ ",
]
WORDS = [
    "a",
    "b c",
    " ",
    "\n",
    "\n\n",
    "é",
    "    ",
    "\t",
    ".",
    '"',
    "“",
    "5",
    "\\\n",
    "  \n",
    "😀",
    "e\u0301",
    " \u00a0",
]
markdown = some.lists(some.sampled_from(SIGNS + WORDS), max_size=25).map("".join)
letters = some.text(some.sampled_from("ab c.*_`[]()!<&~\\\"'é1#-|> "), min_size=1, max_size=8)
marks = some.sets(some.sampled_from(["bold", "italic", "strike", "code", "link"]), max_size=3)
line = some.lists(some.tuples(letters, marks), max_size=5)


def marked(pieces: list[tuple[str, set[str]]]) -> list[Node | Run]:
    def of(names: set[str]) -> Marks:
        return tuple(sorted((name, "https://example.org/" if name == "link" else "") for name in names))

    return joined(Run(text, of(names)) for text, names in pieces)


@settings(max_examples=400)
@given(markdown)
def test_what_was_written_once_is_written_the_same_again(text: str) -> None:
    usual = clean(write(read(clean(text))))
    assert clean(write(read(usual))) == usual


@settings(max_examples=400)
@given(line)
def test_a_line_with_any_marks_keeps_every_letter_and_reads_back_as_it_is(pieces: list[tuple[str, set[str]]]) -> None:
    content = marked(pieces)
    nodes = read(write([Node("paragraph", content=content)]))
    assert len(nodes) <= 1
    text = "".join(node.text for node in nodes)
    typed = "".join(inner.text for inner in content)
    assert text.split() == clean(typed).split()
    assert write(nodes) == write([Node("paragraph", content=content)])


@pytest.mark.parametrize(
    "text",
    [
        "Put the **ask** first, *always*, ~~never~~ last.",
        "**bold *and italic* together** and `code` with [a link](https://example.org/?a=1&b=2).",
        "snake_case and 2 * 3 * 4 and a < b and AT&T and [x] and 50%!",
        "## A heading\n\n1986. A great year\n\n- one\n- two\n  - deeper\n\n3. three\n4. four",
        "> [!tip]\n> Mind this.\n\n> A quote.\n>\n> Of two.",
        "```python\nprint('*')\n\n    indented\n```",
        "| a | b |\n| --- | --- |\n| **c** \\| d | e |",
        "one\\\ntwo",
        "---\n\n\\- no list\n\n\\# no heading\n\n1\\. no list either",
        "- a\n- b\n\n* c\n* d",
        "[**`all`**](https://example.org)",
        "![Pump](/pictures/" + "a" * 64 + "/)",
    ],
)
def test_usual_markdown_stays_letter_for_letter(text: str) -> None:
    assert write(read(text)) == text or to_html(write(read(text))) == to_html(text)
    assert clean(write(read(write(read(text))))) == clean(write(read(text)))


@settings(max_examples=300)
@given(
    some.lists(
        some.sampled_from(["ab", "c d", "**e**", "*f g*", "`h`", "~~i~~", "[j](https://x.org)", "(k)", "l,"]),
        min_size=1,
    )
)
def test_readers_see_the_same_after_it_was_opened_for_writing(words: list[str]) -> None:
    text = " ".join(words)
    assert to_html(write(read(text))) == to_html(text)


texts = some.sampled_from(
    ["", "One.", "## Two\n\nThree **four**.", "- five\n- six", "> [!note]\n> seven", "| a |\n| --- |\n| b |"]
)


def blocks_of(kind: str) -> some.SearchStrategy[dict[str, Any]]:
    known = KINDS[kind]
    word = some.sampled_from(["", "a word", "two\nlines", "*as it is*"])
    fields: dict[str, some.SearchStrategy[Any]] = {"type": some.just(kind)}
    fields |= dict.fromkeys(known.texts, word)
    for name, rows in known.rows.items():
        row = dict.fromkeys(rows.texts, word) | dict.fromkeys(rows.flags, some.booleans())
        fields[name] = some.lists(some.fixed_dictionaries(row), max_size=3)
    return some.fixed_dictionaries(fields, optional={"later": some.sampled_from([1, None, {"deep": [True, 2.5]}])})


anything = some.one_of(
    texts.map(lambda text: {"type": "text", "text": text}),
    *(blocks_of(kind) for kind in KINDS if kind not in {"text", "image", "video", "audio", "file", "embed", "link"}),
    some.just({"type": "image", "picture": "", "alt": "A pump"}),
    some.sampled_from([{"type": "hologram", "beams": [1, {"x": None}]}, {"type": "later", "options": "none"}]),
)


@settings(max_examples=200)
@given(some.lists(anything, max_size=6), some.sampled_from(["", "A title", "Tïtle 😀"]))
def test_every_block_comes_back_as_it_was_and_keeps_its_id(typed: list[dict[str, Any]], title: str) -> None:
    blocks = validate([{**block, "id": f"b{place}"} for place, block in enumerate(typed)])
    assert from_document(to_document(title, blocks)) == (title, blocks)


@settings(max_examples=100)
@given(some.lists(markdown, max_size=4))
def test_a_second_time_changes_nothing(typed: list[str]) -> None:
    blocks = validate([{"type": "text", "text": text, "id": f"b{place}"} for place, text in enumerate(typed)])
    doc = to_document("", blocks)
    name_blocks(doc)
    once = from_document(doc)
    assert from_document(to_document(*once)) == once
    named = [block for block in once[1] if block["id"].startswith("b")]
    assert [block["id"] for block in named] == sorted(block["id"] for block in named)


@settings(max_examples=150)
@given(some.lists(anything, max_size=5), some.lists(anything, max_size=5), some.randoms(use_true_random=False))
def test_a_page_that_is_rewritten_says_what_was_asked(before: list[Any], after: list[Any], chance: Any) -> None:
    first = validate([{**block, "id": f"b{place}"} for place, block in enumerate(before)])
    kept = [block for block in first if chance.random() < 0.6]
    wanted = validate([*kept, *({**block, "id": f"n{place}"} for place, block in enumerate(after))])
    doc = to_document("Before", first)
    rewrite(doc, "After all", wanted)
    assert from_document(doc) == ("After all", wanted)


def test_rewriting_leaves_alone_what_says_the_same() -> None:
    blocks = validate([{"type": "text", "text": f"Part {number}.", "id": f"b{number}"} for number in range(5)])
    doc = to_document("T", blocks)
    elements = [*page_of(doc).children]
    blocks[2]["text"] = "Part two, better."
    rewrite(doc, "T", blocks)
    stayed = [place for place, element in enumerate(page_of(doc).children) if element == elements[place]]
    assert stayed == [0, 1, 3, 4]


def test_two_who_make_the_same_field_keep_both_texts() -> None:
    doc = to_document("", page())
    part: Any = page_of(doc).children[1]
    part.children.append(XmlElement("field", {"name": "hint"})).children.append(XmlText("Another hint."))
    question = from_document(doc)[1][1]
    assert question["hint"] == "She has forty seconds.\nAnother hint."


def test_long_text_is_parted_and_longer_paragraphs_are_refused() -> None:
    doc: Doc[Any] = Doc()
    for _paragraph in range(5):
        page_of(doc).children.append(XmlElement("paragraph")).children.append(XmlText("word " * 1500))
    assert [len(block["text"]) < 20_000 for block in from_document(doc)[1]] == [True] * 3
    page_of(doc).children.append(XmlElement("paragraph")).children.append(XmlText("x" * 20_001))
    with pytest.raises(ValidationError):
        from_document(doc)


@pytest.mark.parametrize(
    "element",
    [
        XmlElement("script"),
        XmlElement("listItem"),
        XmlElement("paragraph", contents=[XmlElement("paragraph")]),
        XmlElement("part"),
        XmlElement("part", {"kind": "text", "settings": "{}"}),
        XmlElement("part", {"kind": "IMAGE", "settings": "{}"}),
        XmlElement("part", {"kind": "image", "settings": "{"}),
        XmlElement("part", {"kind": "image", "settings": json.dumps([1])}),
        XmlElement("part", {"kind": "image", "settings": json.dumps({"picture": "elsewhere"})}),
        XmlElement("part", {"kind": "later", "settings": "[" * 5000}),
        XmlElement("bulletList", contents=[XmlText("loose text")]),
    ],
)
def test_what_no_editor_of_ours_writes_is_refused(element: XmlElement) -> None:
    doc = to_document("", page())
    page_of(doc).children.append(element)
    with pytest.raises(ValidationError):
        from_document(doc)


@settings(max_examples=300)
@given(some.lists(some.tuples(some.integers(0, 1200), some.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_update_is_refused_or_leaves_a_page_that_can_be_kept(flips: list[tuple[int, int]]) -> None:
    doc: Doc[Any] = Doc(client_id=1)
    rewrite(doc, "T", page())
    update = bytearray(doc.get_update())
    for place, byte in flips:
        update[place % len(update)] = byte
    tried = copy_of(doc)
    try:
        apply(tried, bytes(update))
        title, blocks = from_document(tried)
    except (RefusedUpdate, ValidationError):
        return
    assert validate(blocks) == blocks


def test_words_that_mean_the_same_keep_the_form_in_which_they_were_typed() -> None:
    before = [{"id": "a", "type": "text", "text": "* one\n* two"}, {"id": "b", "type": "text", "text": "__old__"}]
    now = from_document(to_document("", before))[1]
    assert now[0]["text"] == "- one\n- two"
    now[1]["text"] = "**new**"
    assert [block["text"] for block in as_written(now, before)] == ["* one\n* two", "**new**"]


@settings(max_examples=60)
@given(some.lists(some.tuples(some.sampled_from([*EDITS, "name"]), some.integers(0, 9)), max_size=25))
def test_a_page_that_is_watched_says_what_reading_it_anew_says(edits: list[tuple[str, int]]) -> None:
    doc = to_document("T", page())
    watched = WatchedPage(doc)
    for kind, number in edits:
        if kind == "name":
            watched.name_blocks()
        else:
            edit(doc, kind, number)
        watched.check()
    assert watched.says() == from_document(doc)
