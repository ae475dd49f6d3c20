"""Callouts: a block quote whose first line is [!tip], [!note] or [!warning] says so to readers, and not in brackets."""

import re

from django.utils.translation import gettext as _
from markdown_it.token import Token

CALLOUTS = ("tip", "note", "warning")
_MARK = re.compile(rf"\[!({'|'.join(CALLOUTS)})\][ \t]*", re.IGNORECASE)


def named(tokens: list[Token]) -> list[Token]:
    """The tokens of a text without the marks; each quote that had one says which in its `meta`."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        mark = _mark(tokens, at)
        kept.append(tokens[at])
        at += 1
        if mark:
            kept[-1].meta = {**kept[-1].meta, "callout": mark}
            at += 0 if _has_words(tokens[at + 1]) else 3  # a paragraph of the mark alone goes with it
    return kept


def labelled(tokens: list[Token]) -> list[Token]:
    """The tokens with a class on each callout and its name as the first line, in the language of the reader."""
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if callout := token.meta.get("callout"):
            token.attrSet("class", f"callout {callout}")
            kept += _label({"tip": _("Tip"), "note": _("Note"), "warning": _("Take care")}[callout])
    return kept


def _mark(tokens: list[Token], at: int) -> str:
    """Which callout begins at this token; takes the mark out of the words."""
    if tokens[at].type != "blockquote_open" or [token.type for token in tokens[at + 1 : at + 3]] != [
        "paragraph_open",
        "inline",
    ]:
        return ""
    children = tokens[at + 2].children or []
    found = _MARK.match(children[0].content) if children and children[0].type == "text" else None
    if not found:
        return ""
    children[0].content = children[0].content[found.end() :]
    if not children[0].content:
        rest = children[1:]
        tokens[at + 2].children = rest[1:] if rest and rest[0].type in {"softbreak", "hardbreak"} else rest
    return found[1].lower()


def _has_words(inline: Token) -> bool:
    return bool(inline.children)


def _label(words: str) -> list[Token]:
    opening = Token("paragraph_open", "p", 1, attrs={"class": "callout-label"}, block=True)
    strong = [
        Token("strong_open", "strong", 1),
        Token("text", "", 0, content=words),
        Token("strong_close", "strong", -1),
    ]
    return [
        opening,
        Token("inline", "", 0, children=strong, content=words),
        Token("paragraph_close", "p", -1, block=True),
    ]
