"""A virus scanner is asked before a file is kept: a small clamd that knows one virus stands on a socket of its own."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast
from tests.media.test_add_file import MP4, PDF
from upwell.media.actions import add_file
from upwell.media.actions.uploads import finish_upload, receive_pieces, start_upload
from upwell.media.models import StoredFile
from upwell.media.scanning import ScannerAway

VIRUS = PDF + b"known to be bad"


class Clamd(socketserver.StreamRequestHandler):
    """Answers INSTREAM as clamd's manual page says; takes at most 100,000 bytes."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
        if len(data) > 100_000:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        elif b"known to be bad" in data:
            self.wfile.write(b"stream: Worm.Of.The.Test FOUND\0")
        else:
            self.wfile.write(b"stream: OK\0")


@pytest.fixture(autouse=True)
def scanner(settings: Any, tmp_path: Path) -> Iterator[socketserver.ThreadingTCPServer]:
    """A scanner, and a folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def test_a_clean_file_is_kept(cast: Cast) -> None:
    assert add_file([PDF], name="plan.pdf", by=cast.author).byte_count == len(PDF)


def test_a_known_virus_is_not(cast: Cast) -> None:
    with pytest.raises(ValidationError, match=r"knows this file as Worm\.Of\.The\.Test"):
        add_file([VIRUS], name="plan.pdf", by=cast.author)
    assert not StoredFile.objects.exists()


def test_what_is_too_large_for_it_is_kept_only_where_it_is_played(cast: Cast) -> None:
    assert add_file([MP4, bytes(200_000)], name="film.mp4", by=cast.author).is_played
    with pytest.raises(ValidationError, match="larger than the virus scanner takes"):
        add_file([PDF, bytes(200_000)], name="plan.pdf", by=cast.author)


def test_while_it_is_away_nothing_is_kept_and_nothing_is_lost(cast: Cast, settings: Any) -> None:
    there, settings.CLAMD = settings.CLAMD, "unix:///nowhere/clamd.ctl"
    upload = start_upload(by=cast.author, name="plan.pdf", byte_count=len(PDF))
    receive_pieces(upload, by=cast.author, offset=0, pieces=[PDF])
    with pytest.raises(ScannerAway):
        finish_upload(upload, by=cast.author)
    upload.refresh_from_db()
    assert (upload.file, upload.fault, upload.is_ripe) == (None, "", True)
    settings.CLAMD = there
    assert finish_upload(upload, by=cast.author).file == StoredFile.objects.get()
