"""Where whole files are kept: on the disk beside everything else, or in a bucket (S3) where an installation names one.

A file's *place* is its name there, such as `files/ab/abc…`. Whatever works on a file asks for it `on_disk`; whatever serves
one asks for `pieces`. What is still coming in, and what is being made, always lies on the disk, and goes to its place whole.
"""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

PIECE = 256 * 1024  # bytes in memory at once


class Store(Protocol):
    """What keeps files. A place where nothing lies is a FileNotFoundError; a store that does not answer, an OSError."""

    def keep(self, path: Path, place: str) -> None:
        """Move the whole file at `path` to its place, so that half a file is never there."""

    def has(self, place: str) -> bool:
        """Whether something lies there."""

    def on_disk(self, place: str) -> AbstractContextManager[Path]:
        """A path on this machine with what lies there, to be read and not changed."""

    def pieces(self, place: str, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
        """What lies there from byte `begin` to `end` (not included). Found, or not, before the first piece is asked for."""

    def remove(self, place: str) -> None:
        """Forget what lies there; nothing is an answer, too."""

    def remove_folder(self, place: str) -> None:
        """Forget everything whose place begins with this one and a slash."""


class Disk:
    """The folder settings.FILES."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path, place: str) -> None:
        """A move within the same disk."""
        (self._folder / place).parent.mkdir(parents=True, exist_ok=True)
        path.replace(self._folder / place)

    def has(self, place: str) -> bool:
        """Whether the file is there."""
        return (self._folder / place).is_file()

    @contextmanager
    def on_disk(self, place: str) -> Iterator[Path]:
        """The file itself."""
        yield self._folder / place

    def pieces(self, place: str, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Read as they are asked for."""
        return read(self._folder / place, begin, end)

    def remove(self, place: str) -> None:
        """Take the file away."""
        (self._folder / place).unlink(missing_ok=True)

    def remove_folder(self, place: str) -> None:
        """Take the folder away."""
        shutil.rmtree(self._folder / place, ignore_errors=True)


def store() -> Store:
    """Where this installation keeps files. The library for buckets is loaded only where one is named."""
    return _bucket(tuple(sorted(settings.FILES_S3.items()))) if settings.FILES_S3 else Disk(Path(settings.FILES))


def try_out() -> None:
    """Keep, read and forget a small file; an OSError says what does not work."""
    here, place = store(), f"trial/{secrets.token_hex(8)}"
    with workplace() as folder:
        (folder / "trial").write_bytes(b"upwell")
        here.keep(folder / "trial", place)
    told = b"".join(here.pieces(place, 2, 6))
    here.remove(place)
    if told != b"well":
        raise OSError("it does not give back what it was given")


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder on this machine for what is being made; gone afterwards."""
    parent = Path(settings.FILES) / "making"
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        yield Path(folder)


def clear_workplaces(before: float) -> None:
    """Remove what was left by whoever was ended in the middle of it: folders nobody has touched since `before` (a time)."""
    for folder in (Path(settings.FILES) / "making").glob("*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def read(path: Path, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
    """A file on this machine, or a part of it, piece by piece."""
    content = path.open("rb")
    end = path.stat().st_size if end is None else end

    def pieces() -> Iterator[bytes]:
        with content:
            content.seek(begin)
            left = end - begin
            while left > 0 and (piece := content.read(min(PIECE, left))):
                left -= len(piece)
                yield piece

    return pieces()


@cache
def _bucket(options: tuple[tuple[str, str], ...]) -> Store:
    found: Store = import_string("upwell.core.bucket.Bucket")(dict(options))
    return found
