"""How long scenes last, and when each word of them is said.

Captions are read at some fourteen letters a second (the guidelines of the BBC say 160 to 180 words a minute); a voice says
about as many.
"""

import math
import re

from upwell.media.recordings.cuts import Words

FRAMES = 25  # a second
LETTERS_A_SECOND = 14.0
LEAST = 3.0  # seconds of any scene
PICTURE_ALONE = 5.0  # of one on which nothing is to be read and nothing is said
LEAD, TAIL = 0.6, 0.7  # seconds before and after a voice; in the lead one scene melts into the next
MOST_SECONDS = 20 * 60  # of a film
LINE_WORDS = 12  # of a line of captions, at most
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def whole_frames(seconds: float) -> float:
    """The next moment at which a frame ends."""
    return math.ceil(round(seconds * FRAMES, 3)) / FRAMES


def reading_seconds(text: str) -> float:
    """How long it takes to read it, with a moment to find it."""
    letters = len(" ".join(text.split()))
    return letters / LETTERS_A_SECOND + 1.0 if letters else 0.0


def speaking_seconds(text: str) -> float:
    """About how long a voice takes to say it."""
    return len(" ".join(text.split())) / LETTERS_A_SECOND


def timed(text: str, *, begin: float, seconds: float) -> Words:
    """The words in lines of a sentence or twelve words, each with the time that its letters have in the whole."""
    lines = [words[at : at + LINE_WORDS] for words in _sentences(text) for at in range(0, len(words), LINE_WORDS)]
    letters = sum(len(word) + 1 for line in lines for word in line)
    step = seconds / max(letters, 1)
    found: Words = []
    for line in lines:
        found.append([])
        for word in line:
            end = begin + (len(word) + 1) * step
            found[-1].append([round(begin, 2), round(end, 2), word])
            begin = end
    return found


def _sentences(text: str) -> list[list[str]]:
    return [words for each in _SENTENCE.split(text) if (words := each.split())]


def clock(seconds: float) -> str:
    """'1:05', as a clock shows it; hundredths where there are any."""
    minutes, rest = divmod(round(seconds, 2), 60)
    return f"{int(minutes)}:{int(rest):02}" if rest == int(rest) else f"{int(minutes)}:{rest:05.2f}"
