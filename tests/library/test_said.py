"""What is said in a recording on a page: who may change it, and that everything by the second follows a cut."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tests.media.spoken import recorded, said_in, shown_on
from upwell.core.models import Line
from upwell.library.actions import said as actions
from upwell.library.actions.curating import add_author
from upwell.library.actions.reading import Spot, comment_on_item
from upwell.library.models import Item
from upwell.library.queries.margin import margin_of
from upwell.library.queries.said import said_in as seen
from upwell.media.models import Recording, Transcript, Wave
from upwell.people.models import Person


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


@pytest.fixture
def item(cast: Cast) -> Item:
    """Amara's module with a film in which she says three sentences, each for six tenths of a second."""
    file = recorded(cast.author)
    said_in(file)
    return shown_on(file, cast.author)


def read(item: Item, person: Person) -> list[str]:
    found = seen(Item.objects.get(pk=item.pk), person, "film")
    return [line.text for line in found.lines] if found else []


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_word_and_a_line_are_put_right_by_who_made_it(cast: Cast, item: Item) -> None:
    actions.correct_word(item, by=cast.author, block="film", line=0, word=2, text="clip")
    actions.correct_line(item, by=cast.author, block="film", line=2, text="Then open it.")
    assert read(item, cast.stranger) == ["Close the clip first.", "Um so yes.", "Then open it."]
    assert Line.objects.filter(verb="recording.captions_corrected", actor_id=cast.author.pk).count() == 2


def test_what_is_cut_out_is_not_read_any_more_and_comes_back(cast: Cast, item: Item) -> None:
    cut = actions.cut_out(item, by=cast.author, block="film", begin=0.6, end=1.2)
    assert read(item, cast.stranger) == ["Close the clamp first.", "Then open the door."]
    found = seen(item, cast.stranger, "film")
    assert found and [(line.begin, line.shown) for line in found.lines] == [(0.0, 0.0), (1.2, 0.6)]
    assert not found.cuts
    edited = seen(item, cast.author, "film")
    assert edited and [out.words for out in edited.cuts] == ["Um so yes."]
    actions.put_back(item, by=cast.author, block="film", cut=cut.pk)
    assert len(read(item, cast.stranger)) == 3


def test_a_second_cut_is_made_by_the_clock_of_what_is_left(cast: Cast, item: Item) -> None:
    actions.cut_out(item, by=cast.author, block="film", begin=0.6, end=0.8)
    second = actions.cut_out(item, by=cast.author, block="film", begin=0.6, end=0.8)
    assert (second.begin, second.end) == (0.8, 1.0)
    before = actions.cut_out(item, by=cast.author, block="film", begin=0.5, end=0.6)
    assert (before.begin, before.end) == (0.5, 0.6)


def test_comments_stay_with_their_second_and_are_kept_apart_where_it_was_cut_out(cast: Cast, item: Item) -> None:
    comment_on_item(item, by=cast.stranger, text="Which clamp?", spot=Spot("film", second=0.3))
    comment_on_item(item, by=cast.stranger, text="Say it again?", spot=Spot("film", second=0.7))
    comment_on_item(item, by=cast.stranger, text="Which door?", spot=Spot("film", second=1.5))
    cut = actions.cut_out(item, by=cast.author, block="film", begin=0.6, end=1.2)

    def notes() -> list[tuple[str, str, float | None]]:
        found = margin_of(Item.objects.with_module().get(pk=item.pk), cast.asker).notes
        return [(note.comments[0].text, note.state, note.shown) for note in found]

    assert notes() == [("Which clamp?", "here", 0.3), ("Say it again?", "gone", 0.6), ("Which door?", "here", 0.9)]
    actions.put_back(item, by=cast.author, block="film", cut=cut.pk)
    assert [state for _text, state, _shown in notes()] == ["here"] * 3


def test_chapters_follow_and_those_cut_out_are_kept(cast: Cast, item: Item) -> None:
    actions.set_chapters(item, by=cast.author, block="film", named=[(0, "The clamp"), (0.7, "Um"), (1.2, "The door")])
    actions.cut_out(item, by=cast.author, block="film", begin=0.6, end=1.2)
    found = seen(item, cast.stranger, "film")
    assert found and [(row.shown, row.title) for row in found.chapters] == [(0, "The clamp"), (0.6, "The door")]
    actions.set_chapters(item, by=cast.author, block="film", named=[(0, "The clamp"), (0.6, "A door")])
    assert Recording.objects.get().chapters == [[0, "The clamp"], [0.7, "Um"], [1.2, "A door"]]


def test_only_who_brought_it_who_writes_with_them_and_stewards_change_it(cast: Cast, item: Item) -> None:
    def correct(by: Person, text: str, of: Item = item) -> None:
        actions.correct_word(of, by=by, block="film", line=0, word=0, text=text)

    file = Recording.objects.get().file
    borrowed = shown_on(file, cast.stranger, "Something else")
    for person, where in ((cast.helper, item), (cast.stranger, borrowed)):
        with pytest.raises(PermissionDenied):
            correct(person, "Never", where)
        with pytest.raises(PermissionDenied):
            actions.cut_out(where, by=person, block="film", begin=0.6, end=1.2)
    add_author(item, by=cast.author, person=cast.helper)
    correct(cast.helper, "Shut", Item.objects.get(pk=item.pk))
    correct(cast.steward, "Turn")
    correct(cast.author, "Press", borrowed)
    assert read(item, cast.asker)[0] == "Press the clamp first."


