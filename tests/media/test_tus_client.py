"""A tus client that others wrote brings a file over a connection that breaks twenty times, bit for bit."""

import hashlib
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from tests.cast import Cast, make_cast
from upwell.media.models import StoredFile, Upload
from upwell.people.actions.tokens import issue_token

LENGTH = 3_000_000
DROPS = 20


class BreakingLine:
    """Carries TCP between a client and the server, and cuts the connection after so many bytes, as often as it is told."""

    def __init__(self, server: str, cuts: list[int]) -> None:
        parts = urlsplit(server)
        self.server = (parts.hostname or "", parts.port or 80)
        self.cuts = cuts
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def close(self) -> None:
        self.listening.close()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self.listening.accept()
                server = socket.create_connection(self.server)
                threading.Thread(target=self._carry, args=(server, client, None), daemon=True).start()
                threading.Thread(
                    target=self._carry, args=(client, server, self.cuts[-1] if self.cuts else None), daemon=True
                ).start()

    def _carry(self, source: socket.socket, target: socket.socket, cut: int | None) -> None:
        carried = 0
        with suppress(OSError):
            while data := source.recv(16_384):
                if cut is not None and carried + len(data) > cut:
                    target.sendall(data[: cut - carried])
                    self.cuts.pop()
                    break
                target.sendall(data)
                carried += len(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for end in (source, target):
            end.close()  # with bytes unread, which the other side hears at once


@pytest.fixture
def everybody(transactional_db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.FILES = tmp_path / "files"
    return make_cast()


@pytest.fixture
def line(live_server: LiveServer) -> Iterator[BreakingLine]:
    chance = random.Random(7)  # noqa: S311 - the same each time, and nobody's secret
    made = BreakingLine(live_server.url, [chance.randrange(1_000, 140_000) for _number in range(DROPS)])
    yield made
    made.close()


def test_a_file_arrives_bit_for_bit_over_a_line_that_breaks_twenty_times(everybody: Cast, line: BreakingLine) -> None:
    data = b"\x00\x00\x00\x18ftypmp42" + random.Random(8).randbytes(LENGTH)  # noqa: S311
    _token, secret = issue_token(everybody.author, by=everybody.author, name="a program")
    client = TusClient(f"{line.url}/uploads/", headers={"Authorization": f"Bearer {secret}"})
    uploader = client.uploader(
        file_stream=BytesIO(data),
        chunk_size=600_000,
        retries=DROPS * 2,
        retry_delay=0,
        metadata={"filename": "handover.mp4"},
    )
    while not uploader.url:
        with suppress(TusCommunicationError):
            uploader.set_url(uploader.create_url())
    uploader.offset = 0
    uploader.upload()
    assert not line.cuts
    row = StoredFile.objects.get()
    assert row.sha256 == hashlib.sha256(data).hexdigest()
    assert (configured.FILES / row.file).read_bytes() == data
    assert row.name == "handover.mp4"


def test_another_client_goes_on_where_the_first_stopped_with_checksums(
    everybody: Cast, live_server: LiveServer
) -> None:
    data = b"%PDF-1.7\n" + b"0123456789" * 30_000
    browser = Client()
    browser.force_login(everybody.author)
    name = configured.SESSION_COOKIE_NAME
    client = TusClient(f"{live_server.url}/uploads/", headers={"Cookie": f"{name}={browser.cookies[name].value}"})
    first = client.uploader(file_stream=BytesIO(data), chunk_size=100_000, upload_checksum=True)
    first.upload(stop_at=200_000)
    second = client.uploader(file_stream=BytesIO(data), chunk_size=100_000, upload_checksum=True, url=first.url)
    assert second.offset == 200_000
    second.upload()
    assert StoredFile.objects.get().sha256 == hashlib.sha256(data).hexdigest()
    assert Upload.objects.get().is_whole
