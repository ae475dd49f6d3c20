"""What was left to be made comes back to whose it is: a film that is ready, and what cannot be played, with the reason."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.browsing import at, read
from tests.cast import Cast
from tests.films.boards import begun
from tests.media.clips import clip
from tests.practice.telling import asked, recorded
from upwell.core.jobs import run_waiting
from upwell.core.journal import happening
from upwell.core.models import Line
from upwell.films.actions.making import ask_for_film
from upwell.films.making.folders import folder_of
from upwell.library.actions.writing import start_module
from upwell.media.actions import add_file
from upwell.notifications.actions import tell
from upwell.notifications.mail import path_of
from upwell.notifications.models import Notice
from upwell.people.models import Person


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """A folder for the files of one test, and nothing that listens or speaks."""
    settings.FILES, settings.SPEECH_MODEL, settings.VOICE = tmp_path / "files", "/nowhere", "none"


def told(person: Person) -> list[tuple[str, str, str]]:
    run_waiting()
    kinds = ["film_ready", "not_made"]
    rows = Notice.objects.filter(person=person, kind__in=kinds).order_by("pk")
    return [(row.kind, row.quote, path_of(row)) for row in rows]


def test_whoever_had_a_film_made_hears_that_it_is_ready_and_nobody_else_does(cast: Cast) -> None:
    board, _scene = begun(cast.author, "Letters that get read")
    ask_for_film(board, by=cast.author)
    assert told(cast.author) == [("film_ready", "", board.get_absolute_url())]
    line = Line.objects.get(verb="film.made")
    tell(happening(line))
    assert Notice.objects.filter(kind="film_ready").count() == 1
    assert "Your film is ready" in read(at(cast.author).get(reverse("notifications:inbox")))


def test_a_film_that_cannot_be_made_says_why_in_the_inbox(cast: Cast) -> None:
    board, _scene = begun(cast.author)
    folder_of(board).parent.mkdir(parents=True, exist_ok=True)
    folder_of(board).write_text("in the way")
    ask_for_film(board, by=cast.author)
    ((kind, quote, path),) = told(cast.author)
    assert (kind, path) == ("not_made", board.get_absolute_url()) and quote.startswith("This film could not be made")


def test_a_recording_that_cannot_be_played_leads_to_where_it_should_have_played(cast: Cast) -> None:
    broken = clip("film.mp4").replace(b"avcC", b"xxxx")
    file = add_file([broken], name="ward round.mp4", by=cast.author)
    item = start_module(by=cast.author, title="A ward round", blocks=[{"type": "video", "file": file.sha256}])
    ((kind, quote, path),) = told(cast.author)
    assert (kind, path) == ("not_made", item.get_absolute_url()) and "cannot be played" in quote
    lonely = add_file([broken, b"\0"], name="alone.mp4", by=cast.helper)
    assert [path for _kind, _quote, path in told(cast.helper)] == [reverse("media:filmed", args=[lonely.pk])]
    assert "cannot be played" in read(at(cast.helper).get(reverse("media:filmed", args=[lonely.pk])))
    take = recorded(asked(cast))
    assert told(cast.asker) == []
    assert take.file.by == cast.asker
