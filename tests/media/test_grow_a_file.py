"""A file grows piece by piece: whatever comes, in whatever order, from however many senders, its bytes are those sent."""

import base64
import hashlib
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upwell.media.recordings import partial
from upwell.media.recordings.refusals import UploadRefused

settings.register_profile("same each time", derandomize=True, database=None, deadline=None)
STEADY = settings.get_profile("same each time")
WHOLE = hashlib.sha256(b"a recording").digest() * 40

attempt = st.tuples(
    st.integers(0, len(WHOLE)),  # from where
    st.lists(st.integers(1, 400), max_size=5),  # how long its pieces are
    st.sampled_from(["", "right", "wrong"]),  # with which checksum
)


@STEADY
@given(st.lists(attempt, max_size=30))
def test_whatever_is_tried_what_is_there_is_the_beginning_of_what_was_sent(
    tmp_path_factory: pytest.TempPathFactory, attempts: list[tuple[int, list[int], str]]
) -> None:
    path = tmp_path_factory.mktemp("grow") / "file"
    path.touch()
    for begin, lengths, checksum in attempts:
        pieces, position = [], begin
        for length in lengths:
            pieces.append(WHOLE[position : position + length])
            position += length
        before = path.stat().st_size
        digest = hashlib.sha1(b"".join(pieces), usedforsecurity=False).digest() if checksum == "right" else b"else"
        try:
            if checksum:
                end = partial.grow_checked(path, begin, pieces, most=len(WHOLE), algorithm="sha1", digest=digest)
            else:
                end = partial.grow(path, begin, pieces, most=len(WHOLE))
        except UploadRefused as refusal:
            assert refusal.status == (409 if begin != before else 460)
            assert path.stat().st_size == before
        else:
            assert (begin, end) == (before, path.stat().st_size)
            assert checksum != "wrong"
        content = path.read_bytes()
        assert content == WHOLE[: len(content)]
    assert [found.name for found in path.parent.iterdir()] == ["file"]


def test_many_senders_of_the_same_file_at_once_write_it_once(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    refused = []

    def send() -> None:
        while (begin := path.stat().st_size) < len(WHOLE):
            pieces = [WHOLE[place : place + 7] for place in range(begin, len(WHOLE), 7)]
            try:
                partial.grow(path, begin, pieces, most=len(WHOLE))
            except UploadRefused as refusal:
                refused.append(refusal.status)

    senders = [threading.Thread(target=send) for _number in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert path.read_bytes() == WHOLE
    assert set(refused) <= {409}


def test_no_more_is_taken_than_was_promised(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(UploadRefused, match="More came"):
        partial.grow(path, 0, [b"12345", b"67890"], most=8)
    assert path.read_bytes() == b"12345"
    with pytest.raises(UploadRefused, match="More came"):
        partial.grow_checked(path, 5, [b"67890"], most=8, algorithm="sha256", digest=b"")


def test_what_was_taken_back_grows_no_more(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()

    def pieces() -> object:
        yield b"one"
        path.unlink()
        yield b"two"

    with pytest.raises(UploadRefused, match="no longer here"):
        partial.grow(path, 0, pieces(), most=100)  # type: ignore[arg-type]
    with pytest.raises(UploadRefused, match="no longer here"):
        partial.grow(path, 0, [b"one"], most=100)


def test_where_the_disk_is_full_it_is_said_before_the_first_piece(tmp_path: Path) -> None:
    partial.check_room(tmp_path, 1)
    with pytest.raises(UploadRefused, match="no room") as refused:
        partial.check_room(tmp_path, 10**18)
    assert refused.value.status == 507


def encoded(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()
