"""Chapters that a recording could have: where the headings of its page are spoken of, else where whoever speaks stops to breathe."""

import re
from collections.abc import Sequence

from upwell.media.recordings.captions import said
from upwell.media.recordings.cuts import Word

Chapter = list[float | str]  # [second, title]
SHORTEST_RECORDING = 60.0  # seconds; what is shorter is one thing
SHORTEST_CHAPTER = 25.0
PAUSE = 0.7  # seconds of silence from which on something new may begin
MOST = 8
TITLE_WORDS, TITLE_LETTERS = 7, 60
SHORTEST_HEADED = 30.0  # seconds; headings are worth following in what is shorter, too
APART = 8.0  # seconds between two headings
HEARD = 0.6  # of a heading's own words
STEM, LONG = 5, 3  # letters by which words are alike; words of no more than three say little
MOST_CHAINS = 40  # ways to place headings that are followed at once
RUN_UP = 12  # words between where a sentence begins and where it comes to the point


def proposed(lines: Sequence[Sequence[Word]], *, seconds: float) -> list[Chapter]:
    """At most eight, at the longest pauses, none shorter than 25 seconds or a tenth of the whole; each is called by the
    first words said in it. None for what is short or says little."""
    words = [word for line in lines for word in line if word[2]]
    if seconds < SHORTEST_RECORDING or not words:
        return []
    apart = max(SHORTEST_CHAPTER, seconds / 10)
    begins = [0]
    pauses = [(words[place][0] - words[place - 1][1], place) for place in range(1, len(words))]
    for pause, place in sorted(pauses, key=lambda each: (-each[0], each[1])):
        if pause < PAUSE or len(begins) >= MOST:
            break
        edges = [*(words[each][0] for each in begins[1:]), 0.0, seconds]
        if all(abs(words[place][0] - edge) >= apart for edge in edges):
            begins.append(place)
    if len(begins) < 2:
        return []
    return [
        [0.0 if place == 0 else round(float(words[place][0]), 2), _title(words[place : place + TITLE_WORDS])]
        for place in sorted(begins)
    ]


def headed(lines: Sequence[Sequence[Word]], headings: Sequence[str], *, seconds: float) -> list[Chapter]:
    """Chapters named by `headings`, in their order, each from the sentence in which most of its words are said. None where
    fewer than two of them are spoken of."""
    words = [word for line in lines for word in line if word[2]]
    if seconds < SHORTEST_HEADED or not words:
        return []
    chains: list[tuple[float, list[tuple[int, str]]]] = [(0.0, [])]  # how much was heard, and where each begins
    for heading in headings:
        more = []
        for place, share in _spoken(words, heading):
            at = float(words[place][0])
            fitting = [chain for chain in chains if not chain[1] or at >= words[chain[1][-1][0]][0] + APART]
            if fitting:
                total, chain = max(fitting, key=lambda each: each[0])
                more.append((total + share, [*chain, (place, heading)]))
        chains = sorted([*chains, *more], key=lambda each: -each[0])[:MOST_CHAINS]
    found = [(float(words[place][0]), heading[:TITLE_LETTERS]) for place, heading in chains[0][1]]
    if len(found) < 2:
        return []
    chapters: list[Chapter] = [[round(at, 2), heading] for at, heading in found]
    if found[0][0] < SHORTEST_CHAPTER:
        chapters[0][0] = 0.0
        return chapters
    return [[0.0, _title(words[:TITLE_WORDS])], *chapters]


def _spoken(words: Sequence[Word], heading: str) -> list[tuple[int, float]]:
    """The sentences in which enough of a heading's words are said: where each begins, and which share of them."""
    wanted = _stems(heading)
    if not wanted:
        return []
    said_at = [place for place, word in enumerate(words) if _stems(str(word[2])) & wanted]
    window = 2 * len(wanted) + 4
    found: dict[int, float] = {}
    for place in said_at:
        heard = set().union(*(_stems(str(word[2])) for word in words[place : place + window]))
        share = len(heard & wanted) / len(wanted)
        if share >= HEARD:
            found.setdefault(_sentence(words, place), share)
    return sorted(found.items(), key=lambda each: -each[1])[:MOST_CHAINS]


def _sentence(words: Sequence[Word], place: int) -> int:
    """Where the sentence begins in which the word at `place` is said."""
    begin = place
    while begin > 0 and place - begin < RUN_UP:
        before = words[begin - 1]
        if str(before[2]).endswith((".", "?", "!")) or words[begin][0] - before[1] >= PAUSE:
            return begin
        begin -= 1
    return begin if begin == 0 else place


def _stems(text: str) -> set[str]:
    """What its words begin with, in small letters; short words count only where there are no others."""
    words = re.findall(r"\w+", text.casefold())
    return {word[:STEM] for word in words if len(word) > LONG} or set(words)


def _title(words: Sequence[Word]) -> str:
    """The first words, as far as a sentence or a clause goes."""
    text = said(words)
    for end in ".?!,;:":
        head = text.split(end)[0]
        if len(head.split()) >= 3:
            text = head
            break
    if len(text) > TITLE_LETTERS:
        text = text[:TITLE_LETTERS].rsplit(" ", 1)[0]
    text = text.strip(" ,;:.?!")
    return text[:1].upper() + text[1:]
