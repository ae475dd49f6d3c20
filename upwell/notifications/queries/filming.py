"""Who hears what became of a film or a recording that was left to be made: whoever asked for it or brought it, and nobody else."""

from __future__ import annotations

from collections.abc import Callable

from upwell.core.journal import Happening
from upwell.films.models import Film
from upwell.library.models import Item
from upwell.media.models import MakingState, Recording, StoredFile
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.told import Telling
from upwell.people.models import Person
from upwell.practice.models import Practice, Take
from upwell.practice.queries.pages import pages_playing


def _film(line: Happening) -> Film | None:
    return (
        Film.objects.select_related("storyboard__by").filter(pk=line["object"], storyboard__by__is_active=True).first()
    )


def _film_made(line: Happening) -> Telling | None:
    film = _film(line)
    if film is None or film.state != MakingState.READY:
        return None
    return Telling(NoticeKind.FILM_READY, {film.storyboard.by_id}, None, film.storyboard)


def _film_failed(line: Happening) -> Telling | None:
    """With the reason; not once it was asked for again."""
    film = _film(line)
    if film is None or film.state != MakingState.FAILED:
        return None
    return Telling(NoticeKind.NOT_MADE, {film.storyboard.by_id}, None, film.storyboard, film.fault)


def _recording_failed(line: Happening) -> Telling | None:
    """Whoever brought it first, with the reason, and where it should have played."""
    recording = Recording.objects.select_related("file__by").filter(pk=line["object"]).first()
    if recording is None or recording.state != MakingState.FAILED or not recording.file.by:
        return None
    person = recording.file.by
    if not person.is_active:
        return None
    return Telling(NoticeKind.NOT_MADE, {person.pk}, None, _place_of(recording.file, person), recording.fault)


def _place_of(file: StoredFile, person: Person) -> Practice | Item | StoredFile:
    """The practice it is a take of, else the first page of theirs that should play it, else the film itself."""
    if take := Take.objects.select_related("practice").filter(file=file).first():
        return take.practice
    return next(iter(pages_playing(file, person)), file)


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "film.made": _film_made,
    "film.failed": _film_failed,
    "recording.failed": _recording_failed,
}
