"""Finding again the words that somebody spoke of, after the text around them has changed.

A place is kept as the words themselves, what stood before and after them, and where they began (W3C Web Annotation Data
Model, TextQuoteSelector and TextPositionSelector). First the very words are looked for, whatever the white space between
them, because a browser and a server break lines differently; only then sentences that read much like them. Where neither
is there, the honest answer is that the sentence is gone.

How alike two sentences are is difflib's ratio (Ratcliff and Obershelp 1988: twice the characters in common over all
characters). The weights and thresholds are our own, tried on edits made at random (tests/discussion/test_anchors.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from os.path import commonprefix

from upwell.discussion.models import LONGEST_CONTEXT, LONGEST_QUOTE, Anchor

SURE = 12  # characters of a quote that hardly occurs twice by chance; a shorter one needs its surroundings
TELLING = 12  # characters of surroundings that say which sentence they were; fewer may begin any sentence
MOST_PLACES = 200  # of equal words that are weighed against each other
NEAREST = 8  # sentences looked at closely, of those that share many letters
LONGEST_ALIKE = 600  # characters of each sentence that are compared closely
ALIKE = 0.6  # of a sentence's characters in common: the same sentence, said in other words
ALIKE_IN_PLACE = 0.35  # the same, where what stands before and after is as it was
SAME_CONTEXT = 0.8  # of the surroundings in common: they are as they were

_SPACE = re.compile(r"\s+")
_END = re.compile(r"[.!?…][)\]\"'”’»]*(?=\s)|[。!?]|\n+")


@dataclass(frozen=True)
class Quote:
    """Words, what stands before and after them, and where they begin, in characters of the text they were taken from."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0


@dataclass(frozen=True)
class Place:
    """Where words stand: from `start` up to `end`. `has_changed`: they are said in other words now."""

    start: int
    end: int
    has_changed: bool = False

    def meets(self, other: Place) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def quote(text: str, start: int, end: int) -> Quote:
    """What to keep of the words from `start` up to `end`, so that they are found again."""
    return Quote(
        text[start:end], text[max(0, start - LONGEST_CONTEXT) : start], text[end : end + LONGEST_CONTEXT], start
    )


