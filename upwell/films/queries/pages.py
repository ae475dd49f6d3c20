"""The pages of films, each with what it draws, in a few queries whatever the number of scenes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from upwell.core.paging import Page, page
from upwell.films.making.shots import VERSION
from upwell.films.making.speaking import voice
from upwell.films.models import Deck, Film, Scene, Storyboard
from upwell.films.queries.films import digest_of, scenes_of
from upwell.media.models import MakingState
from upwell.people.models import Person

MOST_DECKS = 3  # of which the page still says what became of them


@dataclass(frozen=True)
class Standing:
    """How far a storyboard's film and slides have come."""

    storyboard: Storyboard
    film: Film | None
    decks: list[Deck]
    is_changed: bool  # since the film was made

    @property
    def is_reading(self) -> bool:
        """Whether slides are still coming in."""
        return any(deck.is_in_work for deck in self.decks)

    @property
    def is_in_work(self) -> bool:
        """Whether the page should ask again."""
        return self.is_reading or (self.film is not None and self.film.is_in_work)

    @property
    def is_waiting(self) -> bool:
        """Whether its turn has not come yet."""
        return self.film is not None and self.film.state == MakingState.WAITING


def storyboards_of(person: Person, *, after: str = "", size: int = 20) -> Page[Storyboard]:
    """One's storyboards, the one changed last first, each with its film."""
    own = Storyboard.objects.visible_to(person).select_related("film__file").prefetch_related("scenes")
    return page(own, by=("-saved_at", "-id"), after=after, size=size)


def standing(storyboard: Storyboard, scenes: list[Scene] | None = None) -> Standing:
    """How far film and slides have come."""
    film = Film.objects.select_related("file", "item").filter(storyboard=storyboard).first()
    decks = list(storyboard.decks.order_by("-pk")[:MOST_DECKS])
    is_changed = False
    if film is not None and film.file is not None and not film.is_in_work:
        is_changed = film.made_digest != digest_of(storyboard, scenes or scenes_of(storyboard), voice())
    return Standing(storyboard, film, decks, is_changed)


def look_of(scene: Scene, storyboard: Storyboard) -> str:
    """A name for what its picture shows, which is another as soon as that changes."""
    shown = [VERSION, storyboard.look, scene.kind, scene.title, scene.words, scene.picture_id, scene.recording_id]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:12]
