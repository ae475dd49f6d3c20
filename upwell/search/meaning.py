"""What a text means, as the vectors that its neighbours are sought with.

The headline (a need's sentence, an item's title) says more about what somebody is after than the page below it, so it is
weighed in twice: in a query it counts as much as the whole, in a document a quarter as much. Measured on real questions
(bench/match.py): nDCG@10 of MiniLM alone rises from .542 to .595.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from upwell.search.embedding import Vectors, sentence_embedder, static_embedder, unit_rows

HEADLINE_IN_QUERY = 1.0
HEADLINE_IN_DOCUMENT = 0.25
SHORTEST_HEADLINE = 12  # characters; 'Hello.' and 'Help!' say nothing, so the next sentence belongs to it

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")


@dataclass(frozen=True)
class Meaning:
    """A text that somebody asks with: the text, and its two vectors of length 1 (384 and 256 numbers)."""

    text: str
    sentence: Vectors
    static: Vectors


@lru_cache(maxsize=64)
def meaning_of(text: str) -> Meaning:
    """What a query means. The last few are remembered, because a page asks several questions with one text."""
    parts = [headline(text), text]
    if parts[0] == text:
        parts.pop()
    sentence, static = (embedder.embed(parts) for embedder in (sentence_embedder(), static_embedder()))
    weights = [[HEADLINE_IN_QUERY], [1.0]][: len(parts)]
    return Meaning(
        text,
        unit_rows((sentence * weights).sum(0, keepdims=True))[0],
        unit_rows((static * weights).sum(0, keepdims=True))[0],
    )


def vectors_of(titles: Sequence[str], bodies: Sequence[str]) -> tuple[Vectors, Vectors]:
    """The vectors of documents, a row each: (n, 384) from the sentence embedder, (n, 256) from the static one."""
    wholes = [f"{title}. {body}" if body else title for title, body in zip(titles, bodies, strict=True)]
    found = []
    for embedder in (sentence_embedder(), static_embedder()):
        whole, head = embedder.embed(wholes), embedder.embed(titles)
        found.append(unit_rows(whole + HEADLINE_IN_DOCUMENT * head))
    return found[0], found[1]


def headline(text: str) -> str:
    """The first sentence of a text, or its first sentences where the first says nothing by itself."""
    for end in _SENTENCE_END.finditer(text):
        if len(text[: end.start()].strip()) >= SHORTEST_HEADLINE:
            return text[: end.start()].strip()
    return text
