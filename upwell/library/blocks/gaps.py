"""Gaps in a sentence: ‘Water boils at [[100|one hundred]] degrees’, the words and what may be filled in."""

import re

_GAP = re.compile(r"\[\[([^\[\]]*)\]\]")


def pieces(text: str) -> list[str | tuple[str, ...]]:
    """The words of `text` as they stand, and each gap as the forms that count as right (the first is shown).

    Two brackets with nothing between them are words like any others.
    """
    found: list[str | tuple[str, ...]] = []
    words, last = "", 0
    for gap in _GAP.finditer(text):
        words += text[last : gap.start()]
        last = gap.end()
        if forms := tuple(form for part in gap[1].split("|") if (form := part.strip())):
            found += [words, forms] if words else [forms]
            words = ""
        else:
            words += gap[0]
    words += text[last:]
    return [*found, words] if words else found


def gaps(text: str) -> list[tuple[str, ...]]:
    """The gaps alone, in order."""
    return [piece for piece in pieces(text) if not isinstance(piece, str)]


def filled_in(text: str) -> str:
    """The sentence with the first form of each gap in its place, as one reads it who knows."""
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces(text))
