"""Files in a bucket: the same pages and the same jobs, and nothing of it left on this machine."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from moto import mock_aws

from tests.browsing import at
from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_add_picture import picture
from tests.media.test_keep_take import FILM, recorded
from upwell.core import check
from upwell.core.jobs import run_waiting
from upwell.core.store import store
from upwell.media.actions import add_file, add_picture
from upwell.media.actions.cutting import cut_recording
from upwell.media.actions.takes import keep_take
from upwell.media.models import Recording, Upload
from upwell.media.recordings.tickets import ticket_for


@pytest.fixture(autouse=True)
def bucket(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket in memory, and a folder for what is on its way."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    key = {"access_key": "any", "secret_key": "any", "region_name": "us-east-1"}
    with mock_aws():
        import boto3  # noqa: PLC0415  # after the mock, and nowhere else in the house

        settings.FILES_S3 = {"bucket_name": tmp_path.name, "folder": "upwell", **key}
        found = boto3.resource("s3", region_name="us-east-1").Bucket(tmp_path.name)
        found.create()
        yield found


def left_here() -> list[Path]:
    return [path for path in configured.FILES.rglob("*") if path.is_file()]


def test_a_take_is_kept_made_played_by_ranges_cut_and_taken_away(cast: Cast, bucket: Any) -> None:
    file = add_file([clip("film.mp4")], name="film.mp4", by=cast.author)
    run_waiting()
    row = Recording.objects.get(file=file)
    assert (row.is_playable, row.fault, row.has_poster) == (True, "", True)
    names = {item.key.rpartition("/")[2] for item in bucket.objects.filter(Prefix="upwell/recordings/")}
    assert names >= {"120p.mp4", "120p.m3u8", "poster.jpg"}
    assert left_here() == []
    client, ticket = at(cast.asker), ticket_for(file, cast.asker)
    part = client.get(f"/files/{file.sha256}/", {"ticket": ticket}, headers={"Range": "bytes=4-7"})
    assert (part.status_code, b"".join(part)) == (206, clip("film.mp4")[4:8])
    assert client.get(f"/files/{file.sha256}/").status_code == 404
    assert b"".join(client.get(f"/recordings/{ticket}/poster/")).startswith(b"\xff\xd8")
    assert b"#EXT-X-MAP" in b"".join(client.get(f"/recordings/{ticket}/120p/pieces/"))
    head = client.get(f"/recordings/{ticket}/120p/piece/", headers={"Range": "bytes=0-99"})
    assert (head.status_code, len(b"".join(head))) == (206, 100)
    cut_recording(row, by=cast.author, begin=0.5, end=1.25)
    run_waiting()
    names = {item.key.rpartition("/")[2] for item in bucket.objects.filter(Prefix="upwell/recordings/")}
    assert "120p-1.mp4" in names and "120p.mp4" not in names
    store().remove(file.file)
    assert client.get(f"/recordings/{ticket}/film/").status_code == 200
    assert client.get(f"/files/{file.sha256}/", {"ticket": ticket_for(file, cast.author)}).status_code == 404


def test_a_picture_lies_there_too(cast: Cast, bucket: Any) -> None:
    row = add_picture(picture(), by=cast.author)
    assert add_picture(picture(), by=cast.asker) == row
    assert [item.key for item in bucket.objects.all()] == [f"upwell/{row.file}"]
    assert len(b"".join(at(cast.asker).get(row.get_absolute_url()))) == row.byte_count
    assert left_here() == []


def test_while_the_bucket_is_away_a_take_stays_and_the_check_says_so(cast: Cast, settings: Any) -> None:
    assert check.bucket().level == "ok"
    take = recorded(cast.author)
    settings.FILES_S3 = {**settings.FILES_S3, "bucket_name": "nobody-has-this"}
    assert (check.bucket().level, "nobody-has-this" in check.bucket().words) == ("problem", True)
    with pytest.raises(ValidationError, match="no room"):
        keep_take(take, by=cast.author)
    assert Upload.objects.get().path.read_bytes() == FILM
    settings.FILES_S3 = {**settings.FILES_S3, "bucket_name": settings.FILES.parent.name}
    assert keep_take(take, by=cast.author).byte_count == len(FILM)
    assert left_here() == []


def test_the_library_for_buckets_is_for_those_who_have_one() -> None:
    source = Path(sys.modules["upwell.core.store"].__file__ or "").read_text()
    assert "boto3" not in source and "storages" not in source
