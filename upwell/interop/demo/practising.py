"""Tells what the demo's people practise before a few, and whom a film names, through the actions that a page would call."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from upwell.media.actions import add_file, pieces_of
from upwell.media.actions.consenting import name_filmed
from upwell.media.models import StoredFile
from upwell.people.models import Person
from upwell.practice.actions.asking import Asked, ask_for_practice
from upwell.practice.actions.recording import record_film
from upwell.practice.actions.saying import comment_take, mark_take
from upwell.practice.actions.showing import show_take, watch_take
from upwell.practice.models import Practice, Take

Fields = dict[str, Any]
FILM = "blocked-line.mp4"


class PractisingTeller:
    """Knows practices by their names in the file; whatever is said is said of the latest take."""

    def __init__(self, people: dict[str, Person], folder: Path) -> None:
        self._people, self._film = people, folder / FILM
        self._practices: dict[str, Practice] = {}
        self._films: dict[str, StoredFile] = {}
        self._numbers = count(1)

    def ask(self, line: Fields) -> None:
        """Somebody asks a colleague, or themselves."""
        asked = Asked(line["title"], line["prompt"], line["aim"], line["aspects"])
        person = self._people[line["person"]] if "person" in line else self._by(line)
        self._practices[line["practice"]] = ask_for_practice(asked, by=self._by(line), person=person)

    def record(self, line: Fields) -> None:
        """They record a take."""
        practice = self._practices[line["practice"]]
        record_film(practice, self._content(), by=self._by(line), name=f"{practice.title}.mp4")

    def show(self, line: Fields) -> None:
        """They show it to somebody."""
        person = self._people[line["person"]]
        show_take(self._take(line), by=self._by(line), person=person, as_what=line["as_what"])

    def watch(self, line: Fields) -> None:
        """Somebody watches it."""
        watch_take(self._take(line), by=self._by(line))

    def say(self, line: Fields) -> None:
        """They say something of it."""
        comment_take(self._take(line), by=self._by(line), text=line["text"], second=line.get("second"))

    def reply(self, line: Fields) -> None:
        """They reply to what was said last."""
        take = self._take(line)
        said = take.thread.comments.filter(reply_to=None).order_by("-pk")[0]
        comment_take(take, by=self._by(line), text=line["text"], reply_to=said)

    def mark(self, line: Fields) -> None:
        """They say how they see one of the things looked for."""
        take = self._take(line)
        aspect = take.practice.aspects.get(place=line["place"])
        mark_take(take, by=self._by(line), aspect=aspect, level=line["level"], reason=line["reason"])

    def film(self, line: Fields) -> None:
        """Somebody brings a film."""
        self._films[line["film"]] = add_file(self._content(), name=line["film"], by=self._by(line))

    def name(self, line: Fields) -> None:
        """They name whoever is seen in it."""
        person = self._people[line["person"]]
        name_filmed(self._films[line["film"]], by=self._by(line), person=person, reach=line["reach"])

    def _content(self) -> list[bytes]:
        """The demo's film, each time with another empty box at its end: no two recordings are the same, bit for bit."""
        mark = f"{next(self._numbers):08}".encode()
        return [*pieces_of(self._film), (8 + len(mark)).to_bytes(4), b"free", mark]

    def _by(self, line: Fields) -> Person:
        return self._people[line["by"]]

    def _take(self, line: Fields) -> Take:
        takes = self._practices[line["practice"]].takes.select_related("practice", "thread")
        return takes.order_by("-number")[0]
