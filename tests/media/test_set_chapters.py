"""Chapters: proposed where whoever speaks pauses, named by people, and then left alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_make_recording import brought
from upwell.core.models import Line
from upwell.media.actions.chapters import propose_chapters, set_chapters
from upwell.media.models import Recording
from upwell.media.recordings.chapters import proposed


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


def talk(*pauses: tuple[float, float], seconds: int = 120) -> list[list[list[Any]]]:
    """A word each second, silent in the pauses (from, to); the words say which second it is."""
    said = [second for second in range(seconds) if not any(begin <= second < end for begin, end in pauses)]
    return [[[second, second + 0.9, f"word{second}"]] for second in said]


def test_chapters_begin_after_the_longest_pauses() -> None:
    lines = talk((40, 42), (50, 55), (90, 93), (118, 119))
    assert proposed(lines, seconds=120) == [
        [0.0, "Word0 word1 word2 word3 word4 word5 word6"],
        [55.0, "Word55 word56 word57 word58 word59 word60 word61"],
        [93.0, "Word93 word94 word95 word96 word97 word98 word99"],
    ]


def test_a_chapter_is_called_by_the_first_sentence_said_in_it() -> None:
    words = ["so", "we", "look", "at", "the", "clamp.", "Then", "the", "arm"]
    lines = [*talk(seconds=60), [[70 + place, 70.5 + place, word] for place, word in enumerate(words)]]
    assert proposed(lines, seconds=120)[1] == [70.0, "So we look at the clamp"]


@pytest.mark.parametrize(("lines", "seconds"), [([], 600), (talk(), 120), (talk((20, 25), seconds=50), 50)])
def test_what_is_short_silent_or_without_pauses_is_one_thing(lines: list[Any], seconds: float) -> None:
    assert proposed(lines, seconds=seconds) == []


def test_chapters_that_somebody_named_stay(cast: Cast) -> None:
    row = brought(cast, clip("film.mp4"))
    set_chapters(row, by=cast.author, named=[(1.0, " The  clamp "), (0.0, "Why it alarms")])
    set_chapters(row, by=cast.helper, named=[(0.0, "Why it alarms"), (1.0, "The clamp")])
    row.refresh_from_db()
    propose_chapters(row, talk((40, 50)))
    row = Recording.objects.get(pk=row.pk)
    assert row.chapters == [[0.0, "Why it alarms"], [1.0, "The clamp"]]
    assert (row.chapters_by, Line.objects.get(verb="recording.chapters_set").actor_id) == (cast.author, cast.author.pk)


@pytest.mark.parametrize("named", [[(-1, "x")], [(2.5, "x")], [(0, " ")], [(0, "x" * 101)]])
def test_what_is_no_chapter_is_refused(cast: Cast, named: list[tuple[float, str]]) -> None:
    row = brought(cast, clip("film.mp4"))
    with pytest.raises(ValidationError):
        set_chapters(row, by=cast.author, named=named)
    with pytest.raises(ValidationError):
        set_chapters(row, by=cast.author, named=[(number / 100, "x") for number in range(51)])
