"""Moments: what is said in a recording is found, and opens the page at the second; for whoever may see the page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.media.spoken import recorded, said_in, shown_on
from upwell.library.actions import said
from upwell.library.actions.curating import retire_item, set_audience
from upwell.library.models import Item
from upwell.people.models import Person
from upwell.search.actions.rebuilding import rebuild_everything
from upwell.search.models import Document, DocumentKind, Moment, Playing
from upwell.search.queries.everything import search_everything

Settle = Callable[[], int]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


@pytest.fixture
def item(cast: Cast, settle: Settle) -> Item:
    """A film in which Amara speaks of a clamp and a door."""
    file = recorded(cast.author)
    said_in(file)
    found = shown_on(file, cast.author)
    settle()
    return found


def heard(text: str, by: Person) -> list[tuple[str, float]]:
    return [(hit.text, hit.second) for hit in search_everything(text, by).moments]


def test_a_word_said_opens_the_page_at_its_second(cast: Cast, item: Item) -> None:
    (hit,) = search_everything("clamp", cast.stranger).moments
    assert (hit.item, hit.second, ("clamp", True) in hit.passage) == (item, 0.0, True)
    assert hit.get_absolute_url() == f"/modules/{item.pk}/?t=0.0#part-film"


def test_words_written_down_after_publishing_are_found_and_so_are_those_put_right(cast: Cast, settle: Settle) -> None:
    file = recorded(cast.author)
    item = shown_on(file, cast.author)
    settle()
    assert heard("clamp", cast.stranger) == []
    said_in(file)
    settle()
    assert len(heard("clamp", cast.stranger)) == 1
    said.correct_word(item, by=cast.author, block="film", line=0, word=2, text="roller")
    settle()
    assert (heard("clamp", cast.stranger), len(heard("roller", cast.stranger))) == ([], 1)


def test_what_was_cut_out_is_found_no_more_until_it_is_put_back(cast: Cast, item: Item, settle: Settle) -> None:
    cut = said.cut_out(item, by=cast.author, block="film", begin=0, end=0.6)
    settle()
    assert heard("clamp", cast.stranger) == []
    (hit,) = search_everything("door", cast.stranger).moments
    assert (hit.second, hit.shown) == (0.6, 0.0)
    said.put_back(item, by=cast.author, block="film", cut=cut.pk)
    settle()
    assert len(heard("clamp", cast.stranger)) == 1


def test_only_who_may_see_the_page_finds_what_is_said_on_it(cast: Cast, item: Item, settle: Settle) -> None:
    set_audience(item, by=cast.author, team=cast.author.team)
    assert heard("clamp", cast.stranger) == []
    settle()
    assert (heard("clamp", cast.stranger), len(heard("clamp", cast.author))) == ([], 1)
    retire_item(item, by=cast.author)
    settle()
    assert heard("clamp", cast.author) == []
    assert not Playing.objects.exists() and not Document.objects.filter(kind=DocumentKind.MOMENT).exists()


def test_a_rebuild_finds_the_same(cast: Cast, item: Item) -> None:
    Playing.objects.all().delete()
    rebuild_everything()
    assert len(heard("clamp", cast.stranger)) == 1
    assert Moment.objects.count() == Document.objects.filter(kind=DocumentKind.MOMENT).count()


def test_the_page_of_results_says_what_was_said_and_when(cast: Cast, item: Item, client: Any) -> None:
    client.force_login(cast.stranger)
    page = client.get("/search/?q=clamp").content.decode()
    assert f'href="/modules/{item.pk}/?t=0.0#part-film"' in page and "<mark>clamp</mark>" in page
    as_typed = client.get("/search/ask/?q=clamp").content.decode()
    assert f"/modules/{item.pk}/?t=0.0#part-film" in as_typed


def test_a_passage_is_a_sentence_and_opens_where_it_begins(cast: Cast, settle: Settle) -> None:
    file = recorded(cast.author, "talk.mp4")
    said_in(file, ["Close the clamp first.", "Um so yes.", "Then open the door."], every=3)
    shown_on(file, cast.author)
    settle()
    assert heard("door", cast.stranger) == [("Then open the door.", 6.0)]
