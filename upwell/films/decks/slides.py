"""What was found in a file of slides, as the reading process tells it to the one that started it."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

ANSWER = "slides.json"
MOST_SLIDES = 60  # as many as a film has scenes


@dataclass
class Slide:
    """One slide: its title, the words and the speaker's notes on it, and the file in the folder that shows it ('' for none).
    `is_whole` where that picture is the slide itself, and not one that stands on it."""

    title: str = ""
    words: str = ""
    notes: str = ""
    picture: str = ""
    is_whole: bool = False


@dataclass
class Slides:
    """All of them in order; `left_out` counts what could not come along."""

    slides: list[Slide] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def tell(self, folder: Path) -> None:
        """Write it down for the process that waits."""
        told = {"slides": [asdict(slide) for slide in self.slides], "left_out": +self.left_out}
        (folder / ANSWER).write_text(json.dumps(told), encoding="utf-8")


def told_in(folder: Path) -> Slides:
    """What the reading process wrote down."""
    told = json.loads((folder / ANSWER).read_text(encoding="utf-8"))
    return Slides([Slide(**slide) for slide in told["slides"]], Counter(told["left_out"]))
