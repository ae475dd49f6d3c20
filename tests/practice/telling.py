"""How tests tell of practice: what is asked, what is recorded, and what the journal says of it."""

from itertools import count
from pathlib import Path
from typing import Any

from tests.cast import Cast
from tests.media.clips import clip
from upwell.core.models import Line
from upwell.media.actions.uploads import receive_pieces, start_upload
from upwell.media.models import Upload
from upwell.people.models import Person
from upwell.practice.actions.asking import Asked, ask_for_practice
from upwell.practice.actions.recording import record_take
from upwell.practice.actions.showing import show_take, watch_take
from upwell.practice.models import AsWhat, Practice, Take

_numbers = count()
ASKED = Asked(
    "The no that keeps a colleague", "A surgeon on the phone, late.", 60, ["The ask comes first", "It is kind"]
)


def asked(cast: Cast) -> Practice:
    """Greta asks Sofia, who reports to her."""
    return ask_for_practice(ASKED, by=cast.lead, person=cast.asker)


def uploaded(person: Person, name: str = "film.mp4") -> Upload:
    """What somebody has just recorded; no two are the same, bit for bit."""
    content = clip(name) + str(next(_numbers)).encode()
    upload = start_upload(by=person, name=name, byte_count=len(content), is_take=True)
    receive_pieces(upload, by=person, offset=0, pieces=[content])
    return upload


def recorded(practice: Practice) -> Take:
    """Whoever is to record it has."""
    person = practice.person
    return record_take(practice, by=person, upload=uploaded(person))


def watched(take: Take, viewer: Person, as_what: str = AsWhat.COACH) -> Take:
    """Shown to somebody, who has watched it."""
    show_take(take, by=take.practice.person, person=viewer, as_what=as_what)
    watch_take(take, by=viewer)
    return take


def said_of(kind: str) -> list[str]:
    """What the journal says of practices, takes or consents, in order."""
    return list(Line.objects.filter(object_kind=kind).order_by("id").values_list("verb", flat=True))


def keep_files_in(settings: Any, folder: Path) -> None:
    """A folder for the files of one test."""
    settings.FILES = folder / "files"
