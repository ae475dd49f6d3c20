"""The jobs of films, in the queue of recordings: slides become scenes, and scenes a film, one after the other."""

from upwell.core import jobs
from upwell.films.actions.decks import read_deck as read
from upwell.films.actions.making import make_film
from upwell.films.models import Deck, Film


@jobs.task(queue="media")
def read_deck(deck_id: int) -> None:
    """Make scenes of slides."""
    deck = Deck.objects.select_related("file", "storyboard__by").filter(pk=deck_id).first()
    if deck is not None:
        read(deck)


@jobs.task(queue="media")
def make(film_id: int) -> None:
    """Make a film of its scenes."""
    film = Film.objects.select_related("storyboard__by").filter(pk=film_id).first()
    if film is not None:
        make_film(film)
