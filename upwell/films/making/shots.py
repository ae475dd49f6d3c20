"""Scenes as they are filmed: how long each lasts, what is seen and heard in it, and what is said when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from upwell.core.store import store
from upwell.films.drawing.picture import Sight, caption_lines
from upwell.films.making import timing
from upwell.films.making.speaking import Voice, seconds_of, speak
from upwell.films.models import Look, Scene, SceneKind, Storyboard
from upwell.media.models import Recording, Transcript
from upwell.media.recordings.cuts import Cuts, Words, is_cut, kept_seconds, middle, shown_second

VERSION = 1  # of how scenes are drawn and put together: another one makes all clips anew


@dataclass(frozen=True)
class Stretch:
    """A piece of a recording as it came: its file, from which second to which, and what is cut out of it."""

    place: str  # in the store
    content_type: str
    begin: float
    end: float
    cuts: Cuts
    has_sound: bool

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return kept_seconds(self.cuts, end=self.end - self.begin)


@dataclass(frozen=True)
class Sound:
    """What is heard instead of a clip's own sound: spoken into a file of ours, or recorded by somebody and in the store."""

    spoken: Path | None = None
    place: str = ""
    content_type: str = "audio/wav"

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """A path on this machine, to be read."""
        if self.spoken is not None:
            yield self.spoken
            return
        with store().on_disk(self.place) as path:
            yield path


@dataclass(frozen=True)
class Shot:
    """One scene, ready to be filmed. `captions` are pieces that are drawn one after the other, each with its seconds."""

    sight: Sight
    seconds: float
    captions: list[tuple[list[str], float]] = field(default_factory=list)
    sound: Sound | None = None
    stretch: Stretch | None = None
    said: Words = field(default_factory=list)  # with seconds from the beginning of the scene
    title: str = ""

    @property
    def is_heard(self) -> bool:
        """Whether there is anything to hear in it."""
        return self.sound is not None or (self.stretch is not None and self.stretch.has_sound)

    def digest(self, after: Shot | None, transition: str) -> str:
        """What its clip depends on: two of the same are the same clip. Sounds and pictures are named by what is in them."""
        before = [after.sight, after.captions[-1:], after.stretch is not None] if after and transition == "fade" else []
        told = [VERSION, self.sight, self.seconds, self.captions, self.sound, self.stretch, before]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:32]


def sight_of(scene: Scene, look: Look) -> Sight:
    """What is to be seen in a scene; of a clip, its first picture."""
    picture = scene.picture.file if scene.picture else ""
    if scene.kind == SceneKind.CLIP and scene.recording is not None and scene.recording.has_poster:
        picture = scene.recording.place("poster.jpg")
    is_whole = scene.kind in {SceneKind.SLIDE, SceneKind.CLIP} and picture != ""
    words = "" if scene.kind in {SceneKind.SLIDE, SceneKind.CLIP} else scene.words
    return Sight(look, scene.title, words, picture, is_slide=is_whole)


def shots_of(storyboard: Storyboard, scenes: Sequence[Scene], *, by: Voice | None, folder: Path) -> list[Shot]:
    """All scenes in order; what is typed is spoken into `folder` where there is a voice, and not anew where it was."""
    return [_shot(scene, storyboard, by, folder) for scene in scenes]


def estimated_seconds(scene: Scene, *, has_voice: bool) -> float:
    """About how long a scene will last, without making anything."""
    if scene.voice is not None:
        said = scene.voice_seconds + timing.LEAD + timing.TAIL
    elif scene.narration.strip():
        words = timing.speaking_seconds(scene.narration) + timing.LEAD + timing.TAIL
        said = words if has_voice else _shown_seconds(scene.narration)
    else:
        said = 0.0
    if (stretch := stretch_of(scene)) is not None:
        return max(stretch.seconds, said)
    return _lasting(scene, said)


def stretch_of(scene: Scene) -> Stretch | None:
    """The piece of a recording that a clip shows; None for a scene without one."""
    recording = scene.recording
    if scene.kind != SceneKind.CLIP or recording is None:
        return None
    end = min(scene.end or recording.seconds or 0, recording.seconds or 0)
    begin = max(0.0, min(scene.begin, end - 0.5))
    cuts = [
        [max(one, begin) - begin, min(two, end) - begin] for one, two in recording.cuts if one < end and two > begin
    ]
    return Stretch(recording.file.file, recording.file.content_type, begin, end, cuts, recording.has_sound)