def quote_of(anchor: Anchor) -> Quote:
    """The words of an anchor as they are looked for."""
    return Quote(anchor.quote, anchor.prefix, anchor.suffix, anchor.start)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, white space left out. A line that ends is a sentence that ends."""
    found, begin = [], 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        piece = text[begin:end]
        if piece.strip():
            found.append((begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))
        begin = end
    return found


def whole_sentences(text: str, place: Place) -> Place:
    """The sentences that a selection touches, so that all who speak of one sentence speak of the same place."""
    touched = [(start, end) for start, end in sentences(text) if start < place.end and place.start < end]
    return Place(touched[0][0], touched[-1][1]) if touched else place


@lru_cache(maxsize=4096)
def locate(text: str, wanted: Quote) -> Place | None:
    """Where the quoted words stand in `text` today: the very words, else the sentence that became of them, else None."""
    return find(text, wanted) or _alike(text, wanted)


def find(text: str, wanted: Quote) -> Place | None:
    """Where the very words stand, whatever the white space; of several places the one whose surroundings fit best."""
    tight, places = _squeeze(text)
    exact = _squeeze(wanted.exact)[0]
    if not exact or len(exact) > LONGEST_QUOTE:
        return None
    before, after = _squeeze(wanted.prefix)[0], _squeeze(wanted.suffix)[0]
    best: tuple[float, int] | None = None
    for at in _occurrences(tight, exact):
        around = _context(tight[:at], before, tight[at + len(exact) :], after)
        if len(exact) < SURE and (before or after) and around < 0.25:
            continue  # 'Yes.' stands in many places; without its surroundings it is another one
        nearness = 1 / (1 + abs(places[at] - wanted.start))
        best = max(best or (-1.0, 0), (around + nearness / 10, at), key=lambda each: each[0])
    if best is None:
        return None
    return Place(places[best[1]], places[best[1] + len(exact) - 1] + 1)


def _alike(text: str, wanted: Quote) -> Place | None:
    """The sentence, or as many together as were quoted, that reads most like the words, if it reads much like them."""
    exact = _SPACE.sub(" ", wanted.exact).strip()[:LONGEST_ALIKE]
    if not exact:
        return None
    tight = _squeeze(wanted.exact)[0]
    count = max(1, len(sentences(wanted.exact)))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(exact)
    nearest: list[tuple[float, int, int]] = []
    for start, end in _runs(text, count):
        if _was_neighbour(text[start:end], wanted) or _squeeze(text[start:end])[0] == tight:
            continue  # the very words, where they were not meant (find)
        matcher.set_seq1(_SPACE.sub(" ", text[start:end])[:LONGEST_ALIKE])
        if matcher.real_quick_ratio() >= ALIKE_IN_PLACE and (rough := matcher.quick_ratio()) >= ALIKE_IN_PLACE:
            nearest.append((rough, start, end))
    best: tuple[float, Place] | None = None
    for _rough, start, end in sorted(nearest, reverse=True)[:NEAREST]:
        matcher.set_seq1(_SPACE.sub(" ", text[start:end])[:LONGEST_ALIKE])
        alike = matcher.ratio()
        around = _context(
            _squeeze(text[:start])[0], _squeeze(wanted.prefix)[0], _squeeze(text[end:])[0], _squeeze(wanted.suffix)[0]
        )
        if alike >= (ALIKE_IN_PLACE if around >= SAME_CONTEXT else ALIKE):
            score = alike + around / 2
            best = max(best or (-1.0, Place(0, 0)), (score, Place(start, end, True)), key=lambda each: each[0])
    return best[1] if best else None


def _runs(text: str, count: int) -> Iterator[tuple[int, int]]:
    """Every run of `count` sentences, and of one more or less, because an edit may split or join them."""
    every = sentences(text)
    for length in sorted({max(1, count - 1), count, count + 1}):
        for at in range(len(every) - length + 1):
            yield every[at][0], every[at + length - 1][1]


def _was_neighbour(candidate: str, wanted: Quote) -> bool:
    """Whether this stood beside the words already, so that it cannot be what became of them."""
    tight = _squeeze(candidate)[0]
    after, before = _squeeze(wanted.suffix)[0], _squeeze(wanted.prefix)[0]
    follows = tight.startswith(after) if len(after) >= TELLING else tight == after
    precedes = tight.endswith(before) if len(before) >= TELLING else tight == before
    return follows or precedes or after.startswith(tight) or before.endswith(tight)


def _context(left: str, before: str, right: str, after: str) -> float:
    """How much of the surroundings is as it was, from 0 to 1; 1 where there were none."""
    wanted = len(before) + len(after)
    if not wanted:
        return 1.0
    same_left = len(commonprefix([left[::-1][: len(before)], before[::-1]]))
    same_right = len(commonprefix([right[: len(after)], after]))
    return (same_left + same_right) / wanted


def _occurrences(text: str, exact: str) -> Iterator[int]:
    at, found = text.find(exact), 0
    while at >= 0 and found < MOST_PLACES:
        yield at
        found += 1
        at = text.find(exact, at + 1)


def tight_place(text: str, place: Place) -> tuple[int, int]:
    """`place` counted in characters that are not white space, which is how a browser finds it on the page."""
    _tight, places = _squeeze(text)
    return bisect_right(places, place.start - 1), bisect_right(places, place.end - 1)


@lru_cache(maxsize=2048)
def _squeeze(text: str) -> tuple[str, list[int]]:
    """`text` without white space, and where each of its characters stood."""
    kept = [(place, letter) for place, letter in enumerate(text) if not letter.isspace()]
    return "".join(letter for _place, letter in kept), [place for place, _letter in kept]
