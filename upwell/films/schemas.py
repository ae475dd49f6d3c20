"""The shape of storyboards in the API."""

from __future__ import annotations

from typing import Annotated, Literal

import ninja
from pydantic import Field, StringConstraints

from upwell.core.fields import Input, JsonId
from upwell.films.models import Film, Storyboard
from upwell.films.saying import BoardSaid, SceneSaid

Language = Literal["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "ro", "tr"]
Seconds = Annotated[float, Field(ge=0, le=100_000, strict=True)]


class StoryboardIn(Input):
    """A film: its title, how it looks and sounds."""

    title: Annotated[str, StringConstraints(max_length=200)] = ""
    look: Literal["paper", "deep", "kelp"] = "paper"
    transition: Literal["fade", "cut"] = "fade"
    is_spoken: Annotated[bool, Field(strict=True)] = True
    language: Language = "en"

    def said(self) -> BoardSaid:
        """What the actions take."""
        return BoardSaid(**self.model_dump())


class SceneIn(Input):
    """What is written of a scene; `begin` and `end` are the seconds of a clip."""

    title: Annotated[str, StringConstraints(max_length=80)] = ""
    words: Annotated[str, StringConstraints(max_length=600)] = ""
    narration: Annotated[str, StringConstraints(max_length=3000)] = ""
    begin: Seconds = 0.0
    end: Seconds | None = None

    def said(self) -> SceneSaid:
        """What the actions take."""
        return SceneSaid(self.title, self.words, self.narration, self.begin, self.end)


class NewSceneIn(SceneIn):
    """A scene to be added at the end: words, or a clip of the recording of one's own file."""

    kind: Literal["text", "clip"] = "text"
    recording: JsonId | None = None


class SceneOut(ninja.Schema):
    """A scene."""

    id: int
    kind: str
    title: str
    words: str
    narration: str
    begin: float
    end: float | None


class FilmOut(ninja.Schema):
    """How far a film is: waiting, working, ready or failed; why it failed; the SHA-256 of its file once there is one."""

    state: str
    percent: int
    fault: str
    seconds: float
    file: str | None

    @staticmethod
    def resolve_file(film: Film) -> str | None:
        """The name under which its file is kept."""
        return film.file.sha256 if film.file is not None else None


class StoryboardOut(ninja.Schema):
    """A storyboard with its scenes in order and its film, if one was asked for."""

    id: int
    title: str
    look: str
    transition: str
    is_spoken: bool
    language: str
    scenes: list[SceneOut]
    film: FilmOut | None

    @staticmethod
    def resolve_scenes(storyboard: Storyboard) -> list[object]:
        """In order."""
        return list(storyboard.scenes.all())

    @staticmethod
    def resolve_film(storyboard: Storyboard) -> Film | None:
        """The latest one."""
        return getattr(storyboard, "film", None)


class FilmUsedOut(ninja.Schema):
    """The draft that shows the film."""

    item: int
