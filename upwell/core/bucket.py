"""Files in a bucket: S3, or anything that speaks as it does. Loaded only where an installation names one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

from upwell.core.store import PIECE, workplace

MISSING = {"404", "NoSuchKey", "NotFound"}


class Bucket:
    """A bucket; `options` are those of django-storages, with `folder` before the name of each file."""

    def __init__(self, options: dict[str, str]) -> None:
        given = dict(options)
        self._folder = given.pop("folder", "").strip("/")
        # a file's name says what is in it, so the same name again is the same file
        self._storage = S3Storage(file_overwrite=True, default_acl=None, signature_version="s3v4", **given)

    def keep(self, path: Path, place: str) -> None:
        """Bring it there, in parts where it is large; it is seen there once it is whole."""
        with _answering(place), path.open("rb") as content:
            self._storage.save(self._name(place), File(content))
        path.unlink()

    def has(self, place: str) -> bool:
        """Whether the bucket knows it."""
        with _answering(place):
            return bool(self._storage.exists(self._name(place)))

    @contextmanager
    def on_disk(self, place: str) -> Iterator[Path]:
        """A copy, for as long as it is worked on."""
        with workplace() as folder:
            copy = folder / "copy"
            with _answering(place):
                self._storage.bucket.download_file(self._name(place), str(copy))
            yield copy

    def pieces(self, place: str, begin: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Asked for as one range, and handed on as it comes."""
        if end is not None and end <= begin:
            return iter(())
        wanted = f"bytes={begin}-{'' if end is None else end - 1}"
        with _answering(place):
            body: Any = self._storage.bucket.Object(self._name(place)).get(Range=wanted)["Body"]
        pieces: Iterator[bytes] = body.iter_chunks(PIECE)
        return pieces

    def remove(self, place: str) -> None:
        """What is not there is gone already."""
        with _answering(place):
            self._storage.delete(self._name(place))

    def remove_folder(self, place: str) -> None:
        """A bucket has no folders, only names that begin alike."""
        with _answering(place):
            self._storage.bucket.objects.filter(Prefix=f"{self._name(place)}/").delete()

    def _name(self, place: str) -> str:
        return f"{self._folder}/{place}" if self._folder else place


@contextmanager
def _answering(place: str) -> Iterator[None]:
    """What the library raises, as what a disk would raise."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in MISSING:
            raise FileNotFoundError(place) from error
        raise OSError(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(str(error)) from error
