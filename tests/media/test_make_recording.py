"""Making a recording ready: from what people bring, in sizes no larger than it came, and never reading anything else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_add_file import PDF
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.media.actions import add_file
from upwell.media.actions.recordings import ask_for_recording
from upwell.media.models import MakingState, Recording, Rendition
from upwell.media.recordings import ffmpeg
from upwell.media.recordings.ranges import joined
from upwell.media.recordings.sizes import sizes_for
from upwell.media.tasks import make_playable, sweep_recordings

settings.register_profile("same each time", derandomize=True, database=None, deadline=None)
STEADY = settings.get_profile("same each time")


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"  # captions have tests of their own
    yield


def brought(cast: Cast, data: bytes, name: str = "film.mp4") -> Recording:
    """A recording as it stands once all jobs are done."""
    file = add_file([data], name=name, by=cast.author)
    run_waiting()
    return Recording.objects.get(file=file)


def test_a_film_becomes_playable_by_itself_and_the_journal_says_so_once(cast: Cast) -> None:
    row = brought(cast, clip("film.mp4"))
    assert (row.state, row.percent, row.fault) == (MakingState.READY, 100, "")
    assert (row.width, row.height, row.has_sound, row.has_poster) == (160, 120, True, True)
    assert row.seconds == pytest.approx(2, abs=0.2)
    size = row.renditions.get()
    assert (size.width, size.height, size.label) == (160, 120, "120p")
    made = ffmpeg.look(configured.FILES / row.place("120p.mp4"), "video/mp4")
    assert (made.width, made.height, made.has_sound) == (160, 120, True)
    assert '#EXT-X-MAP:URI="120p.mp4"' in (configured.FILES / row.place("120p.m3u8")).read_text()
    assert (configured.FILES / row.place("poster.jpg")).read_bytes().startswith(b"\xff\xd8")
    make_playable(row.pk)
    ask_for_recording(row.file)
    run_waiting()
    assert Line.objects.filter(verb="recording.ready").count() == 1


@pytest.mark.parametrize(
    ("name", "width", "height", "has_sound"),
    [
        ("silent.mp4", 160, 120, False),
        ("turned.mp4", 120, 160, True),
        ("upside-down.mp4", 160, 120, True),
        ("crooked.mp4", 160, 120, True),
        ("tone.wav", 0, 0, True),
        ("tracks.mkv", 160, 120, True),
        ("film.webm", 160, 120, True),
    ],
)
def test_what_people_bring_plays(cast: Cast, name: str, width: int, height: int, has_sound: bool) -> None:
    row = brought(cast, clip(name), name)
    assert (row.state, row.fault) == (MakingState.READY, "")
    assert (row.width, row.height, row.has_sound) == (width, height, has_sound)
    size = row.renditions.get()
    made = ffmpeg.look(configured.FILES / row.place(f"{size.label}.mp4"), "video/mp4")
    assert (made.width, made.height, made.has_sound) == (width, height, has_sound)
    assert made.seconds == pytest.approx(2, abs=0.3)


def test_everybody_has_a_small_size_before_anybody_has_a_large_one(cast: Cast) -> None:
    film = clip("large.mp4")
    for mark in (b"a", b"b"):
        add_file([film, (9).to_bytes(4), b"free", mark], name="film.mp4", by=cast.author)
    run_waiting()
    assert [size.height for size in Rendition.objects.order_by("at")] == [360, 360, 480, 480]
    assert {row.percent for row in Recording.objects.all()} == {100}
    assert Line.objects.filter(verb="recording.ready").count() == 2


BROKEN = [
    (clip("talk.mp4")[: len(clip("talk.mp4")) // 2], "half.mp4"),  # what says where its pieces lie stands at the end
    (clip("film.mp4")[:400], "broken.mp4"),
    (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 500, "empty.mp4"),
    (b"\x00\x00\x00\x18ftypmp42" + b"#EXTM3U\nfile:///etc/passwd\n" * 20, "list.mp4"),
    (b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 10, "noise.mkv"),
    (b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"http://127.0.0.1:1/a.m3u8\n" * 20, "list.mp3"),
]


@pytest.mark.parametrize(("data", "name"), BROKEN, ids=[name for _data, name in BROKEN])
def test_what_cannot_be_played_says_why_in_words(cast: Cast, data: bytes, name: str) -> None:
    row = brought(cast, data, name)
    assert row.state == MakingState.FAILED
    assert row.fault.endswith("Bring it again.")
    assert not row.renditions.exists()
    assert not row.is_in_work
    assert Line.objects.filter(verb="recording.failed").count() == 1


@pytest.mark.parametrize(
    "words",
    [
        "#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:9/secret.ts\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "file '/etc/passwd'\n",
    ],
    ids=["a list of a file", "a list of an address", "a script", "a bare list"],
)
def test_a_list_that_calls_itself_a_film_is_words_and_nothing_it_names_is_read(cast: Cast, words: str) -> None:
    file = add_file([words.encode()], name="film.mp4", by=cast.author)
    run_waiting()
    assert (file.kind, file.content_type, file.name) == ("text", "text/plain", "film.txt")
    assert not Recording.objects.exists()


def test_thirty_hours_of_silence_are_refused_in_words_and_at_once(cast: Cast, settings: Any) -> None:
    settings.FILE_MAX_BYTES = 10**10
    row = brought(cast, clip("silence.flac"), "night.flac")
    assert row.state == MakingState.FAILED
    assert row.fault == (
        "This recording lasts 30.0 hours; at most 180 minutes can be played here. Cut it and bring the parts."
    )


def test_only_the_file_itself_can_be_read(cast: Cast, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("ffconcat version 1.0\nfile /etc/passwd\n")
    (tmp_path / "film.mp4").write_bytes(clip("film.mp4"))
    into = tmp_path / "into"
    into.mkdir()
    for before in (
        ["-f", "concat", "-safe", "0", "-i", str(secret)],
        ["-f", "lavfi", "-i", f"movie={secret}"],
        ["-f", "hls", "-i", "http://127.0.0.1:9/list.m3u8"],
        ["-f", "s16le", "-i", "/etc/passwd"],
    ):
        with pytest.raises(ffmpeg.FfmpegFailed):
            ffmpeg.make(tmp_path / "film.mp4", "video/mp4", ["out.mp4"], into=into, patience=20, before=before)
    with pytest.raises(ffmpeg.FfmpegFailed):
        ffmpeg.make(tmp_path / "film.mp4", "video/mp4", [str(tmp_path / "out.mp4")], into=into, patience=20)
    assert not (tmp_path / "out.mp4").exists()


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(clip("film.mp4"))
    with pytest.raises(ffmpeg.TookTooLong):
        endless = ["-stream_loop", "-1", "-re"]
        ffmpeg.make(
            tmp_path / "film.mp4", "video/mp4", ["-f", "null", "-"], into=tmp_path, patience=1.0, before=endless
        )


def test_what_was_interrupted_is_gone_on_with_and_what_nobody_noticed_is_begun(cast: Cast) -> None:
    file = add_file([clip("film.mp4")], name="film.mp4", by=cast.author)
    assert not Recording.objects.exists()  # the journal's job has not run
    sweep_recordings(0)
    Recording.objects.update(seen_alive_at="2020-01-01T00:00:00Z")
    sweep_recordings(0)
    run_waiting()
    assert Recording.objects.get(file=file).renditions.count() == 1


def test_other_files_are_left_alone(cast: Cast) -> None:
    assert ask_for_recording(add_file([PDF], name="plan.pdf", by=cast.author)) is None
    run_waiting()
    assert not Recording.objects.exists()


@STEADY
@given(st.integers(2, 9000), st.integers(2, 9000))
def test_no_size_is_larger_than_what_came(width: int, height: int) -> None:
    sizes = sizes_for(width, height)
    assert 1 <= len(sizes) <= 3
    assert sizes == sorted(sizes, key=lambda size: size.height)
    assert len({size.height for size in sizes}) == len(sizes)
    for size in sizes:
        assert size.width <= width and size.height <= height
        assert size.width % 2 == size.height % 2 == 0
        assert min(size.width, size.height) <= 1080


stretch = st.tuples(st.floats(-10, 200), st.floats(-10, 200))


@STEADY
@given(st.lists(stretch, max_size=30))
def test_stretches_are_kept_in_order_and_apart(stretches: list[tuple[float, float]]) -> None:
    kept = joined(stretches, end=100)
    assert all(0 <= begin < stop <= 100 for begin, stop in kept)
    assert all(before[1] < after[0] for before, after in zip(kept, kept[1:], strict=False))
    assert joined(kept, end=100) == kept


def test_a_setting_says_where_it_all_lies(cast: Cast) -> None:
    row = brought(cast, clip("tone.wav"), "tone.wav")
    assert (configured.FILES / row.place("sound.mp4")).is_file()
    assert not list((configured.FILES / "making").iterdir())
