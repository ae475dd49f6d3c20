"""Chapters are proposed where the headings of a page, or of the notes, are spoken of; what people named stays."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import at
from tests.cast import Cast
from tests.media.clips import clip
from tests.media.spoken import lines_of, recorded, said_in
from tests.media.test_upload_pages import TUS
from upwell.core.jobs import run_waiting
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.media.actions.chapters import set_chapters
from upwell.media.actions.takes import keep_take
from upwell.media.models import Recording, Upload
from upwell.media.recordings.chapters import headed
from upwell.media.tasks import sweep_recordings

SAID = [
    *["Hello, I am Amara and this is the pump.", "First you look at the person in the bed, always."],
    *["Then you read what the screen says to you.", "It may say that the line is blocked somewhere."],
    *["A blocked line has four places where you look.", "The elbow is the first of them, and the clamp is next."],
    *["When there is air in the line, you close the clamp.", "Never send a bubble on."],
]
HEADINGS = ["Look at the person", "Something nobody says", "Blocked: where to look", "Air in the line"]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


def test_each_begins_with_the_sentence_that_speaks_of_it() -> None:
    found = headed(lines_of(SAID, every=12), HEADINGS, seconds=96)
    assert found == [[0.0, "Look at the person"], [48.0, "Blocked: where to look"], [72.0, "Air in the line"]]
    assert headed(lines_of(SAID, every=12), ["Something nobody says", "Air in the line"], seconds=96) == []
    assert headed(lines_of(SAID, every=1), HEADINGS, seconds=8) == []
    assert headed([], HEADINGS, seconds=96) == []


def test_the_headings_of_its_page_name_them_until_somebody_does(cast: Cast) -> None:
    file = recorded(cast.author)
    Recording.objects.update(seconds=96.0)
    said_in(file, SAID, every=12)
    text = {"type": "text", "text": "\n\n".join(f"## {heading}\n\nWords." for heading in HEADINGS)}
    film = {"type": "video", "id": "film", "file": file.sha256}
    item = start_module(by=cast.author, title="The pump", blocks=[film, text])
    publish_module(item, by=cast.author)
    row = Recording.objects.get()
    assert [title for _second, title in row.chapters] == [HEADINGS[0], HEADINGS[2], HEADINGS[3]]
    assert Item.objects.get(pk=item.pk).seconds > 96  # it takes as long to see as to read
    set_chapters(row, by=cast.author, named=[(3, "Mine")])
    said_in(file, SAID, every=12)
    assert Recording.objects.get().chapters == [[3, "Mine"]]


def test_a_page_counts_its_film_once_that_plays(cast: Cast) -> None:
    file = recorded(cast.author, "talk.mp4")
    Recording.objects.update(seconds=None)
    item = start_module(by=cast.author, title="A talk", blocks=[{"type": "video", "file": file.sha256}])
    publish_module(item, by=cast.author)
    before = Item.objects.get(pk=item.pk).seconds
    Recording.objects.all().delete()
    sweep_recordings(0)
    run_waiting()
    assert Item.objects.get(pk=item.pk).seconds == before + 9


def test_the_headings_of_the_notes_go_with_the_take(cast: Cast) -> None:
    client = at(cast.author)
    headings = b64encode("\n".join(HEADINGS).encode()).decode()
    said = {
        "Upload-Defer-Length": "1",
        "Upload-Metadata": f"filename {b64encode(b'a.mp4').decode()},take MQ==,headings {headings}",
    }
    address = client.post("/uploads/", headers={**TUS, **said})["Location"]
    take = Upload.objects.get(key=address.split("/")[2])
    take.path.write_bytes(clip("film.mp4"))
    keep_take(take, by=cast.author)
    assert Recording.objects.get().headings == HEADINGS
