"""The tables of films; each noun has its own file."""

from upwell.films.models.deck import Deck
from upwell.films.models.film import Film
from upwell.films.models.scene import Scene, SceneKind
from upwell.films.models.storyboard import Look, Storyboard, StoryboardQuerySet, Transition

__all__ = ["Deck", "Film", "Look", "Scene", "SceneKind", "Storyboard", "StoryboardQuerySet", "Transition"]
