"""What is said in a recording as passages short enough that opening one opens the moment that was meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from upwell.media.models import MakingState, Recording, Transcript
from upwell.media.recordings.captions import said
from upwell.media.recordings.cuts import Word, kept_words

SHORTEST, LONGEST = 2.0, 10.0  # seconds
PAUSE = 1.5  # seconds of silence that end a passage
SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！")


@dataclass(frozen=True)
class Passage:
    """Words said between two seconds of a recording as it came."""

    begin: float
    end: float
    text: str


def passages(recording: Recording) -> list[Passage]:
    """A sentence each, or short ones together, and at most ten seconds; in order, without what was cut out; none where
    nothing was written down, and none of a film that somebody who is seen in it holds back."""
    transcript: Transcript | None = getattr(recording, "transcript", None)
    if transcript is None or transcript.state != MakingState.READY or not recording.file.is_shown:
        return []
    found: list[list[Word]] = []
    for word in (word for line in kept_words(transcript.lines, recording.cuts) for word in line if word[2]):
        if not found or _is_over(found[-1], word):
            found.append([])
        found[-1].append(word)
    return [_passage(words) for words in found]


def _is_over(words: Sequence[Word], following: Word) -> bool:
    begin, end = words[0][0], words[-1][1]
    is_sentence = end - begin >= SHORTEST and str(words[-1][2]).endswith(SENTENCE_ENDS)
    return bool(
        is_sentence or following[1] - begin > LONGEST or following[0] - end > PAUSE or following[0] < words[-1][0]
    )


def _passage(words: Sequence[Word]) -> Passage:
    return Passage(words[0][0], words[-1][1], said(words))
