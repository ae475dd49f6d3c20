"""Cutting: a stretch is taken out, everything kept by the second follows, and it can be put back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_make_recording import STEADY, brought
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.media.actions.cutting import cut_recording, put_back
from upwell.media.actions.making import make_recording
from upwell.media.models import Recording
from upwell.media.recordings import ffmpeg
from upwell.media.recordings.cuts import is_cut, kept_seconds, moved, normal, original_second, shown_second
from upwell.media.recordings.tickets import address_for, source_for, ticket_for

CUTS = [[2.0, 4.0], [10.0, 11.5]]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


@pytest.mark.parametrize(("name", "label"), [("film.mp4", "120p"), ("silent.mp4", "120p"), ("tone.wav", "sound")])
def test_what_is_cut_out_is_not_in_what_plays_and_the_file_stays(cast: Cast, name: str, label: str) -> None:
    row = brought(cast, clip(name), name)
    cut_recording(row, by=cast.author, begin=0.5, end=1.25)
    row.refresh_from_db()
    assert (row.cuts, row.edition, row.shown_edition, row.percent, row.is_playable) == ([[0.5, 1.25]], 1, 0, 0, True)
    run_waiting()
    row.refresh_from_db()
    assert (row.shown_cuts, row.shown_edition, row.percent) == ([[0.5, 1.25]], 1, 100)
    assert [size.label for size in row.renditions.all()] == [f"{label}-1"]
    assert ffmpeg.look(configured.FILES / row.place(f"{label}-1.mp4"), "video/mp4").seconds == pytest.approx(
        1.25, abs=0.4
    )
    assert not (configured.FILES / row.place(f"{label}.mp4")).exists()
    assert row.seconds == pytest.approx(2, abs=0.2)


def test_the_same_cut_is_one_and_putting_it_back_plays_all_again(cast: Cast) -> None:
    row = brought(cast, clip("film.mp4"))
    first = cut_recording(row, by=cast.author, begin=-3, end=0.5)
    assert cut_recording(row, by=cast.author, begin=0, end=0.5) == first
    cut_recording(row, by=cast.author, begin=0.4, end=1)
    put_back(first, by=cast.helper)
    put_back(first, by=cast.helper)
    run_waiting()
    row.refresh_from_db()
    assert (row.cuts, row.edition, row.shown_edition) == ([[0.4, 1.0]], 3, 3)
    told = Line.objects.filter(object_kind="recording").exclude(verb="recording.ready").order_by("id")
    assert [(line.verb, line.actor_id) for line in told] == [
        ("recording.cut", cast.author.pk),
        ("recording.cut", cast.author.pk),
        ("recording.put_back", cast.helper.pk),
    ]


def test_players_are_told_of_a_cut_at_once_and_nobody_fetches_the_whole_by_a_ticket(cast: Cast, client: Client) -> None:
    row = brought(cast, clip("film.mp4"))
    client.force_login(cast.asker)
    ticket, whole = ticket_for(row.file, cast.asker), address_for(row.file, cast.asker)
    assert client.get(whole).status_code == 200
    cut_recording(row, by=cast.author, begin=0.5, end=1.25)
    told = client.get(f"/recordings/{ticket}/").json()
    assert (told["cuts"], told["shown_cuts"], told["edition"]) == ([[0.5, 1.25]], [], 0)
    run_waiting()
    told = client.get(f"/recordings/{ticket}/").json()
    assert (told["shown_cuts"], told["edition"]) == ([[0.5, 1.25]], 1)
    assert client.get(whole).status_code == 404
    row = Recording.objects.select_related("file").get(pk=row.pk)
    assert source_for(row.file, cast.asker) == f"/recordings/{ticket}/film/"
    taken = client.get(f"/recordings/{ticket}/film/?take")
    assert (taken["Content-Type"], taken["Content-Disposition"]) == ("video/mp4", 'attachment; filename="120p-1.mp4"')


@pytest.mark.parametrize(("begin", "end"), [(1, 1), (1.5, 1), (5, 9), (0, 1.9), (-5, 0)])
def test_what_cannot_be_cut_is_refused_in_words(cast: Cast, begin: float, end: float) -> None:
    row = brought(cast, clip("film.mp4"))
    with pytest.raises(ValidationError):
        cut_recording(row, by=cast.author, begin=begin, end=end)
    assert not row.cut_rows.exists()


def test_a_recording_that_is_cut_while_it_is_made_is_left_to_the_later_job(cast: Cast) -> None:
    row = brought(cast, clip("film.mp4"))
    cut_recording(row, by=cast.author, begin=0, end=0.5)
    begun = Recording.objects.select_related("file").get(pk=row.pk)
    cut_recording(row, by=cast.author, begin=1, end=1.2)
    make_recording(begun)
    row.refresh_from_db()
    assert (row.edition, row.shown_edition) == (2, 0)
    run_waiting()
    row.refresh_from_db()
    assert (row.shown_edition, row.shown_cuts, row.percent) == (2, [[0.0, 0.5], [1.0, 1.2]], 100)


def test_seconds_lie_where_they_are_heard() -> None:
    assert [shown_second(CUTS, second) for second in (1, 2, 3, 4, 10.5, 20)] == [1, 2, 2, 2, 8, 16.5]
    assert [original_second(CUTS, second) for second in (1, 2, 7.9, 8, 16.5)] == [1, 4, 9.9, 11.5, 20]
    lines = [[[1, 1.5, "left"], [2, 2.5, "gone"]], [[4, 5, "left"]]]
    assert moved(lines, CUTS) == [[[1, 1.5, "left"]], [[2, 3, "left"]]]


SECONDS = st.floats(0, 100, allow_nan=False).map(lambda number: round(number, 2))
STRETCHES = st.lists(st.tuples(SECONDS, SECONDS), max_size=8)


@STEADY
@given(STRETCHES, SECONDS)
def test_there_and_back_is_the_same_moment(stretches: list[tuple[float, float]], second: float) -> None:
    cuts = normal(stretches, end=100)
    assert all(begin < stop for begin, stop in cuts)
    assert all(earlier[1] < later[0] for earlier, later in zip(cuts, cuts[1:], strict=False))
    assert shown_second(cuts, 100) == pytest.approx(kept_seconds(cuts, end=100), abs=0.01)
    if not is_cut(cuts, second):
        assert original_second(cuts, shown_second(cuts, second)) == pytest.approx(second, abs=0.01)
