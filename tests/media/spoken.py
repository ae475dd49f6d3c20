"""Recordings for tests, and what is said in them, without anything that listens: the words are put there as a listener would."""

from collections.abc import Sequence

from tests.media.clips import clip
from upwell.core.jobs import run_waiting
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.media.actions import add_file
from upwell.media.actions.captions import keep_captions
from upwell.media.models import Recording, StoredFile, Transcript
from upwell.people.models import Person

SAID = ["Close the clamp first.", "Um so yes.", "Then open the door."]


def lines_of(sentences: Sequence[str], *, every: float = 0.6) -> list[list[list[object]]]:
    """Each sentence as a line that takes `every` seconds, its words evenly over it."""
    found: list[list[list[object]]] = []
    for number, sentence in enumerate(sentences):
        words = sentence.split()
        step = every / len(words)
        begins = [number * every + place * step for place in range(len(words))]
        found.append([[round(at, 2), round(at + step, 2), word] for at, word in zip(begins, words, strict=True)])
    return found


def recorded(by: Person | None, name: str = "film.mp4") -> StoredFile:
    """Two seconds of film that play."""
    file = add_file([clip(name)], name=name, by=by)
    run_waiting()
    return file


def said_in(file: StoredFile, sentences: Sequence[str] = SAID, *, every: float = 0.6) -> Transcript:
    """What is said in it, as the listener hands it over."""
    recording = Recording.objects.get(file=file)
    row, _is_new = Transcript.objects.get_or_create(recording=recording, defaults={"at": recording.asked_at})
    return keep_captions(row, {"language": "en", "lines": lines_of(sentences, every=every)})


def shown_on(file: StoredFile, by: Person, title: str = "Air in the line") -> Item:
    """A published module whose part `film` plays it."""
    item = start_module(
        by=by, title=title, blocks=[{"type": "video", "id": "film", "file": file.sha256, "caption": ""}]
    )
    publish_module(item, by=by)
    item.refresh_from_db()
    return item
