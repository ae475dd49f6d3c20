"""Joining: several of one's takes become another take, in the order one says; they stay as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at
from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_keep_take import left_alone, recorded
from upwell.core.jobs import run_waiting
from upwell.media.actions.joining import join_takes
from upwell.media.actions.takes import keep_take
from upwell.media.actions.uploads import drop_upload
from upwell.media.models import Join, MakingState, Upload
from upwell.media.recordings.ffmpeg import look
from upwell.media.tasks import sweep_recordings
from upwell.people.models import Person


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


def taken(by: Person, name: str) -> Upload:
    """A take whose recording has ended: two seconds of `name`."""
    take = recorded(by, clip(name))
    left_alone(take)
    return take


def test_takes_of_every_shape_become_one_that_is_used_like_any_other(cast: Cast) -> None:
    takes = [taken(cast.author, name) for name in ("film.webm", "turned.mp4", "silent.mp4")]
    keep_take(takes[1], by=cast.author)
    made = join_takes(takes, by=cast.author)
    assert (made.is_take, made.is_usable, made.is_interrupted) == (True, False, False)
    run_waiting()
    made = Upload.objects.takes().get(pk=made.pk)
    assert (made.is_usable, made.join.state) == (True, MakingState.READY)
    inside = look(made.path, "video/mp4")
    assert (inside.width, inside.height, inside.has_sound) == (160, 120, True)
    assert inside.seconds == pytest.approx(6, abs=0.4)
    assert Upload.objects.takes().filter(pk__in=[take.pk for take in takes]).count() == 3
    file = keep_take(made, by=cast.author)
    assert file.content_type == "video/mp4"
    assert [one.pk for one in file.made_of.all()] == [Upload.objects.get(pk=takes[1].pk).file_id]


def test_voices_become_one_sound(cast: Cast) -> None:
    made = join_takes([taken(cast.author, "tone.wav"), taken(cast.author, "tone.wav")], by=cast.author)
    run_waiting()
    made.refresh_from_db()
    assert look(made.path, "audio/mp4").seconds == pytest.approx(4, abs=0.3)
    assert keep_take(made, by=cast.author).kind == "audio"


def test_only_whole_takes_of_ones_own_and_of_one_kind(cast: Cast) -> None:
    film, other, voice = taken(cast.author, "film.mp4"), taken(cast.author, "film.mp4"), taken(cast.author, "tone.wav")
    with pytest.raises(PermissionDenied):
        join_takes([film, taken(cast.stranger, "film.mp4")], by=cast.author)
    for takes, words in (
        ([film], "from two to 10"),
        ([film, film], "twice"),
        ([film, voice], "do not join"),
        ([film, recorded(cast.author, clip("film.mp4"))], "not whole yet"),
    ):
        with pytest.raises(ValidationError, match=words):
            join_takes(takes, by=cast.author)
    assert not Join.objects.exists()
    drop_upload(other, by=cast.author)
    with pytest.raises(ValidationError, match="no longer here"):
        join_takes([film, other], by=cast.author)


def test_a_part_that_is_thrown_away_meanwhile_is_said_and_what_was_interrupted_is_begun_anew(cast: Cast) -> None:
    parts = [taken(cast.author, "film.mp4"), taken(cast.author, "film.mp4")]
    made = join_takes(parts, by=cast.author)
    Join.objects.update(seen_alive_at="2020-01-01T00:00:00Z")
    drop_upload(parts[0], by=cast.author)
    sweep_recordings(0)
    run_waiting()
    assert Join.objects.get(take=made).fault == "One of these takes was thrown away before they were joined."
    page = at(cast.author).get("/record/").content.decode()
    assert "thrown away before they were joined" in page


def test_the_page_joins_those_that_are_ticked_in_the_order_they_stand(cast: Cast) -> None:
    first, second = taken(cast.author, "film.mp4"), taken(cast.author, "film.mp4")
    client = at(cast.author)
    assert "Join takes into one" in client.get("/record/").content.decode()
    refused = client.post("/record/join/", {"take": [second.key]})
    page = refused.content.decode()
    assert (refused.status_code, f'value="{second.key}" checked' in page) == (422, True)
    assert client.post("/record/join/", {"take": [second.key, first.key]})["Location"] == "/record/#takes"
    assert Join.objects.get().parts == [second.pk, first.pk]
    assert "being joined: 0 per cent" in client.get("/record/").content.decode()
    assert at(cast.stranger).post("/record/join/", {"take": [first.key, second.key]}).status_code == 404
