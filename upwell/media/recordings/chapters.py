"""Chapters that a recording could have: where whoever speaks stops to breathe before something new."""

from collections.abc import Sequence

from upwell.media.recordings.captions import said
from upwell.media.recordings.cuts import Word

Chapter = list[float | str]  # [second, title]
SHORTEST_RECORDING = 60.0  # seconds; what is shorter is one thing
SHORTEST_CHAPTER = 25.0
PAUSE = 0.7  # seconds of silence from which on something new may begin
MOST = 8
TITLE_WORDS, TITLE_LETTERS = 7, 60


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
