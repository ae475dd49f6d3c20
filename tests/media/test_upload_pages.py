"""Files in pieces over the wire: the tus protocol, who may, what is refused, and what becomes of it."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from tests.browsing import at
from tests.cast import Cast
from tests.media.test_add_file import MP4, PDF
from tests.media.test_grow_a_file import encoded
from upwell.core.models import Line
from upwell.media.actions.uploads import MOST_AT_ONCE, finish_upload, receive_pieces, start_upload
from upwell.media.models import StoredFile, Upload
from upwell.media.recordings.refusals import UploadRefused
from upwell.media.tasks import sweep_uploads
from upwell.people.actions.tokens import issue_token

TUS = {"Tus-Resumable": "1.0.0"}
FILM = MP4 + bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def begin(client: Client, data: bytes = FILM, name: str = "Übergabe.mp4", **headers: Any) -> Any:
    said = {"Upload-Length": str(len(data)), "Upload-Metadata": f"filename {encoded(name)},is_draft"}
    return client.post("/uploads/", headers={**TUS, **said, **headers})


def send(client: Client, url: str, data: bytes, offset: int, **headers: str) -> Any:
    said = {**TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset), **headers}
    return client.patch(url, data, content_type="application/offset+octet-stream", headers=said)


def test_a_file_comes_in_pieces_and_is_kept_like_any_other(cast: Cast) -> None:
    client = at(cast.newcomer)
    created = begin(client)
    url = created["Location"]
    assert (created.status_code, created["Upload-Offset"]) == (201, "0")
    assert send(client, url, FILM[:1000], 0)["Upload-Offset"] == "1000"
    head = client.head(url, headers=TUS)
    assert (head.status_code, head["Upload-Offset"], head["Upload-Length"]) == (200, "1000", str(len(FILM)))
    assert head["Upload-Metadata"] == f"filename {encoded('Übergabe.mp4')},is_draft"
    assert (head["Cache-Control"], head["Tus-Resumable"]) == ("no-store", "1.0.0")
    assert client.get(url).json()["offset"] == 1000
    last = send(client, url, FILM[1000:], 1000)
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(FILM)))
    row = StoredFile.objects.get()
    assert (row.sha256, row.name, row.by) == (hashlib.sha256(FILM).hexdigest(), "Übergabe.mp4", cast.newcomer)
    assert (configured.FILES / row.file).read_bytes() == FILM
    assert client.get(url).json()["file"]["url"] == f"/files/{row.sha256}/"
    assert client.head(url, headers=TUS)["Upload-Offset"] == str(len(FILM))
    assert not list((configured.FILES / "uploads").iterdir())
    assert Line.objects.get(verb="file.added").actor_id == cast.newcomer.pk


def test_the_same_file_brought_twice_is_kept_once(cast: Cast) -> None:
    for person in (cast.author, cast.helper):
        client = at(person)
        send(client, begin(client)["Location"], FILM, 0)
    assert StoredFile.objects.count() == 1
    assert Upload.objects.filter(file=StoredFile.objects.get()).count() == 2
    assert Line.objects.filter(verb="file.added").count() == 1


def test_what_it_can_do_is_said_when_asked(cast: Cast, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 5 * 1024**3
    answer = at(cast.author).options("/uploads/")
    assert (answer.status_code, answer["Tus-Version"], answer["Tus-Max-Size"]) == (204, "1.0.0", str(5 * 1024**3))
    assert {"creation", "checksum", "termination", "expiration"} <= set(answer["Tus-Extension"].split(","))
    assert answer["Tus-Checksum-Algorithm"] == "sha256,sha1"


def test_what_is_too_large_is_refused_before_it_starts(cast: Cast, settings: Any) -> None:
    client = at(cast.author)
    refused = client.post("/uploads/", headers={**TUS, "Upload-Length": str(4 * 1024**3 + 1)})
    assert (refused.status_code, "larger than 4.0 GB" in refused.content.decode()) == (413, True)
    settings.UPLOAD_MAX_BYTES = 3 * 1024**2
    refused = client.post("/uploads/", headers={**TUS, "Upload-Length": str(4 * 1024**2)})
    assert "larger than 3 MB" in refused.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "0"}, 422),
        ({"Upload-Length": "many"}, 400),
        ({"Upload-Length": "-5"}, 400),
        ({}, 400),
        ({"Upload-Length": "5", "Upload-Defer-Length": "1"}, 400),
        ({"Upload-Length": "5", "Upload-Metadata": "filename ***"}, 400),
        ({"Upload-Length": "5", "Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": str(10**17)}, 413),
    ],
)
def test_what_begins_wrong_is_refused_in_words(cast: Cast, headers: dict[str, str], status: int) -> None:
    refused = at(cast.author).post("/uploads/", headers={**TUS, **headers})
    assert refused.status_code == status
    assert refused.content.decode().strip().endswith(".")
    assert not Upload.objects.exists()


def test_a_piece_that_begins_elsewhere_changes_nothing(cast: Cast) -> None:
    client = at(cast.author)
    url = begin(client)["Location"]
    send(client, url, FILM[:100], 0)
    for offset in (0, 99, 101, 10**15):
        refused = send(client, url, b"x" * 10, offset)
        assert refused.status_code == 409
    assert send(client, url, b"x", 100, **{"Upload-Offset": "ten"}).status_code == 400
    assert (
        client.patch(url, b"x", content_type="text/plain", headers={**TUS, "Upload-Offset": "100"}).status_code == 415
    )
    assert send(client, url, FILM[100:] + b"more", 100).status_code == 413
    assert client.head(url, headers=TUS)["Upload-Offset"] == "100"
    assert send(client, url, FILM[100:], 100).status_code == 204
    assert send(client, url, FILM[100:], 100).status_code == 409


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_that_was_changed_on_its_way_does_not_count(cast: Cast, algorithm: str) -> None:
    client = at(cast.author)
    url = begin(client)["Location"]
    right = f"{algorithm} {encoded(hashlib.new(algorithm, FILM).digest())}"
    assert send(client, url, FILM[:-1] + b"?", 0, **{"Upload-Checksum": right}).status_code == 460
    assert client.head(url, headers=TUS)["Upload-Offset"] == "0"
    assert send(client, url, FILM, 0, **{"Upload-Checksum": "crc32 AAAA"}).status_code == 400
    assert send(client, url, FILM, 0, **{"Upload-Checksum": right}).status_code == 204
    assert StoredFile.objects.get().byte_count == len(FILM)


def test_what_is_being_recorded_says_its_length_at_the_end(cast: Cast, settings: Any) -> None:
    client = at(cast.author)
    created = client.post("/uploads/", headers={**TUS, "Upload-Defer-Length": "1"})
    url = created["Location"]
    assert created["Upload-Defer-Length"] == "1"
    send(client, url, FILM[:500], 0)
    assert client.head(url, headers=TUS)["Upload-Defer-Length"] == "1"
    settings.UPLOAD_MAX_BYTES = 600
    assert send(client, url, FILM[500:], 500).status_code == 413
    assert send(client, url, b"", 500, **{"Upload-Length": str(len(FILM))}).status_code == 413
    settings.UPLOAD_MAX_BYTES = 10**9
    assert send(client, url, FILM[500:], 500).status_code == 204
    assert not StoredFile.objects.exists()
    assert send(client, url, b"", len(FILM), **{"Upload-Length": str(len(FILM))}).status_code == 204
    assert StoredFile.objects.get().byte_count == len(FILM)


def test_a_program_is_refused_when_it_is_whole_and_nothing_of_it_stays(cast: Cast) -> None:
    client, data = at(cast.author), b"MZ\x90\x00" + b"\x00" * 60
    url = begin(client, data, "holiday.mp4")["Location"]
    refused = send(client, url, data, 0)
    assert (refused.status_code, "This is a program" in refused.content.decode()) == (422, True)
    assert "This is a program" in client.get(url).json()["fault"]
    assert client.head(url, headers=TUS).status_code == 410
    assert send(client, url, data, 0).status_code == 410
    assert not StoredFile.objects.exists()
    assert not [path for path in configured.FILES.rglob("*") if path.is_file()]


def test_it_can_be_taken_back(cast: Cast) -> None:
    client = at(cast.author)
    url = begin(client)["Location"]
    send(client, url, FILM[:100], 0)
    assert client.delete(url, headers=TUS).status_code == 204
    assert client.head(url, headers=TUS).status_code == 404
    assert not list((configured.FILES / "uploads").iterdir())
    override = {**TUS, "X-HTTP-Method-Override": "DELETE"}
    assert client.post(begin(client)["Location"], headers=override).status_code == 204


def test_nobody_sees_what_another_brings(cast: Cast) -> None:
    url = begin(at(cast.author))["Location"]
    for client in (at(cast.admin), at(cast.stranger)):
        assert client.head(url, headers=TUS).status_code == 404
        assert client.get(url).status_code == 404
        assert send(client, url, FILM, 0).status_code == 404
        assert client.delete(url, headers=TUS).status_code == 404
    upload = Upload.objects.get()
    for attempt in (
        lambda: receive_pieces(upload, by=cast.admin, offset=0, pieces=[FILM]),
        lambda: finish_upload(upload, by=cast.admin),
        lambda: start_upload(by=cast.leaver, name="a.mp4", byte_count=5),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_who_is_not_signed_in_brings_nothing_and_a_token_may(cast: Cast) -> None:
    stranger = Client()
    assert begin(stranger).status_code == 401
    assert begin(stranger, Authorization="Bearer nonsense").status_code == 401
    _token, secret = issue_token(cast.asker, by=cast.asker, name="a program")
    bearer = {"Authorization": f"Bearer {secret}"}
    program = Client(enforce_csrf_checks=True)
    url = begin(program, FILM, **bearer)["Location"]
    assert send(program, url, FILM, 0, **bearer).status_code == 204
    assert send(program, url, FILM, 0).status_code == 401
    assert StoredFile.objects.get().by == cast.asker


def test_another_site_can_do_nothing_in_ones_name(cast: Cast) -> None:
    client = at(cast.author, enforce_csrf_checks=True)
    assert client.post("/uploads/", headers={"Upload-Length": "5"}).status_code == 412
    for evil in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert begin(client, FILM, **evil).status_code == 403, evil
    for ours in ({}, {"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}):
        assert begin(client, FILM, **ours).status_code == 201, ours


def test_the_clock_forgets_what_nobody_went_on_with_and_finishes_what_is_whole(cast: Cast) -> None:
    client = at(cast.author)
    old = begin(client)["Location"]
    send(client, old, FILM[:100], 0)
    whole = start_upload(by=cast.author, name="plan.pdf", byte_count=len(PDF))
    receive_pieces(whole, by=cast.author, offset=0, pieces=[PDF])  # and the server was switched off just then
    sweep_uploads(0)
    assert StoredFile.objects.get().name == "plan.pdf"
    assert client.head(old, headers=TUS).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        sweep_uploads(0)
        sweep_uploads(0)
    assert not Upload.objects.exists()
    assert not list((configured.FILES / "uploads").iterdir())
    assert (configured.FILES / StoredFile.objects.get().file).read_bytes() == PDF


def test_finishing_twice_is_harmless(cast: Cast) -> None:
    upload = start_upload(by=cast.author, name="plan.pdf", byte_count=len(PDF))
    receive_pieces(upload, by=cast.author, offset=0, pieces=[PDF])
    first = finish_upload(upload, by=cast.author)
    assert finish_upload(upload, by=cast.author).file == first.file
    assert Line.objects.filter(verb="file.added").count() == 1


def test_one_person_has_only_so_many_on_their_way(cast: Cast) -> None:
    for number in range(MOST_AT_ONCE):
        start_upload(by=cast.author, name=f"{number}.mp4", byte_count=5)
    with pytest.raises(UploadRefused, match="30 files on their way"):
        start_upload(by=cast.author, name="one more.mp4", byte_count=5)
    start_upload(by=cast.helper, name="a.mp4", byte_count=5)
