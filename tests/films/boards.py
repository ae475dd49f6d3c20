"""Storyboards for tests, and a voice that speaks without an engine."""

from __future__ import annotations

import sys
from pathlib import Path

from upwell.films.actions.scenes import write_scene
from upwell.films.actions.storyboards import start_storyboard
from upwell.films.models import Scene, Storyboard
from upwell.films.saying import BoardSaid, SceneSaid
from upwell.people.models import Person

HUM = """
import sys, wave
words = sys.stdin.read()
with wave.open(sys.argv[1], "wb") as sound:
    sound.setparams((1, 2, 16000, 0, "NONE", ""))
    sound.writeframes(b"\\0\\1" * 16000)
"""


def humming(folder: Path) -> str:
    """A setting UPWELL_VOICE that hums for a second, whatever the words."""
    engine = folder / "hum.py"
    engine.write_text(HUM)
    return f"{sys.executable} {engine} {{sound}}"


def begun(by: Person, title: str = "Letters that get read", narration: str = "") -> tuple[Storyboard, Scene]:
    """A storyboard with its one scene, on which something is written."""
    board = start_storyboard(by=by, said=BoardSaid(title=title))
    scene = write_scene(board.scenes.get(), by=by, said=SceneSaid("Ask first", narration=narration))
    return board, scene
