"""Captions: written down where there is something to listen with, put right by people, and shown with the film."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_file_pages import at
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.media.actions import add_file
from upwell.media.actions.captions import ask_for_captions, correct_word, make_captions
from upwell.media.models import MakingState, Recording, Transcript
from upwell.media.recordings.captions import vtt
from upwell.media.recordings.listening import ENGINE, cut
from upwell.media.recordings.tickets import ticket_for

LINES = [[[0.0, 0.4, "Hand"], [0.4, 0.9, "<over>"]], [], [[3661.25, 3662.0, "now"]]]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


def recorded(cast: Cast) -> Recording:
    file = add_file([clip("tone.wav")], name="tone.wav", by=cast.author)
    run_waiting()
    return Recording.objects.get(file=file)


def captioned(cast: Cast) -> Transcript:
    row = recorded(cast)
    return Transcript.objects.create(recording=row, state=MakingState.READY, lines=LINES, at=row.asked_at)


def test_captions_are_written_as_players_read_them() -> None:
    assert vtt(LINES) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\nHand &lt;over&gt;\n\n01:01:01.250 --> 01:01:02.000\nnow\n"
    )


def test_lines_are_short_enough_to_be_read() -> None:
    words = [[number, number + 1, "something"] for number in range(40)]
    lines = cut(words)
    assert [word for line in lines for word in line] == words
    assert all(len(" ".join(word[2] for word in line)) <= 95 for line in lines)


def test_without_anything_to_listen_with_it_plays_without_captions(cast: Cast) -> None:
    row = recorded(cast)
    assert row.is_playable
    assert ask_for_captions(row) is None
    ticket = ticket_for(row.file, cast.asker)
    assert at(cast.asker).get(f"/recordings/{ticket}/").json()["captions"] == ""
    assert at(cast.asker).get(f"/recordings/{ticket}/captions/").status_code == 404


@pytest.mark.skipif(importlib.util.find_spec(ENGINE) is None, reason="the dependency group captions is not here")
def test_where_nobody_says_anything_nothing_is_written_down(cast: Cast, settings: Any) -> None:
    settings.SPEECH_MODEL = ""
    row = recorded(cast)
    transcript = Transcript.objects.get(recording=row)
    assert (transcript.state, transcript.lines, transcript.fault) == (MakingState.READY, [], "")
    assert Line.objects.filter(verb="recording.captioned").count() == 1


def test_a_word_is_put_right_and_the_film_shows_it(cast: Cast) -> None:
    transcript = captioned(cast)
    correct_word(transcript, by=cast.author, line=0, word=0, text="Turn ")
    correct_word(transcript, by=cast.author, line=0, word=0, text="Turn")
    answer = at(cast.asker).get(f"/recordings/{ticket_for(transcript.recording.file, cast.asker)}/captions/")
    assert (answer["Content-Type"], "Turn &lt;over&gt;" in answer.content.decode()) == ("text/vtt; charset=utf-8", True)
    assert Line.objects.filter(verb="recording.captions_corrected").count() == 1
    make_captions(transcript)
    transcript.refresh_from_db()
    assert transcript.lines[0][0] == [0.0, 0.4, "Turn"]


def test_only_who_brought_it_and_stewards_put_words_right(cast: Cast) -> None:
    transcript = captioned(cast)
    with pytest.raises(PermissionDenied):
        correct_word(transcript, by=cast.stranger, line=0, word=0, text="Turn")
    correct_word(transcript, by=cast.steward, line=2, word=0, text="soon")
    for line, word, text in ((9, 0, "x"), (1, 0, "x"), (0, -1, "x"), (0, 0, "x" * 81)):
        with pytest.raises(ValidationError):
            correct_word(transcript, by=cast.author, line=line, word=word, text=text)
