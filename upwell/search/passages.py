"""What is said in a recording as passages short enough that opening one opens the moment that was meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from upwell.media.models import MakingState, Recording, Transcript
from upwell.media.recordings.captions import said
from upwell.media.recordings.cuts import Word, kept_words

LONGEST = 15.0  # seconds
PAUSE = 1.5  # seconds of silence that end a passage


@dataclass(frozen=True)
class Passage:
    """Words said between two seconds of a recording as it came."""

    begin: float
    end: float
    text: str


def passages(recording: Recording) -> list[Passage]:
    """At most fifteen seconds each, in order, without what was cut out; none where nothing was written down."""
    transcript: Transcript | None = getattr(recording, "transcript", None)
    if transcript is None or transcript.state != MakingState.READY:
        return []
    found: list[list[Word]] = []
    for word in (word for line in kept_words(transcript.lines, recording.cuts) for word in line if word[2]):
        last = found[-1] if found else []
        if not last or word[1] - last[0][0] > LONGEST or word[0] - last[-1][1] > PAUSE or word[0] < last[-1][0]:
            found.append([])
        found[-1].append(word)
    return [_passage(words) for words in found]


def _passage(words: Sequence[Word]) -> Passage:
    return Passage(words[0][0], words[-1][1], said(words))
