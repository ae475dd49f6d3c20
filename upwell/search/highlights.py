"""Show in a found text which words were found, so that one sees at a glance why it is there."""

import re

from upwell.search.index import stems_of, telling_words_of

_WORD = re.compile(r"\w+")
LONGEST_LOOK = 3_000  # characters of a text in which matches are sought
SAME_BEGINNING = 3  # letters in which forms of one word agree

Piece = tuple[str, bool]


def highlight(text: str, query: str, *, length: int = 200) -> list[Piece]:
    """The part of `text`, about `length` characters, with most of the query's words, in pieces; True marks a match.

    Nothing is escaped: whoever shows the pieces does that.
    """
    text = text[:LONGEST_LOOK]
    matches = _matches(text, query)
    start, end = _best_window(text, matches, length)
    pieces: list[Piece] = [("…", False)] if start else []
    done = start
    for begin, finish, _ in matches:
        if start <= begin and finish <= end:
            pieces += [(text[done:begin], False), (text[begin:finish], True)]
            done = finish
    pieces += [(text[done:end], False), ("…" if end < len(text) else "", False)]
    return [piece for piece in pieces if piece[0]]


def _matches(text: str, query: str) -> list[tuple[int, int, str]]:
    """Where a word of the query stands in `text`: begin, end, its stem. The query's last word may be unfinished."""
    wanted = {stem for word in telling_words_of(query) for stem in stems_of(word)}
    words = [word for word in _WORD.findall(query.lower()) if wanted.intersection(stems_of(word))]
    if not words:
        return []
    beginning = words[-1] if len(words[-1]) > 2 else None
    found = []
    for match in _like_any(wanted, words).finditer(text):
        stem = next(iter(stems_of(match.group())), "")
        if stem and (stem in wanted or (beginning and match.group().lower().startswith(beginning))):
            found.append((match.start(), match.end(), stem))
    return found


def _like_any(stems: set[str], words: list[str]) -> re.Pattern[str]:
    """Words that begin like one of the query's: only these are worth working out the stem of."""
    beginnings = sorted({re.escape(word[:SAME_BEGINNING]) for word in [*stems, *words]})
    return re.compile(rf"\b(?:{'|'.join(beginnings)})\w*", re.IGNORECASE)


def _best_window(text: str, matches: list[tuple[int, int, str]], length: int) -> tuple[int, int]:
    """Begin and end of the part that holds most different words, as near the beginning of the text as it can be."""
    if len(text) <= length:
        return 0, len(text)
    starts = [0, *(_start_of_word(text, max(0, begin - length // 4)) for begin, _, _ in matches)]

    def different_words(start: int) -> int:
        return len({stem for begin, end, stem in matches if start <= begin and end <= start + length})

    start = max(sorted(set(starts)), key=different_words)
    end = start + length
    space = text.rfind(" ", start, end)
    return start, space if end < len(text) and space > start else min(end, len(text))


def _start_of_word(text: str, position: int) -> int:
    return text.rfind(" ", 0, position) + 1
