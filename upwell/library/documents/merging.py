"""Taking in an update from outside: whole, of a reasonable size, and leaving a page that can be read."""

from __future__ import annotations

from typing import Any

import pycrdt
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pycrdt import Doc

LARGEST_UPDATE = 2_000_000  # bytes of one update: a paste of a whole page, many times over
LARGEST_DOCUMENT = 16_000_000  # bytes of a document with its history
NOTHING = b"\x00\x00"  # an update without changes


class RefusedUpdate(ValidationError):
    """An update that was not taken: broken, too large, or leaving a page that cannot be kept. The document is as before."""


def check_size(update: bytes, *, kept: int = 0) -> None:
    """Refuse what is too large by itself, or together with the `kept` bytes that are there."""
    if len(update) > LARGEST_UPDATE or kept + len(update) > LARGEST_DOCUMENT:
        raise RefusedUpdate(_("This is more than one module can hold. Make two modules of it."), "large")


def apply(doc: Doc[Any], update: bytes) -> None:
    """Apply an update to a document that may be thrown away: where it is refused, the document is no longer to be used.

    Refused: bytes that are no update, and an update that builds on changes the document does not have, because nobody
    can say today what it will do once they come.
    """
    try:
        Doc().apply_update(update)  # what is broken breaks here, not half-way through the document
        doc.apply_update(update)
        missing = pycrdt.get_update(update, doc.get_state())
    except BaseException as error:  # what the library cannot read may end in a panic, which is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise RefusedUpdate(_("This change cannot be read."), "broken") from error
    if missing[:1] != b"\x00":
        raise RefusedUpdate(_("This change builds on others that are not here yet."), "missing")


def copy_of(doc: Doc[Any]) -> Doc[Any]:
    """A document that says the same, to try things on."""
    copy: Doc[Any] = Doc()
    copy.apply_update(doc.get_update())
    return copy