def _shot(scene: Scene, storyboard: Storyboard, by: Voice | None, folder: Path) -> Shot:
    sight = sight_of(scene, Look(storyboard.look))
    sound = _sound(scene, storyboard, by, folder)
    stretch = stretch_of(scene)
    heard = 0.0
    if sound is not None:
        heard = seconds_of(sound.spoken) if sound.spoken else scene.voice_seconds
    said_for = heard + timing.LEAD + timing.TAIL if sound else 0.0
    said = _said(scene, heard) if sound else []
    captions: list[tuple[list[str], float]] = []
    if sound is None and scene.narration.strip() and stretch is None:
        captions = _captions(scene.narration)
        said_for = sum(seconds for _lines, seconds in captions)
        said = _said_in(captions)
    if stretch is not None:
        seconds = max(stretch.seconds, said_for)
        said = said or _said_there(scene.recording, stretch)
        if not said and scene.narration.strip():
            said = timing.timed(scene.narration, begin=0.0, seconds=seconds)
    else:
        seconds = _lasting(scene, said_for)
    seconds = timing.whole_frames(seconds)
    if captions:
        last, shown = captions[-1]
        captions[-1] = (last, round(shown + seconds - sum(each for _lines, each in captions), 2))
    return Shot(sight, seconds, captions, sound, stretch, said, scene.title)


def _lasting(scene: Scene, said: float) -> float:
    """A scene lasts as long as what is said in it; where nothing is, as long as it takes to read."""
    if said:
        return max(said, timing.LEAST)
    read = timing.reading_seconds(f"{scene.title} {scene.words}" if scene.kind != SceneKind.SLIDE else "")
    return max(read, timing.PICTURE_ALONE if scene.picture else timing.LEAST)


def _sound(scene: Scene, storyboard: Storyboard, by: Voice | None, folder: Path) -> Sound | None:
    """What somebody recorded for a scene, else what they typed, spoken; None where neither can be."""
    if scene.voice is not None:
        return Sound(place=scene.voice.file, content_type=scene.voice.content_type)
    if by is None or not storyboard.is_spoken or not scene.narration.strip():
        return None
    told = [by.command, storyboard.language, scene.narration]
    sound = folder / f"voice-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]}.wav"
    if not sound.is_file():
        speak(by, scene.narration, language=storyboard.language, sound=sound)
    return Sound(spoken=sound)


def _said(scene: Scene, heard: float) -> Words:
    """What is said in a scene: what was typed, over the time of the voice; where nothing was, what was heard in it."""
    if scene.narration.strip():
        return timing.timed(scene.narration, begin=timing.LEAD, seconds=heard)
    written = Transcript.objects.filter(recording__file=scene.voice).first() if scene.voice else None
    return (
        [[[a + timing.LEAD, b + timing.LEAD, word] for a, b, word in line] for line in written.lines] if written else []
    )


def _said_there(recording: Recording | None, stretch: Stretch) -> Words:
    """What is said in the piece of a recording, at the seconds of the clip."""
    written = Transcript.objects.filter(recording=recording).first()
    if written is None:
        return []
    kept = [
        [
            word
            for word in line
            if stretch.begin <= middle(word) < stretch.end and not is_cut(stretch.cuts, middle(word) - stretch.begin)
        ]
        for line in written.lines
    ]
    return [[[_there(stretch, a), _there(stretch, b), word] for a, b, word in line] for line in kept if line]


def _there(stretch: Stretch, second: float) -> float:
    return max(0.0, shown_second(stretch.cuts, second - stretch.begin))


def _shown_seconds(narration: str) -> float:
    return sum(max(2.5, timing.reading_seconds(" ".join(lines))) for lines in caption_lines(narration))


def _captions(narration: str) -> list[tuple[list[str], float]]:
    """The words in pieces of two lines, each for as long as it takes to read them."""
    pieces = caption_lines(narration)
    return [(lines, timing.whole_frames(max(2.5, timing.reading_seconds(" ".join(lines))))) for lines in pieces]


def _said_in(captions: Sequence[tuple[list[str], float]]) -> Words:
    found: Words = []
    begin = 0.0
    for lines, seconds in captions:
        found += timing.timed(" ".join(lines), begin=begin, seconds=seconds)
        begin += seconds
    return found
