"""Which words of a block readers see, and where these words are written: a sentence on the page and in its Markdown.

What readers point at is a sentence of the page; what changes is a piece of Markdown. Pure: blocks in, places out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from upwell.discussion.anchors import Place, Quote, find, quote, whole_sentences
from upwell.library.blocks import Block
from upwell.library.named_texts import own_texts, seen_texts, text_of, unseen_texts
from upwell.library.prose import passages, to_plain

MARKS = "*_~`[]()!"  # what may stand around words in Markdown
REACH = 4  # of them on either side


@dataclass(frozen=True)
class Passage:
    """A piece of one text of a block, as it is written: from `start` up to `end` of `field`."""

    field: str
    start: int
    end: int


def seen_words(block: Block) -> str:
    """The words of a block that everybody sees before doing anything with it: what one may point at."""
    if block["type"] == "text":
        return to_plain(block["text"])
    return "\n".join(text for _name, text in seen_texts(block))


def whole(block: Block) -> Passage | None:
    """All of the main text of a block, or None where it has none that one could change."""
    names = own_texts(block) or [name for name, _text in seen_texts(block)]
    return Passage(names[0], 0, len(text_of(block, names[0]))) if names else None


def written(block: Block, place: Place) -> Passage | None:
    """Where the words at `place` of `seen_words` are written. Where markup makes that uncertain, the paragraph around
    them, or all of the text; of words in several texts the first; None where nothing can be changed."""
    if block["type"] == "text":
        start, end = _in_text(block["text"], quote(seen_words(block), place.start, place.end))
        return Passage("text", start, end)
    at = 0
    for name, text in seen_texts(block):
        if place.start < at + len(text) and at < place.end:
            return Passage(name, max(place.start - at, 0), min(place.end - at, len(text)))
        at += len(text) + 1
    return whole(block)


def unseen(block: Block, said: Quote) -> Passage | None:
    """Where words stand that somebody read after an answer or in a hint, whole sentences of them; None where nowhere."""
    for name, text in unseen_texts(block):
        place = find(text, Quote(said.exact))
        if place is not None and not place.has_changed:
            place = whole_sentences(text, place)
            return Passage(name, place.start, place.end)
    return None


def _in_text(source: str, said: Quote) -> tuple[int, int]:
    exact = find(source, said)
    return (exact.start, exact.end) if exact else _in_markdown(source, said.exact)


def _in_markdown(source: str, exact: str) -> tuple[int, int]:
    wanted, every = _tight(exact), passages(source)
    begin = "".join(_tight(plain) for plain, _start, _end in every).find(wanted)
    if begin < 0:
        return 0, len(source)
    touched, at = [], 0
    for plain, start, end in every:
        length = len(_tight(plain))
        if at < begin + len(wanted) and begin < at + length:
            touched.append((plain, start, end))
        at += length
    if len(touched) == 1:
        plain, start, end = touched[0]
        return _inside(source[start:end], start, plain, wanted) or (start, end)
    return touched[0][1], touched[-1][2]


def _inside(source: str, offset: int, plain: str, wanted: str) -> tuple[int, int] | None:
    """The piece of one paragraph's Markdown that reads exactly as the wanted words.

    Each visible letter is taken to be the next equal one of the source; the marks beside the words are then tried, in
    and out, until the piece reads right.
    """
    letters = _tight(plain)
    at = letters.find(wanted)
    early, late = _places(source, letters), _places(source[::-1], letters[::-1])
    if early is None or late is None or at < 0:
        return None
    behind = len(letters) - at - len(wanted)
    ends = {early[at + len(wanted) - 1] + 1, len(source) - late[behind]}
    starts = {early[at], len(source) - 1 - late[behind + len(wanted) - 1]}
    for first in (each for start in sorted(starts) for each in _before(source, start)):
        for last in (each for end in sorted(ends) for each in _after(source, end)):
            if first < last and _tight(to_plain(source[first:last])) == wanted:
                return offset + first, offset + last
    return None


def _places(source: str, letters: str) -> list[int] | None:
    """Where each letter stands, if each is the next equal one of the source."""
    found, at = [], 0
    for letter in letters:
        at = source.find(letter, at)
        if at < 0:
            return None
        found.append(at)
        at += 1
    return found


def _before(source: str, start: int) -> Iterator[int]:
    yield start
    for first in range(start - 1, max(-1, start - 1 - REACH), -1):
        if source[first] not in MARKS:
            return
        yield first


def _after(source: str, end: int) -> Iterator[int]:
    yield end
    last = end
    if source.startswith("](", end) and (closing := source.find(")", end)) > 0:
        last = closing + 1
        yield last
    for further in range(last, min(len(source), last + REACH)):
        if source[further] not in MARKS:
            return
        yield further + 1


def _tight(text: str) -> str:
    return "".join(text.split())
