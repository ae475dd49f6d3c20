"""Recordings over the wire: by tickets that are one person's, for some hours, with ranges; and where one left off."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.browsing import at
from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_file_pages import body
from upwell.core.jobs import run_waiting
from upwell.media.actions import add_file
from upwell.media.models import StoredFile, Viewing
from upwell.media.recordings.tickets import ticket_for


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"  # captions have tests of their own
    yield


@pytest.fixture
def film(cast: Cast) -> StoredFile:
    """A film that is ready to play."""
    file = add_file([clip("film.mp4")], name="film.mp4", by=cast.author)
    run_waiting()
    return file


def test_a_page_learns_how_it_plays_and_a_player_gets_its_pieces(cast: Cast, film: StoredFile) -> None:
    client = at(cast.asker)
    told = client.get(f"/recordings/{ticket_for(film, cast.asker)}/").json()
    assert (told["state"], told["percent"], told["second"]) == ("ready", 100, 0)
    assert [size["label"] for size in told["sizes"]] == ["120p"]
    assert client.get(told["poster"])["Content-Type"] == "image/jpeg"
    lists = client.get(told["list"]).content.decode().splitlines()
    assert "RESOLUTION=160x120" in lists[-2]
    pieces = client.get(lists[-1])
    assert pieces["Content-Type"] == "application/vnd.apple.mpegurl"
    address = told["sizes"][0]["url"]
    assert address in pieces.content.decode()
    whole = body(client.get(address))
    for asked, begin, end in (("bytes=0-99", 0, 100), ("bytes=100-", 100, len(whole)), ("bytes=5-999999999", 5, None)):
        part = client.get(address, headers={"Range": asked})
        assert (part.status_code, body(part)) == (206, whole[begin:end])
    assert client.get(address, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    assert client.get(address.replace("120p", "360p")).status_code == 404


def test_a_ticket_is_one_persons_and_for_some_hours(cast: Cast, film: StoredFile) -> None:
    ticket = ticket_for(film, cast.asker)
    told = at(cast.asker).get(f"/recordings/{ticket}/").json()
    addresses = [f"/recordings/{ticket}/", told["list"], told["poster"], told["sizes"][0]["url"]]
    changed = f"/recordings/{ticket.replace(str(film.pk), str(film.pk + 1), 1)}/"
    for address in addresses:
        assert Client().get(address).status_code == 302
        assert at(cast.admin).get(address).status_code == 404
    assert at(cast.asker).get(changed).status_code == 404
    assert at(cast.asker).get("/recordings/nonsense/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        assert at(cast.asker).get(addresses[0]).status_code == 404


def test_where_one_left_off_is_ones_own(cast: Cast, film: StoredFile) -> None:
    mine, others = f"/recordings/{ticket_for(film, cast.asker)}/", f"/recordings/{ticket_for(film, cast.lead)}/"
    client = at(cast.asker)
    for second, played in ((1.0, [[0, 1]]), (1.5, [[1, 1.5]])):
        sent = json.dumps({"second": second, "played": played})
        assert client.post(f"{mine}seen/", sent, content_type="application/json").status_code == 204
    viewing = Viewing.objects.get()
    assert (viewing.person, viewing.second, viewing.played) == (cast.asker, 1.5, [[0, 2]])
    assert client.get(mine).json()["second"] == 1.5
    assert at(cast.lead).get(others).json()["second"] == 0
    assert at(cast.lead).post(f"{mine}seen/", "{}", content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    "sent",
    ["", "[]", "{}", '{"second": "x"}', '{"second": NaN}', '{"second": 1, "played": [[1]]}', '{"second": 1e999}'],
)
def test_what_makes_no_sense_is_not_kept(cast: Cast, film: StoredFile, sent: str) -> None:
    address = f"/recordings/{ticket_for(film, cast.asker)}/seen/"
    assert at(cast.asker).post(address, sent, content_type="application/json").status_code == 400
    assert not Viewing.objects.exists()


def test_one_that_failed_says_why_to_whoever_opens_it(cast: Cast) -> None:
    file = add_file([b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 500], name="a.mp4", by=cast.author)
    run_waiting()
    told = at(cast.author).get(f"/recordings/{ticket_for(file, cast.author)}/").json()
    assert (told["state"], told["sizes"], told["list"]) == ("failed", [], "")
    assert told["fault"].endswith("Bring it again.")
