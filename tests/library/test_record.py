"""Recording: takes on their page, and what becomes of the one that is used: a draft with the film as its only part."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.browsing import at
from tests.cast import Cast
from tests.media.test_keep_take import FILM, left_alone, recorded
from upwell.core.models import Line
from upwell.library.actions.recording import start_from_take
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item
from upwell.media.actions import add_file
from upwell.media.actions.uploads import receive_pieces, start_upload
from upwell.media.models import StoredFile, Upload
from upwell.needs.actions.declaring import declare_need


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def test_a_take_becomes_a_draft_with_the_film_alone(cast: Cast) -> None:
    item = start_from_take(recorded(cast.author), by=cast.author, title="How we hand over")
    file = StoredFile.objects.get()
    (block,) = item.module.draft or []
    assert (item.title, item.owner, item.is_published) == ("How we hand over", cast.author, False)
    assert (block["type"], block["file"]) == ("video", file.sha256)
    assert not Upload.objects.exists()
    assert set(Line.objects.values_list("verb", flat=True)) >= {"file.added", "item.started"}


def test_a_second_time_there_is_no_take_to_start_from(cast: Cast) -> None:
    take = recorded(cast.author)
    start_from_take(take, by=cast.author)
    with pytest.raises(ValidationError, match="no longer here"):
        start_from_take(take, by=cast.author)
    assert Item.objects.filter(owner=cast.author).count() == 1


def test_nobody_else_uses_it(cast: Cast) -> None:
    take = recorded(cast.author)
    with pytest.raises(PermissionDenied):
        start_from_take(take, by=cast.stranger)
    assert at(cast.stranger).post("/record/use/", {"take": take.key}).status_code == 404
    assert Upload.objects.filter(pk=take.pk, file=None).exists()


def test_a_title_that_is_too_long_keeps_the_take_and_what_was_typed(cast: Cast) -> None:
    take = recorded(cast.author)
    answer = at(cast.author).post("/record/use/", {"take": take.key, "title": "x" * 201})
    assert answer.status_code == 422
    assert f'value="{"x" * 201}"' in answer.content.decode()
    assert "at most 200 fit" in answer.content.decode()
    assert Upload.objects.filter(pk=take.pk, file=None).exists()


def test_using_one_leads_to_the_page_one_writes_on_for_the_need_it_answers(cast: Cast) -> None:
    need = declare_need("How do we hand over at night?", by=cast.asker)
    sent = {"take": recorded(cast.author).key, "title": "", "for_need_id": str(need.pk)}
    answer = at(cast.author).post("/record/use/", sent)
    item = Item.objects.get(owner=cast.author)
    assert answer["Location"] == f"/modules/{item.pk}/edit/"
    assert item.module.for_need_id == need.pk


def test_who_comes_back_is_offered_to_finish(cast: Cast) -> None:
    take = recorded(cast.author)
    assert "coming in just now" in at(cast.author).get("/record/").content.decode()
    left_alone(take)
    page = at(cast.author).get("/record/").content.decode()
    assert "Finish it" in page
    assert f"?take={take.key}" in page
    chosen = at(cast.author).get(f"/record/?take={take.key}").content.decode()
    assert f"/takes/{take.key}/" in chosen
    assert "It was interrupted." in chosen
    assert take.key not in at(cast.stranger).get(f"/record/?take={take.key}").content.decode()


def test_a_film_comes_with_a_form_where_there_is_no_script(cast: Cast) -> None:
    film = SimpleUploadedFile("Round.mp4", FILM, "video/mp4")
    answer = at(cast.author).post("/record/", {"film": film, "title": "The round"})
    item = Item.objects.get(owner=cast.author)
    assert (answer["Location"], item.title) == (f"/modules/{item.pk}/edit/", "The round")
    (block,) = item.module.draft or []
    assert block["file"] == StoredFile.objects.get().sha256


def test_what_cannot_be_kept_is_said_on_the_same_page(cast: Cast) -> None:
    program = SimpleUploadedFile("Round.mp4", b"MZ\x90\x00" + bytes(60), "video/mp4")
    for sent, said in (({"film": program}, "This is a program"), ({}, "Choose a film or a sound first.")):
        answer = at(cast.author).post("/record/", {**sent, "title": "The round"})
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
        assert 'value="The round"' in answer.content.decode()
    assert not Item.objects.filter(owner=cast.author).exists()


def test_the_limit_is_said_before_anything_is_chosen(cast: Cast, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 3 * 1024**3
    assert "up to 3.0 GB" in at(cast.author).get("/record/").content.decode()


def test_recording_is_at_hand_everywhere(cast: Cast) -> None:
    assert 'href="/record/"' in at(cast.newcomer).get("/learn/").content.decode()
    assert "<x-recorder" in at(cast.newcomer).get("/record/here/").content.decode()


def test_who_writes_along_gets_the_files_of_the_page_and_nobody_else(cast: Cast) -> None:
    take = recorded(cast.author)
    item = start_from_take(take, by=cast.author)
    file, other = StoredFile.objects.get(), add_file([FILM + b"more"], name="other.mp4", by=cast.helper)
    address = f"/modules/{item.pk}/files/{file.sha256}/"
    led = at(cast.author).get(address)
    assert at(cast.author).get(led["Location"]).status_code == 200
    assert at(cast.stranger).get(led["Location"]).status_code == 404
    assert at(cast.stranger).get(address).status_code == 404
    assert at(cast.author).get(f"/modules/{item.pk}/files/{other.sha256}/").status_code == 404
    save_draft(item, by=cast.author, title="", blocks=[], stamp=item.module.draft_stamp)
    assert at(cast.author).get(address).status_code == 302  # they brought it themselves


def test_words_that_call_themselves_a_film_are_refused_in_words(cast: Cast) -> None:
    listed = b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
    take = start_upload(by=cast.author, name="film.mp4", byte_count=len(listed), is_take=True)
    receive_pieces(take, by=cast.author, offset=0, pieces=[listed])
    with pytest.raises(ValidationError, match="nothing to play in this file"):
        start_from_take(take, by=cast.author)
    answer = at(cast.author).post("/record/", {"film": SimpleUploadedFile("film.mp4", listed, "video/mp4")})
    assert "There is nothing to play in this file." in answer.content.decode()
    assert not Item.objects.filter(owner=cast.author).exists()
