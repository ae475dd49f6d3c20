"""Files over the wire: added by a form or as bare bytes, played from any place, and nothing of them runs here."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.browsing import at
from tests.cast import Cast
from tests.media.test_add_file import MP4, PDF
from upwell.media.actions import add_file
from upwell.media.models import StoredFile
from upwell.media.recordings.tickets import HOURS, address_for
from upwell.media.views.ranged import WINDOW


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_form_adds_a_file(cast: Cast) -> None:
    response = at(cast.newcomer).post("/files/add/", {"file": SimpleUploadedFile("Ward plan.pdf", PDF, "image/png")})
    assert response.status_code == 201
    row = StoredFile.objects.get()
    assert response.json() == {
        "sha256": row.sha256,
        "name": "Ward plan.pdf",
        "type": "application/pdf",
        "bytes": len(PDF),
        "kind": "pdf",
        "url": f"/files/{row.sha256}/",
    }


def test_bare_bytes_add_a_file_under_the_name_beside_them(cast: Cast) -> None:
    response = at(cast.newcomer).post(
        "/files/add/", MP4, content_type="application/octet-stream", headers={"X-File-Name": "%C3%9Cbergabe.exe.mp4"}
    )
    assert (response.status_code, response.json()["name"]) == (201, "Übergabe.exe.mp4")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file first."),
        ({"file": SimpleUploadedFile("a.pdf", b"MZ\x90\x00 and so on")}, "This is a program"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "empty"),
    ],
)
def test_what_does_not_fit_is_said_in_words(cast: Cast, sent: dict[str, Any], said: str) -> None:
    response = at(cast.author).post("/files/add/", sent)
    assert response.status_code == 422
    assert said in response.json()["fault"]


def test_a_form_that_brings_too_much_hears_so(cast: Cast, settings: Any) -> None:
    settings.FILE_MAX_BYTES = 1_000_000
    for path, field in (("/files/add/", "file"), ("/pictures/add/", "picture")):
        sent = {field: SimpleUploadedFile("film.mp4", MP4 + b"\x00" * 4_000_000)}
        response = at(cast.author).post(path, sent)
        assert (response.status_code, "larger than 0 MB" in response.json()["fault"]) == (422, True), path


def test_a_picture_of_60_mb_hears_its_own_size(cast: Cast) -> None:
    sent = {"picture": SimpleUploadedFile("big.png", b"\x89PNG" + b"\x00" * (60 * 1_048_576))}
    response = at(cast.author).post("/pictures/add/", sent)
    assert response.status_code == 422
    assert "has 60.0 MB; at most 12 MB" in response.json()["fault"]


def film(cast: Cast, length: int = 1_000) -> StoredFile:
    return add_file([MP4[:16] + bytes(index % 251 for index in range(length - 16))], name="film.mp4", by=cast.author)


def test_whoever_brought_it_gets_it_and_to_others_it_is_not_there(cast: Cast) -> None:
    row = film(cast)
    assert Client().get(row.get_absolute_url()).status_code == 302
    assert at(cast.author).get(row.get_absolute_url()).status_code == 200
    for person in (cast.stranger, cast.steward):
        assert at(person).get(row.get_absolute_url()).status_code == 404
    add_file([(configured.FILES / row.file).read_bytes()], name="same.mp4", by=cast.stranger)
    assert at(cast.stranger).get(row.get_absolute_url()).status_code == 200
    assert at(cast.author).get(f"/files/{'0' * 64}/").status_code == 404


def test_a_page_that_shows_it_lets_its_reader_in_for_some_hours(cast: Cast) -> None:
    row, other = film(cast), film(cast, 2_000)
    address = address_for(row, cast.stranger)
    assert at(cast.stranger).get(address).status_code == 200
    assert at(cast.helper).get(address).status_code == 404
    assert at(cast.stranger).get(address.replace(row.sha256, other.sha256)).status_code == 404
    assert at(cast.stranger).get(f"{address[:-1]}{'a' if address[-1] != 'a' else 'b'}").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(hours=HOURS, minutes=1)):
        assert at(cast.stranger).get(address).status_code == 404


def test_a_page_drawn_again_has_the_same_address_so_that_a_browser_keeps_the_film(cast: Cast) -> None:
    row = film(cast)
    with time_machine.travel("2026-11-22 12:01:00Z", tick=False):
        first = address_for(row, cast.stranger)
    with time_machine.travel("2026-11-22 17:59:00Z", tick=False):
        assert address_for(row, cast.stranger) == first
    with time_machine.travel("2026-11-22 18:01:00Z", tick=False):
        assert address_for(row, cast.stranger) != first


def test_nothing_in_it_can_run_here(cast: Cast) -> None:
    for row, placed in ((film(cast), "inline"), (add_file([PDF], name='a "b".pdf', by=cast.author), "attachment")):
        response = at(cast.author).get(row.get_absolute_url())
        assert response.headers["Content-Type"] == row.content_type
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert response.headers["Content-Disposition"].startswith(f"{placed};")
    wanted = at(cast.author).get(f"{film(cast).get_absolute_url()}?take")
    assert wanted.headers["Content-Disposition"].startswith("attachment;")


RANGES = [
    ("bytes=0-99", 206, (0, 100)),
    ("bytes=100-", 206, (100, 1_000)),
    ("bytes=-50", 206, (950, 1_000)),
    ("bytes=-5000", 206, (0, 1_000)),
    ("bytes=990-5000", 206, (990, 1_000)),
    ("bytes=1000-", 416, (0, 0)),
    ("bytes=7-3", 416, (0, 0)),
    ("bytes=-0", 416, (0, 0)),
    ("bytes=-", 416, (0, 0)),
    ("bytes=0-1,5-9", 200, (0, 1_000)),
    ("pages=1-2", 200, (0, 1_000)),
]


@pytest.mark.parametrize(("asked", "status", "place"), RANGES)
def test_it_is_given_from_any_place(cast: Cast, asked: str, status: int, place: tuple[int, int]) -> None:
    row = film(cast)
    response = at(cast.author).get(row.get_absolute_url(), headers={"Range": asked})
    assert response.status_code == status
    if status == 416:
        assert response.headers["Content-Range"] == "bytes */1000"
        return
    begin, end = place
    whole = (configured.FILES / row.file).read_bytes()
    assert body(response) == whole[begin:end]
    assert response.headers["Content-Length"] == str(end - begin)
    if status == 206:
        assert response.headers["Content-Range"] == f"bytes {begin}-{end - 1}/1000"


def test_a_long_film_comes_in_windows(cast: Cast) -> None:
    row = film(cast, WINDOW + 5)
    first = at(cast.author).get(row.get_absolute_url(), headers={"Range": "bytes=0-"})
    assert first.headers["Content-Range"] == f"bytes 0-{WINDOW - 1}/{WINDOW + 5}"
    assert len(body(first)) == WINDOW
    whole = at(cast.author).get(row.get_absolute_url())
    assert len(body(whole)) == WINDOW + 5


def test_a_browser_that_has_it_is_told_so_and_an_old_half_is_given_whole(cast: Cast) -> None:
    row = film(cast)
    client = at(cast.author)
    assert client.get(row.get_absolute_url(), headers={"If-None-Match": f'"{row.sha256}"'}).status_code == 304
    other = client.get(row.get_absolute_url(), headers={"Range": "bytes=0-9", "If-Range": '"older"'})
    assert other.status_code == 200
