"""Asking a virus scanner about a file before it is kept: clamd, where an installation names one (settings.CLAMD).

The protocol is clamd's own (its manual page, INSTREAM): pieces, each after its length in four bytes, the last one empty; the
answer ends in OK, FOUND or ERROR.
"""

import logging
import re
import socket
import struct
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.media.recordings.refusals import NotNow

PIECE = 256 * 1024  # bytes
PATIENCE_SECONDS = 120.0
_FOUND = re.compile(r"stream: (.+) FOUND")

log = logging.getLogger(__name__)


class ScannerAway(NotNow):
    """Nobody can say just now whether the file is clean; it stays on its way, and is asked about again."""

    def __init__(self) -> None:
        super().__init__(
            _("The virus scanner is away, so this could not be kept yet. Try again in a few minutes."), 503
        )


def refuse_infected(path: Path, *, is_played: bool) -> None:
    """Refuse what the scanner knows as a virus. What is larger than it takes is kept only if it is played: that is made
    anew before anybody sees it, and documents of that size are not. Without a scanner nothing is asked."""
    if not settings.CLAMD:
        return
    answer = _ask(path)
    if answer.endswith(" OK"):
        return
    if found := _FOUND.search(answer):
        log.warning("a file was refused: %s", found[1])
        raise ValidationError(
            _("The virus scanner knows this file as %(name)s. It was not kept. Tell whoever looks after Upwell.")
            % {"name": found[1]}
        )
    if "size limit" not in answer:
        log.error("the virus scanner says: %s", answer)
        raise ScannerAway
    if not is_played:
        raise ValidationError(
            _("This file is larger than the virus scanner takes, so it was not kept. Make it smaller.")
        )


def _ask(path: Path) -> str:
    try:
        with _connected() as scanner, path.open("rb") as content:
            try:
                scanner.sendall(b"zINSTREAM\0")
                while piece := content.read(PIECE):
                    scanner.sendall(struct.pack("!L", len(piece)) + piece)
                scanner.sendall(struct.pack("!L", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it has heard enough, and has said why
            return scanner.recv(4_096).decode("utf-8", "replace").rstrip("\0\n")
    except OSError as error:
        log.error("the virus scanner is away: %s", error)
        raise ScannerAway from error


def _connected() -> socket.socket:
    place = urlsplit(settings.CLAMD)
    if place.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(PATIENCE_SECONDS)
        scanner.connect(place.path)
        return scanner
    return socket.create_connection((place.hostname or "localhost", place.port or 3310), timeout=PATIENCE_SECONDS)
