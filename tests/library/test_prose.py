"""Markdown: what readers see of it, and that nothing in it runs."""

import re

import pytest

from upwell.library.prose import to_html, to_plain

OWN = "/pictures/" + "0f" * 32 + "/"


def test_headings_begin_at_the_second_level() -> None:
    assert to_html("# One\n\n## Two\n\n### Three") == "<h2>One</h2>\n<h2>Two</h2>\n<h3>Three</h3>\n"


def test_a_table_is_a_table() -> None:
    assert "<td>1</td>" in to_html("| a | b |\n|---|---|\n| 1 | 2 |")


def test_a_link_opens_in_place_without_an_opener() -> None:
    assert to_html("[a](https://example.org)") == '<p><a href="https://example.org" rel="noopener">a</a></p>\n'


def test_a_picture_is_shown_when_it_is_ours_and_told_in_words_when_not() -> None:
    assert f'src="{OWN}"' in to_html(f"![A pump]({OWN})")
    assert to_html("![A pump](https://example.org/spy.gif)") == "<p>A pump</p>\n"
    assert "<img" not in to_html(f"![x](https://example.org{OWN})")


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        '[x](https://e.org "\\"onmouseover=alert(1)")',
        "![x](javascript:alert(1))",
        "```html\n<script>\n```",
        "<style>body{display:none}</style>",
        "<svg/onload=alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
        "&#x3C;script&#x3E;alert(1)&#x3C;/script&#x3E;",
        "<!-- --><iframe src=//e>",
    ],
)
def test_a_text_of_scripts_is_shown_as_text(nasty: str) -> None:
    html = to_html(nasty)
    tags = re.findall(r"<[^>]*>", html)
    assert not [tag for tag in tags if re.match(r"<(script|style|svg|iframe|img)", tag)]
    assert not [tag for tag in tags if re.search(r"\son\w+=|href=\"(?!https?:|mailto:)", tag)]


def test_what_looks_like_a_tag_is_not_lost() -> None:
    assert "List&lt;String&gt;" in to_html("Use List<String> here")


@pytest.mark.parametrize(
    "much", ["[" * 19_000, "*a " * 6_000, "> " * 9_000, "`" * 19_000, "| a " * 4_000, "<a " * 6_000]
)
def test_a_text_made_to_be_slow_is_read_all_the_same(much: str) -> None:
    assert len(to_html(much)) > 0
    assert isinstance(to_plain(much), str)


def test_the_plain_words_are_those_one_reads() -> None:
    markdown = "# Ask *first*\n\nA [link](https://e.org) and\n`code`\n\n- one\n- two\n\n    block\n"
    assert to_plain(markdown) == "Ask first\nA link and code\none\ntwo\nblock"


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("> [!tip]\n> Put **it** first.", "tip", "Tip"),
        ("> [!NOTE] Put it first.", "note", "Note"),
        ("> [!warning]\n>\n> - Put it first.", "warning", "Take care"),
    ],
)
def test_a_quote_that_says_so_is_a_callout(text: str, kind: str, label: str) -> None:
    shown = to_html(text)
    assert f'<blockquote class="callout {kind}">' in shown
    assert f'<p class="callout-label"><strong>{label}</strong></p>' in shown
    assert "[!" not in shown and to_plain(text) == "Put it first."


@pytest.mark.parametrize(
    "text", ["[!tip] no quote", "> no [!tip]", "> [!other]\n> x", "> **[!tip]** x", "    > [!tip]"]
)
def test_any_other_mark_stays_as_it_is_written(text: str) -> None:
    assert "callout" not in to_html(text)
    assert "[!" in to_plain(text)


def test_nobody_writes_a_class_or_a_callout_of_their_own() -> None:
    shown = to_html('<blockquote class="callout tip">x</blockquote>\n\n> [!tip" onclick="x]\n> y')
    assert "<blockquote class" not in shown and not re.search(r"<[^>]*onclick", shown)


def test_an_empty_cell_at_the_head_of_a_table_is_no_heading() -> None:
    assert to_html("| | a |\n|--|--|\n| 1 | 2 |").count("<th>") == 1


def test_words_are_struck_out() -> None:
    assert "<s>gone</s>" in to_html("~~gone~~")
