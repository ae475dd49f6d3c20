"""The messages of the y-protocols, as browsers send them: what one knows, what the other lacks, who is where.

Each message begins with its kind (0 sync, 1 awareness) and, for sync, its step; lengths are variable-length integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext as _
from pycrdt import write_message, write_var_uint

from upwell.library.documents.merging import RefusedUpdate

MOST_MESSAGES = 1_000  # in one go


class Kind(IntEnum):
    """What a message is about. The last three are our own: what was stored, what was refused, with a sentence, and that
    something is said of the draft, to be looked up."""

    SYNC = 0
    AWARENESS = 1
    STORED = 10
    REFUSED = 11
    REMARKS = 12


class Step(IntEnum):
    """What a sync message brings: what I have, what you lack, what just changed."""

    STATE = 0
    MISSING = 1
    UPDATE = 2


@dataclass(frozen=True)
class Message:
    """One message as it came; `step` is None for what is not about the document."""

    kind: int
    step: int | None
    data: bytes

    @property
    def is_change(self) -> bool:
        """Whether it brings something to be taken in."""
        return self.step in {Step.MISSING, Step.UPDATE}


def read_messages(stream: bytes) -> list[Message]:
    """The messages of a body or a frame. What is cut off or of no known kind is refused."""
    try:
        found = []
        place = 0
        while place < len(stream):
            message, place = _read(stream, place)
            found.append(message)
            if len(found) > MOST_MESSAGES:
                raise ValueError
        return found
    except (IndexError, ValueError) as error:
        raise RefusedUpdate(_("This change cannot be read."), "broken") from error


def _read(stream: bytes, place: int) -> tuple[Message, int]:
    kind, place = read_number(stream, place)
    step = None
    if kind == Kind.SYNC:
        number, place = read_number(stream, place)
        step = Step(number)
    elif kind != Kind.AWARENESS:
        raise ValueError
    length, place = read_number(stream, place)
    end = place + length
    if end > len(stream):
        raise IndexError
    return Message(kind, step, stream[place:end]), end


def read_number(stream: bytes, place: int) -> tuple[int, int]:
    """A variable-length integer and the place after it."""
    number = shift = 0
    while True:
        byte = stream[place]
        number |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return number, place
        if shift > 56:
            raise ValueError


def sync_message(step: Step, data: bytes) -> bytes:
    """A message about the document."""
    return bytes([Kind.SYNC, step]) + write_message(data)


def awareness_message(data: bytes) -> bytes:
    """A message about who is where."""
    return bytes([Kind.AWARENESS]) + write_message(data)


def stored_message(count: int) -> bytes:
    """That the first `count` changes this connection sent are stored for good."""
    return bytes([Kind.STORED]) + write_var_uint(count)


def refused_message(sentence: str) -> bytes:
    """That a change was not taken, and why."""
    return bytes([Kind.REFUSED]) + write_message(sentence.encode())


def remarks_message() -> bytes:
    """That something new is said of the draft, which is looked up over HTTP."""
    return bytes([Kind.REMARKS]) + write_message(b"")
