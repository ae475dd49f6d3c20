"""Markdown as readers see it: CommonMark, tables, words struck out, callouts; nothing that runs, pictures only from here."""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token

from upwell.library.callouts import CALLOUTS, labelled, named

TEXT_TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "a",
    "img",
    "br",
    "hr",
    "s",
}
LIST_TAGS = {"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}, "table": {"tabindex"}}
CLASSES = {"blockquote": {"callout", *CALLOUTS}, "p": {"callout-label"}}
OWN_PICTURE = re.compile(r"/pictures/[0-9a-f]{64}/")

# raw HTML is shown as the text it is; nobody's '<' is lost, and nothing typed becomes markup
_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable(["table", "strikethrough"])


def to_html(markdown: str) -> SafeString:
    """Markdown as harmless HTML: headings from h2 down, links that open in place with rel=noopener.

    Pictures that are not ours become the words that describe them: a page loads nothing from elsewhere.
    """
    return _drawn(markdown, get_language() if "[!" in markdown else None)


@lru_cache(maxsize=1024)
def _drawn(markdown: str, language: str | None) -> SafeString:
    """Kept for each language, where the text has words of ours."""
    tokens = _without_empty_heads(labelled(_parsed(markdown)))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{max(2, int(token.tag[1]))}"
        if token.type == "table_open":
            token.attrSet("tabindex", "0")  # a wide one scrolls by itself, with the keyboard too
        if token.children:
            token.children = [_own(child) for child in token.children]
    html = _parser.renderer.render(tokens, _parser.options, {})
    return mark_safe(  # noqa: S308  # nh3 has just cleaned it
        nh3.clean(
            html,
            tags=TEXT_TAGS | LIST_TAGS,
            attributes=ATTRIBUTES,
            allowed_classes=CLASSES,
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener",
            strip_comments=True,
        )
    )


def _without_empty_heads(tokens: list[Token]) -> list[Token]:
    """An empty cell at the head of a table is no heading: a screen reader would announce nothing."""
    for opening, inside, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "th_open" and inside.type == "inline" and not inside.content.strip():
            opening.tag = closing.tag = "td"
    return tokens


def _parsed(markdown: str) -> list[Token]:
    return named(_parser.parse(markdown))


def _own(token: Token) -> Token:
    if token.type != "image" or OWN_PICTURE.fullmatch(str(token.attrGet("src"))):
        return token
    return Token("text", "", 0, content=token.content)


def to_plain(markdown: str) -> str:
    """The words of a Markdown text, a line for each paragraph, for searching, summaries and counting."""
    lines = []
    for token in _parsed(markdown):
        if token.type == "inline":
            lines.append("".join(_word(child) for child in token.children or []))
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.strip())
    return "\n".join(line for line in lines if line.strip())


def _word(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def passages(markdown: str) -> list[tuple[str, int, int]]:
    """The words of each paragraph, as in `to_plain`, with the part of the Markdown it is written in (from, up to)."""
    begins = [0]
    for line in markdown.split("\n"):
        begins.append(begins[-1] + len(line) + 1)
    found = []
    for token in _parsed(markdown):
        if token.type == "inline" and token.map:
            plain = "".join(_word(child) for child in token.children or [])
            first, last = token.map
            found.append((plain, begins[first], min(len(markdown), begins[min(last, len(begins) - 1)] - 1)))
    return found
