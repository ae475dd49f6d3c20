"""Keeping a file: by what is in it, as it came, never as a program."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from upwell.core.models import Line
from upwell.media.actions import add_file
from upwell.media.kinds import ENDINGS, fitting_name, look_into
from upwell.media.models import StoredFile

settings.register_profile("same each time", derandomize=True, database=None, deadline=None)
STEADY = settings.get_profile("same each time")
CONTENT_TYPES = "[Content_Types].xml"


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Iterator[Path]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"  # type: ignore[attr-defined]
    yield configured.FILES


def archive(**entries: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in entries.items():
            zipped.writestr(name.replace("__", "/"), content)
    return into.getvalue()


def office(folder: str, **more: bytes) -> bytes:
    return archive(**{CONTENT_TYPES: b"<Types/>", f"{folder}/document.xml": b"<w/>", **more})


MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 200
PDF = b"%PDF-1.7\n" + b"x" * 100

KNOWN = [
    (MP4, "video", "video/mp4"),
    (b"\x00\x00\x00\x14ftypqt  " + b"\x00" * 20, "video", "video/quicktime"),
    (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm" + b"\x00" * 20, "video", "video/webm"),
    (b"\x00\x00\x00\x18ftypM4A " + b"\x00" * 20, "audio", "audio/mp4"),
    (b"ID3\x04\x00" + b"\x00" * 20, "audio", "audio/mpeg"),
    (b"\xff\xfb\x90\x00" + b"\x00" * 20, "audio", "audio/mpeg"),
    (b"OggS\x00\x02" + b"\x00" * 22 + b"\x01vorbis", "audio", "audio/ogg"),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio", "audio/wav"),
    (b"fLaC\x00\x00\x00\x22", "audio", "audio/flac"),
    (PDF, "pdf", "application/pdf"),
    (office("word"), "office", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (office("xl"), "office", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (office("ppt"), "office", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "office", "application/vnd.oasis.opendocument.text"),
    ("Überall gut.\n".encode(), "text", "text/plain"),
]


@pytest.mark.parametrize(("data", "kind", "content_type"), KNOWN, ids=[str(known[2]) for known in KNOWN])
def test_what_it_is_is_read_from_what_is_in_it(cast: Cast, data: bytes, kind: str, content_type: str) -> None:
    row = add_file([data[:5], data[5:]], name="../../holiday photo.jpg", by=cast.newcomer)
    assert (row.kind, row.content_type, row.byte_count) == (kind, content_type, len(data))
    assert row.name == f"holiday photo.{ENDINGS[content_type]}"
    assert (configured.FILES / row.file).read_bytes() == data
    assert not list((configured.FILES / "incoming").iterdir())


def test_the_same_file_is_kept_once_and_the_journal_says_so_once(cast: Cast) -> None:
    first = add_file([PDF], name="plan.pdf", by=cast.author)
    assert add_file([PDF], name="other.pdf", by=cast.helper) == first
    assert (StoredFile.objects.count(), first.by, first.name) == (1, cast.author, "plan.pdf")
    line = Line.objects.get(verb="file.added")
    assert (line.actor_id, line.object_id, line.context) == (cast.author.pk, first.pk, {"kind": "pdf"})


def test_who_has_left_adds_nothing_and_an_import_may(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        add_file([PDF], name="a.pdf", by=cast.leaver)
    assert add_file([PDF], name="a.pdf", by=None).by is None


REFUSED = [
    (b"MZ\x90\x00" + b"\x00" * 60, "budget.pdf", "This is a program"),
    (b"\x7fELF\x02\x01" + b"\x00" * 60, "clip.mp4", "This is a program"),
    (b"\xef\xbb\xbf#!/bin/sh\nrm -rf /\n", "notes.txt", "This is a program"),
    (b"just words", "run.bat", "ends in .bat"),
    (b"just words", "invoice.pdf.exe", "ends in .exe"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.txt", "could run something"),
    (b"words first\n<!DOCTYPE html><script>alert(1)</script>", "a.txt", "could run something"),
    (b"x" * 70_000 + b"<script>alert(1)</script>", "a.txt", "does not know this kind"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "a.png", "Add it as a picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20, "a.doc", "old format"),
    (office("word", word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), "a.docx", "macros"),
    (archive(a=b"1"), "a.zip", "not kept here"),
    (archive(a=b"1")[:30], "a.docx", "broken"),
    (b"\x1f\x8b\x08" + b"\x00" * 20, "a.gz", "Archives like this"),
    (bytes(range(256)) * 4, "a.txt", "does not know this kind"),
    ("Grüße".encode("latin-1"), "a.txt", "does not know this kind"),
    (b"", "a.pdf", "is empty"),
]


@pytest.mark.parametrize(("data", "name", "said"), REFUSED, ids=[f"{row[1]} {row[2]}" for row in REFUSED])
def test_what_may_not_be_kept_is_refused_in_words(cast: Cast, data: bytes, name: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        add_file([data], name=name, by=cast.author)
    assert not StoredFile.objects.exists()
    assert not [path for path in configured.FILES.rglob("*") if path.is_file()]


def test_a_document_that_would_unpack_to_far_more_is_refused(cast: Cast) -> None:
    bomb = office("word", word__media=b"\x00" * 60_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(ValidationError, match="far more than it seems"):
        add_file([bomb], name="letter.docx", by=cast.author)


def test_it_stops_reading_where_a_file_is_too_large(cast: Cast, settings: object) -> None:
    settings.FILE_MAX_BYTES = 3_000_000  # type: ignore[attr-defined]
    given_out = []

    def endless() -> Iterator[bytes]:
        while True:
            given_out.append(1)
            yield b"a" * 1_000_000

    with pytest.raises(ValidationError, match="larger than 2 MB"):
        add_file(endless(), name="a.txt", by=cast.author)
    assert len(given_out) == 4


def test_an_archive_is_kept_where_the_organisation_allows_it(cast: Cast, settings: object) -> None:
    settings.FILE_KINDS = ["archive"]  # type: ignore[attr-defined]
    assert add_file([archive(a=b"1")], name="sources.zip", by=cast.author).name == "sources.zip"
    with pytest.raises(ValidationError, match="not kept here"):
        add_file([PDF], name="a.pdf", by=cast.author)


@STEADY
@given(st.text(max_size=300), st.sampled_from(sorted(ENDINGS)))
def test_every_name_becomes_one_that_a_disk_and_a_header_can_hold(name: str, content_type: str) -> None:
    kept = fitting_name(name, content_type)
    assert 0 < len(kept) <= 200
    assert kept.endswith(f".{ENDINGS[content_type]}")
    assert not set(kept) & set('/\\:*?"<>|\r\n')


@STEADY
@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"RIFF", b"%PDF-", b"<svg", b"\x1a\x45\xdf\xa3"]))
def test_whatever_is_in_it_is_known_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(head + data)
    try:
        kind, content_type = look_into(path, "file")
    except ValidationError as refusal:
        assert refusal.messages[0].endswith(".")
    else:
        assert content_type in ENDINGS
        assert kind
