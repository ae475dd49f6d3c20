"""Adding a picture and looking at one."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from tests.cast import Cast
from upwell.media.models import Picture


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.FILES = tmp_path
    yield


def drawing() -> bytes:
    into = BytesIO()
    Image.new("RGB", (30, 20), (9, 90, 120)).save(into, "PNG")
    return into.getvalue()


def add(client: Client, content: bytes, name: str = "x.png") -> tuple[int, dict[str, object]]:
    response = client.post("/pictures/add/", {"picture": SimpleUploadedFile(name, content)})
    return response.status_code, response.json()


def test_whoever_adds_it_is_told_its_address_and_size(cast: Cast, client: Client) -> None:
    client.force_login(cast.newcomer)
    status, told = add(client, drawing(), "whatever.exe")
    row = Picture.objects.get()
    assert status == 201
    assert told == {"url": f"/pictures/{row.sha256}/", "sha256": row.sha256, "width": 30, "height": 20}


def test_a_picture_is_kept_by_the_browser_and_never_sniffed(cast: Cast, client: Client) -> None:
    client.force_login(cast.author)
    _status, told = add(client, drawing())
    response = client.get(str(told["url"]))
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert Image.open(BytesIO(content)).size == (30, 20)
    again = client.get(str(told["url"]), headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_only_members_see_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.author)
    _status, told = add(client, drawing())
    stranger = Client().get(str(told["url"]))
    assert stranger.status_code == 302 and "image" not in stranger.headers["Content-Type"]


@pytest.mark.parametrize("name", ["0" * 64, "0" * 63, "A" * 64, "..%2f..%2fetc%2fpasswd"])
def test_what_is_not_there_is_404(cast: Cast, client: Client, name: str) -> None:
    client.force_login(cast.author)
    assert client.get(f"/pictures/{name}/").status_code == 404


def test_a_file_that_was_lost_is_404(cast: Cast, client: Client, settings: Settings) -> None:
    client.force_login(cast.author)
    _status, told = add(client, drawing())
    (settings.FILES / Picture.objects.get().file).unlink()
    assert client.get(str(told["url"])).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"), [(b"<svg/>", "save a drawing (SVG) as PNG"), (b"\0" * 12_700_000, "at most 12 MB")]
)
def test_what_does_not_fit_is_said_in_a_sentence(cast: Cast, client: Client, content: bytes, said: str) -> None:
    client.force_login(cast.author)
    status, told = add(client, content)
    assert status == 422
    assert said in str(told["fault"])


def test_nothing_sent_is_said_as_well(cast: Cast, client: Client) -> None:
    client.force_login(cast.author)
    assert client.post("/pictures/add/").json() == {"fault": "Choose a picture first."}
    assert client.get("/pictures/add/").status_code == 405
