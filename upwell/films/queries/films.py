"""What a film would be made of: which scenes, how long together, and a name that changes when any of it does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from upwell.films.making.shots import VERSION, estimated_seconds
from upwell.films.making.speaking import Voice
from upwell.films.models import Scene, Storyboard


def scenes_of(storyboard: Storyboard) -> list[Scene]:
    """The scenes in order, with all that is shown in them."""
    return list(storyboard.scenes.select_related("picture", "recording__file", "voice"))


def digest_of(storyboard: Storyboard, scenes: Sequence[Scene], by: Voice | None) -> str:
    """A name for the film as it would be made now: two that would be alike have the same."""
    speaks = by.command if by is not None and storyboard.is_spoken else None
    board = [VERSION, storyboard.look, storyboard.transition, storyboard.language, speaks]
    facts = [
        [scene.kind, scene.title, scene.words, scene.narration, scene.picture_id, scene.voice_id, _clip(scene)]
        for scene in scenes
    ]
    return hashlib.sha256(json.dumps([board, facts]).encode()).hexdigest()


def length_of(storyboard: Storyboard, scenes: Sequence[Scene], by: Voice | None) -> float:
    """About how many seconds it would last."""
    has_voice = by is not None and storyboard.is_spoken
    return sum(estimated_seconds(scene, has_voice=has_voice) for scene in scenes)


def _clip(scene: Scene) -> list[object]:
    recording = scene.recording
    return [] if recording is None else [recording.pk, scene.begin, scene.end, recording.cuts]
