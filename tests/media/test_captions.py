"""Captions: written down where there is something to listen with, put right by people, and shown with the film."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tests.media.clips import clip
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.media.actions import add_file
from upwell.media.actions.captions import ask_for_captions, correct_line, correct_word, make_captions
from upwell.media.models import MakingState, Recording, Transcript
from upwell.media.recordings.captions import realigned, vtt
from upwell.media.recordings.listening import ENGINE, cut
from upwell.media.recordings.tickets import ticket_for
from upwell.people.models import Person

LINES = [[[0.0, 0.4, "Hand"], [0.4, 0.9, "<over>"]], [], [[3661.25, 3662.0, "now"]]]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


def at(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


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


def test_what_is_no_word_is_refused(cast: Cast) -> None:
    transcript = captioned(cast)
    for line, word, text in ((9, 0, "x"), (1, 0, "x"), (0, -1, "x"), (0, 0, "x" * 81)):
        with pytest.raises(ValidationError):
            correct_word(transcript, by=cast.author, line=line, word=word, text=text)


def test_a_line_is_written_anew_and_what_stays_keeps_its_time(cast: Cast) -> None:
    transcript = captioned(cast)
    correct_line(transcript, by=cast.author, line=0, text="Hand it <over>")
    correct_line(transcript, by=cast.author, line=0, text="Hand  it <over>")
    transcript.refresh_from_db()
    assert transcript.lines[0] == [[0.0, 0.4, "Hand"], [0.4, 0.4, "it"], [0.4, 0.9, "<over>"]]
    assert (transcript.edited_by, Line.objects.filter(verb="recording.captions_corrected").count()) == (cast.author, 1)
    for line, text in ((9, "x"), (1, "x"), (0, "x" * 401)):
        with pytest.raises(ValidationError):
            correct_line(transcript, by=cast.author, line=line, text=text)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("we hang the bag", [(0, 1), (1, 2), (2, 2.5), (2.5, 3)]),
        ("we hang", [(0, 1), (1, 2)]),
        ("please we hang saline", [(0, 0), (0, 1), (1, 2), (2, 3)]),
        ("", []),
    ],
)
def test_new_words_share_the_time_of_those_they_stand_for(text: str, times: list[tuple[float, float]]) -> None:
    line = [[0, 1, "we"], [1, 2, "hang"], [2, 3, "salt"]]
    kept = realigned(line, text)
    assert [(word[0], word[1]) for word in kept] == times
    assert " ".join(word[2] for word in kept) == text
