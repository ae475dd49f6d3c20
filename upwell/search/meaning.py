"""What a text means, as the vectors that its neighbours are sought with.

The headline (a need's sentence, an item's title) says more about what somebody is after than the page below it, so it is
weighed in twice: in a query it counts as much as the whole, in a document a quarter as much. Measured on real questions
(bench/match.py): nDCG@10 of MiniLM alone rises from .493 to .541.
"""

import re
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache

from upwell.search.embedding import Vectors, sentence_embedder, static_embedder, unit_rows

HEADLINE_IN_QUERY = 1.0
HEADLINE_IN_DOCUMENT = 0.25
SHORTEST_HEADLINE = 12  # characters; 'Hello.' and 'Help!' say nothing, so the next sentence belongs to it
LONGEST_QUERY = 5_000  # characters
MEANT_BODY = 1_500  # characters of a body that count: the sentence embedder reads no further

TEXTS_AT_ONCE = 25
THREADS = 2  # for filling an organisation; a few texts need one

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")

Words = tuple[str, str]  # a title and a body


@dataclass(frozen=True)
class Meaning:
    """A text that somebody asks with: the text, and its two vectors of length 1 (384 and 256 numbers)."""

    text: str
    sentence: Vectors
    static: Vectors

    @cached_property
    def for_database(self) -> tuple[str, str]:
        """Both vectors as PostgreSQL reads them; six digits are more than half precision keeps."""
        return _written(self.sentence), _written(self.static)


def meaning_of(text: str) -> Meaning:
    """What a query means."""
    return _meaning_of(text[:LONGEST_QUERY])


@lru_cache(maxsize=64)
def _meaning_of(text: str) -> Meaning:
    """The last few are remembered, because a page asks several questions with one text."""
    first = headline(text)
    parts = [text] if first == text else [text, first]
    sentence, static = sentence_embedder().embed(parts), static_embedder().embed(parts)
    return Meaning(
        text, _blend(sentence[:1], sentence[1:], HEADLINE_IN_QUERY), _blend(static[:1], static[1:], HEADLINE_IN_QUERY)
    )


@lru_cache(maxsize=64)
def gist_of(text: str) -> str:
    """The static vector of a query alone, as PostgreSQL reads it: a hundredth of the work of understanding it."""
    return _written(static_embedder().embed([text[:LONGEST_QUERY]])[0])


def _written(vector: Vectors) -> str:
    return f"[{','.join(f'{number:.6g}' for number in vector.tolist())}]"


def _blend(wholes: Vectors, headlines: Vectors, weight: float) -> Vectors:
    blended: Vectors = unit_rows(wholes + weight * headlines)[0] if len(headlines) else wholes[0]
    return blended


def headline(text: str) -> str:
    """The first sentence of a text, or its first sentences where the first says nothing by itself."""
    for end in _SENTENCE_END.finditer(text):
        if len(text[: end.start()].strip()) >= SHORTEST_HEADLINE:
            return text[: end.start()].strip()
    return text


def vectors_of(documents: Collection[Words]) -> dict[Words, tuple[Vectors, Vectors]]:
    """The sentence vector (384) and the static vector (256) of each title with its body; the same words cost once."""
    different = sorted(set(documents), key=lambda words: (len(words[0]) + len(words[1][:MEANT_BODY]), words))
    batches = [different[start : start + TEXTS_AT_ONCE] for start in range(0, len(different), TEXTS_AT_ONCE)]
    with ThreadPoolExecutor(THREADS) as pool:
        found = (
            list(pool.map(_vectors_of_batch, batches)) if len(batches) > 1 else list(map(_vectors_of_batch, batches))
        )
    return {words: vectors for each in found for words, vectors in each.items()}


def _vectors_of_batch(documents: list[Words]) -> dict[Words, tuple[Vectors, Vectors]]:
    titles = [title for title, _ in documents]
    wholes = [f"{title}. {body[:MEANT_BODY]}" if body else title for title, body in documents]
    sentence, static = (
        unit_rows(embedder.embed(wholes) + HEADLINE_IN_DOCUMENT * embedder.embed(titles))
        for embedder in (sentence_embedder(), static_embedder())
    )
    return dict(zip(documents, zip(sentence, static, strict=True), strict=True))
