"""What the page one makes a film on draws: its scenes, each with its form, in a few queries whatever their number."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.films.forms import SceneForm
from upwell.films.making.shots import estimated_seconds
from upwell.films.making.speaking import voice
from upwell.films.making.timing import clock
from upwell.films.models import Scene, SceneKind, Storyboard
from upwell.films.queries.clips import Choices, offered_recordings
from upwell.films.queries.films import scenes_of
from upwell.films.queries.pages import Standing, look_of, standing
from upwell.people.models import Person


@dataclass(frozen=True)
class Card:
    """A scene on the page: its form, about how long it lasts, and a name for how it looks now."""

    scene: Scene
    form: SceneForm
    seconds: float
    look: str

    @property
    def lasts(self) -> str:
        """As a clock shows it."""
        return clock(round(self.seconds))


@dataclass(frozen=True)
class Board:
    """The page one makes a film on."""

    storyboard: Storyboard
    cards: list[Card]
    standing: Standing
    voice: str

    @property
    def lasts(self) -> str:
        """About how long the film will be."""
        return clock(round(sum(card.seconds for card in self.cards)))


def board(storyboard: Storyboard, person: Person, *, typed: SceneForm | None = None, on: int = 0) -> Board:
    """The page of one storyboard; with what was `typed` on one scene and refused."""
    scenes, speaks = scenes_of(storyboard), voice()
    offered = offered_recordings(person) if any(scene.kind == SceneKind.CLIP for scene in scenes) else []
    has_voice = speaks is not None and storyboard.is_spoken
    cards = [
        card(scene, storyboard, offered, has_voice=has_voice, form=typed if scene.pk == on else None)
        for scene in scenes
    ]
    return Board(storyboard, cards, standing(storyboard, scenes), speaks.name if speaks else "")


def card(
    scene: Scene, storyboard: Storyboard, offered: Choices, *, has_voice: bool, form: SceneForm | None = None
) -> Card:
    """One scene of it."""
    filled = form or SceneForm(scene=scene, recordings=offered)
    return Card(scene, filled, estimated_seconds(scene, has_voice=has_voice), look_of(scene, storyboard))