def test_what_is_not_there_is_refused_in_words(cast: Cast, item: Item) -> None:
    for block, line in (("other", 0), ("film", 9)):
        with pytest.raises(ValidationError):
            actions.correct_line(item, by=cast.author, block=block, line=line, text="x")
    with pytest.raises(ValidationError):
        actions.put_back(item, by=cast.author, block="film", cut=99)


def test_readers_get_the_words_and_authors_the_means_to_change_them(cast: Cast, item: Item) -> None:
    page = f"/modules/{item.pk}/said/film/"
    read_by = client_of(cast.stranger).get(page).content.decode()
    assert "clamp" in read_by and "data-at" in read_by and "Spoken in English" in read_by
    assert "said-cut" not in read_by
    assert client_of(cast.stranger).get(f"{page}?edit").status_code == 403
    assert "said-cut" in client_of(cast.author).get(f"{page}?edit&line=1").content.decode()
    assert client_of(cast.stranger).get(f"/modules/{item.pk}/said/other/").status_code == 404
    assert client_of(cast.stranger).post(f"{page}cut/", {"begin": "0", "end": "1"}).status_code == 403


def test_cutting_by_the_clock_and_what_is_no_time_stays_as_typed(cast: Cast, item: Item) -> None:
    client, page = client_of(cast.author), f"/modules/{item.pk}/said/film/"
    answer = client.post(f"{page}cut/", {"begin": "0:00.60", "end": "soonish"})
    assert (answer.status_code, "soonish" in answer.content.decode()) == (422, True)
    assert client.post(f"{page}cut/", {"begin": "0:00.60", "end": "0:01,2"}).status_code == 302
    cut = Recording.objects.get().cut_rows.get()
    assert (cut.begin, cut.end) == (0.6, 1.2)
    told = client.post(f"{page}put-back/{cut.pk}/", headers={"HX-Request": "true"})
    assert "recut" in told["HX-Trigger-After-Settle"]
    assert client.post(f"{page}correct/", {"line": "0", "word": "0", "text": "Shut"}).status_code == 302
    assert client.post(f"{page}correct/", {"line": "1", "text": "Yes."}).status_code == 302
    assert read(item, cast.asker)[:2] == ["Shut the clamp first.", "Yes."]


def test_chapters_are_typed_one_a_line(cast: Cast, item: Item) -> None:
    client, page = client_of(cast.author), f"/modules/{item.pk}/said/film/chapters/"
    answer = client.post(page, {"chapters": "0:00 The clamp\nthe door"})
    assert (answer.status_code, "‘the door’ is not a chapter" in answer.content.decode()) == (422, True)
    assert client.post(page, {"chapters": "0:00 The clamp\n\n0:01 The door"}).status_code == 302
    assert Recording.objects.get().chapters == [[0.0, "The clamp"], [1.0, "The door"]]


def test_a_page_that_waits_for_what_is_said_looks_again_and_stops(cast: Cast) -> None:
    file = recorded(cast.author)
    item = shown_on(file, cast.author)
    transcript = said_in(file, [])
    Transcript.objects.update(state="waiting")
    client, address = client_of(cast.stranger), f"/modules/{item.pk}/said/film/"
    told = {"HX-Request": "true"}
    assert (
        f'hx-get="{address}?looks=1" hx-trigger="load delay:3s"' in client.get(address, headers=told).content.decode()
    )
    assert 'looks=8" hx-trigger="load delay:10s"' in client.get(f"{address}?looks=7", headers=told).content.decode()
    assert "hx-trigger" not in client.get(f"{address}?looks=999", headers=told).content.decode()
    Transcript.objects.filter(pk=transcript.pk).update(state="ready")
    come = client.get(f"{address}?looks=3", headers=told)
    assert ("hx-trigger" in come.content.decode(), "recut" in come["HX-Trigger-After-Settle"]) == (False, True)


def test_what_was_brought_just_now_is_waited_for(cast: Cast) -> None:
    file = recorded(cast.author)
    item = shown_on(file, cast.author)
    Recording.objects.all().delete()
    answer = client_of(cast.author).get(f"/modules/{item.pk}/said/film/", headers={"HX-Request": "true"})
    assert (answer.status_code, "It is being made ready to play." in answer.content.decode()) == (200, True)
    assert client_of(cast.author).get(f"/modules/{item.pk}/said/other/").status_code == 404


def test_who_cuts_gets_the_wave_and_readers_do_not(cast: Cast, item: Item) -> None:
    wave = Wave.objects.get()
    assert wave.every == 0.05 and 36 <= len(wave.peaks) <= 44
    assert max(wave.peaks) > 10
    edited = client_of(cast.author).get(f"/modules/{item.pk}/said/film/?edit").content.decode()
    assert f'data-peaks="{wave.told}" data-every="0.05"' in edited
    assert "data-peaks" not in client_of(cast.stranger).get(f"/modules/{item.pk}/said/film/").content.decode()
