"""Takes: what somebody recorded or brought is theirs alone until they use it, as far as it came."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.browsing import at
from tests.cast import Cast
from tests.media.test_add_file import MP4
from tests.media.test_grow_a_file import encoded
from tests.media.test_upload_pages import TUS, begin, send
from upwell.core.models import Line
from upwell.media.actions.takes import keep_take
from upwell.media.actions.uploads import start_upload
from upwell.media.models import StoredFile, Upload
from upwell.media.tasks import sweep_uploads
from upwell.people.models import Person

FILM = MP4 + bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def recorded(person: Person, data: bytes = FILM) -> Upload:
    """A recording whose tab was closed: nobody said how long it is."""
    client = at(person)
    said = {"Upload-Defer-Length": "1", "Upload-Metadata": f"filename {encoded('Recording.mp4')},take {encoded('1')}"}
    address = client.post("/uploads/", headers={**TUS, **said})["Location"]
    if data:
        send(client, address, data, 0)
    return Upload.objects.get(key=address.split("/")[2])


def left_alone(take: Upload) -> None:
    """As if nobody had been at it for a minute."""
    before = timezone.now().timestamp() - 60
    os.utime(take.path, (before, before))


def test_an_interrupted_recording_is_kept_as_far_as_it_came(cast: Cast) -> None:
    take = recorded(cast.author)
    assert not StoredFile.objects.exists()
    file = keep_take(take, by=cast.author)
    assert (configured.FILES / file.file).read_bytes() == FILM
    assert list(file.brought_by.all()) == [cast.author]
    assert Line.objects.get(verb="file.added").actor_id == cast.author.pk


def test_keeping_it_twice_is_one_file_and_one_line(cast: Cast) -> None:
    take = recorded(cast.author)
    assert keep_take(take, by=cast.author) == keep_take(take, by=cast.author)
    assert Line.objects.filter(verb="file.added").count() == 1


def test_only_who_made_it_may_keep_it(cast: Cast) -> None:
    take = recorded(cast.author)
    for person in (cast.stranger, cast.steward):
        with pytest.raises(PermissionDenied):
            keep_take(take, by=person)
    assert not StoredFile.objects.exists()


def test_a_recording_of_which_nothing_came_says_so(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="empty"):
        keep_take(recorded(cast.author, b""), by=cast.author)


def test_a_film_of_which_part_is_missing_says_how_much(cast: Cast) -> None:
    take = start_upload(by=cast.author, name="Film.mp4", byte_count=3 * 1024**2, is_take=True)
    take.path.write_bytes(FILM + bytes(1024**2))
    with pytest.raises(ValidationError, match="1 MB of 3 MB are here"):
        keep_take(take, by=cast.author)


def test_what_is_no_film_at_all_is_refused_in_words_and_gone(cast: Cast) -> None:
    take = recorded(cast.author, b"MZ\x90\x00" + bytes(60))
    with pytest.raises(ValidationError, match="This is a program"):
        keep_take(take, by=cast.author)
    assert not [path for path in configured.FILES.rglob("*") if path.is_file()]


def test_a_whole_take_waits_and_is_forgotten_after_a_week(cast: Cast) -> None:
    client = at(cast.author)
    said: dict[str, Any] = {"Upload-Metadata": f"filename {encoded('Film.mp4')},take {encoded('1')}"}
    url = begin(client, **said)["Location"]
    send(client, url, FILM, 0)
    sweep_uploads(0)
    assert not StoredFile.objects.exists()
    assert client.get(url).json()["offset"] == len(FILM)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        sweep_uploads(0)
    assert not Upload.objects.exists()
    assert not [path for path in configured.FILES.rglob("*") if path.is_file()]


def test_a_take_is_looked_at_by_who_made_it_alone(cast: Cast) -> None:
    take = recorded(cast.author)
    looked = at(cast.author).get(f"/takes/{take.key}/", headers={"Range": "bytes=4-7"})
    assert (looked.status_code, b"".join(looked), looked["Content-Type"]) == (206, FILM[4:8], "video/mp4")
    assert (looked["Cache-Control"], looked["X-Content-Type-Options"]) == ("no-store", "nosniff")
    for person in (cast.stranger, cast.steward):
        assert at(person).get(f"/takes/{take.key}/").status_code == 404
        assert at(person).post(f"/takes/{take.key}/keep/").status_code == 404
        assert at(person).post(f"/takes/{take.key}/drop/").status_code == 404
    assert Upload.objects.filter(pk=take.pk).exists()


def test_a_page_gets_the_file_of_a_take_or_a_sentence(cast: Cast) -> None:
    client, take = at(cast.author), recorded(cast.author)
    kept = client.post(f"/takes/{take.key}/keep/")
    assert (kept.status_code, kept.json()["sha256"]) == (201, StoredFile.objects.get().sha256)
    program = recorded(cast.author, b"MZ\x90\x00" + bytes(60))
    refused = client.post(f"/takes/{program.key}/keep/")
    assert (refused.status_code, "program" in refused.json()["fault"]) == (422, True)


def test_a_take_is_thrown_away(cast: Cast) -> None:
    take = recorded(cast.author)
    assert at(cast.author).post(f"/takes/{take.key}/drop/")["Location"] == "/record/"
    assert not Upload.objects.exists()
    assert not [path for path in configured.FILES.rglob("*") if path.is_file()]


def test_a_voice_alone_is_a_sound(cast: Cast) -> None:
    voice = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"\x86A_OPUS" + bytes(100)
    file = keep_take(recorded(cast.author, voice), by=cast.author)
    assert (file.kind, file.content_type, file.name) == ("audio", "audio/webm", "Recording.weba")


def test_it_shows_whether_it_still_comes_in(cast: Cast) -> None:
    take = recorded(cast.author)
    assert (take.is_coming, take.is_usable) == (True, False)
    left_alone(take)
    assert (take.is_coming, take.is_interrupted, take.is_usable) == (False, True, True)
