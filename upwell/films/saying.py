"""What people say of a storyboard and its scenes, as actions take it, checked in their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.core.refusals import text_fault
from upwell.core.text import clean, one_line
from upwell.films.models import Look, Transition
from upwell.films.models.storyboard import LANGUAGES

LONGEST_TITLE = 200
LONGEST_SCENE_TITLE, LONGEST_WORDS, LONGEST_NARRATION = 80, 600, 3000
MOST_LINES = 12  # of words in one scene: what is drawn can still be read


@dataclass(frozen=True)
class BoardSaid:
    """What a film is called, and how all of its scenes look and sound."""

    title: str = ""
    look: str = Look.PAPER
    transition: str = Transition.FADE
    is_spoken: bool = True
    language: str = "en"


@dataclass(frozen=True)
class SceneSaid:
    """What is written of one scene; `begin` and `end` are the seconds of a clip, as its recording came."""

    title: str = ""
    words: str = ""
    narration: str = ""
    begin: float = 0.0
    end: float | None = None


@dataclass(frozen=True)
class Gone:
    """A scene that was taken out: what stood in its row, by column, as JSON has it."""

    facts: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called by."""
        return str(self.facts["title"] or self.facts["words"] or self.facts["narration"])[:80]


def checked_board(said: BoardSaid) -> BoardSaid:
    """The same in one form. Refused in words: a title that is too long, and a look, a transition or a language that is none."""
    title = one_line(said.title)
    faults = {"title": text_fault(title, LONGEST_TITLE)}
    if said.look not in Look.values or said.transition not in Transition.values or said.language not in dict(LANGUAGES):
        faults["look"] = _("Choose one of these.")
    _refuse(faults)
    return BoardSaid(title, said.look, said.transition, said.is_spoken, said.language)


def checked_scene(said: SceneSaid) -> SceneSaid:
    """The same in one form. Refused in words: what is too long to be read or heard in one scene, and seconds that run
    backwards."""
    title, words, narration = one_line(said.title), clean(said.words), clean(said.narration)
    faults = {
        "title": text_fault(title, LONGEST_SCENE_TITLE),
        "words": text_fault(words, LONGEST_WORDS),
        "narration": text_fault(narration, LONGEST_NARRATION),
        "end": "",
    }
    if len(words.split("\n")) > MOST_LINES:
        faults["words"] = _("More than %(most)s lines cannot be read on one picture. Make a second scene.") % {
            "most": MOST_LINES
        }
    if said.begin < 0 or (said.end is not None and said.end <= said.begin):
        faults["end"] = _("The clip ends before it begins.")
    _refuse(faults)
    return SceneSaid(title, words, narration, round(said.begin, 2), said.end and round(said.end, 2))


def _refuse(faults: dict[str, str]) -> None:
    if found := {name: fault for name, fault in faults.items() if fault}:
        raise ValidationError({name: [fault] for name, fault in found.items()})
