"""A file that grows on disk, piece by piece: each goes where the one before ended, or nowhere.

No lock is held while a sender is waited for, only while a piece is written, so a connection that died without a word keeps
nobody away; whoever wakes up late finds that the file has grown without them, and stops.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from upwell.media.recordings.refusals import changed_on_the_way, elsewhere, gone, more_than_said, no_room

ALGORITHMS = ("sha256", "sha1")  # sha1 is what the tus protocol asks every server to know
SPARE_BYTES = 512 * 1024 * 1024  # left alone for the database


def check_room(folder: Path, byte_count: int) -> None:
    """Refuse what would leave less than SPARE_BYTES on the disk that holds `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free - byte_count < SPARE_BYTES:
        raise no_room()


def grow(path: Path, offset: int, pieces: Iterable[bytes], *, most: int) -> int:
    """Write `pieces` from `offset` on, which must be where the file ends; at most to `most` bytes. Gives its new length.

    Each piece that came is kept, even if the next never does.
    """
    with _opened(path) as file:
        position = offset
        _check_end(file, position)
        for piece in pieces:
            position = _append(file, position, piece, most=most)
        os.fsync(file.fileno())
    return position


def grow_checked(path: Path, offset: int, pieces: Iterable[bytes], *, most: int, algorithm: str, digest: bytes) -> int:
    """The same for pieces that count only together, if their `digest` is the one that was sent along."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with _opened(path) as file:
            _check_end(file, offset)
        if _digest_of(pieces, beside, algorithm, most - offset) != digest:
            raise changed_on_the_way()
        with beside.open("rb") as content:
            return grow(path, offset, iter(lambda: content.read(1024 * 1024), b""), most=most)
    finally:
        beside.unlink(missing_ok=True)


def _digest_of(pieces: Iterable[bytes], beside: Path, algorithm: str, most: int) -> bytes:
    digest, byte_count = hashlib.new(algorithm, usedforsecurity=False), 0
    try:
        with beside.open("wb") as file:
            for piece in pieces:
                byte_count += len(piece)
                if byte_count > most:
                    raise more_than_said()
                digest.update(piece)
                file.write(piece)
    except OSError as error:
        raise no_room() from error
    return digest.digest()


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("r+b", buffering=0)
    except FileNotFoundError as error:
        raise gone() from error
    with file:
        yield file


def _check_end(file: BinaryIO, position: int) -> None:
    end = file.seek(0, os.SEEK_END)
    if end != position:
        raise elsewhere(end)


def _append(file: BinaryIO, position: int, piece: bytes, *, most: int) -> int:
    """Write one piece at the end, whole or not at all, while nobody else may."""
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        if os.fstat(file.fileno()).st_nlink == 0:
            raise gone()
        _check_end(file, position)
        if position + len(piece) > most:
            raise more_than_said()
        _write(file, position, piece)
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
    return position + len(piece)


def _write(file: BinaryIO, position: int, piece: bytes) -> None:
    rest = memoryview(piece)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        file.truncate(position)
        raise no_room() from error
