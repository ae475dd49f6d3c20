"""The parts of a module as its readers see and use them: with script and without, and at what cost."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.browsing import at, read, written
from tests.cast import Cast
from tests.library.parts import CHECKLIST, POLL, PRIVATE, QUESTIONS, SHARED, TASK, asked, every_kind
from tests.library.sheets import TEXT, draft, module_of, published
from tests.media.test_add_file import MP4, PDF
from upwell.library.actions.answering import answer_part
from upwell.library.actions.curating import set_audience
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Response
from upwell.media.actions import add_file


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def with_everything(cast: Cast) -> Item:
    """A module with one of each kind but a picture, its files kept."""
    film = add_file([MP4], name="pump.mp4", by=cast.author)
    paper = add_file([PDF], name="form.pdf", by=cast.author)
    sound = add_file([b"ID3\x04\x00" + b"\x00" * 50], name="alarm.mp3", by=cast.author)
    kept = {"film": film.sha256, "sound": sound.sha256, "paper": paper.sha256}
    blocks = [
        {**block, "file": kept[block["id"]]} if block["id"] in kept else block
        for block in every_kind()
        if block["type"] != "image"
    ]
    return published(cast.author, blocks=blocks)


def test_every_kind_is_on_the_page(cast: Cast) -> None:
    text = read(at(cast.stranger).get(f"/modules/{with_everything(cast).pk}/"))
    for words in (
        '<blockquote class="callout tip">',
        "<video controls",
        "<audio controls",
        "form.pdf, PDF",
        'data-src="https://www.youtube-nocookie.com/embed/abc_DEF-123"',
        "Before the round",
        "Ring one GP this week.",
        "What do you fear about it?",
        "When do you read letters?",
        "Whales are fish.",
        "Put these in order, the first on top.",
        "Fill the gaps.",
        "Nothing of your answer is kept.",
        "Only you see it.",
        "Nobody sees how you voted",
    ):
        assert words in text, words
    assert "needs a newer version" not in text
    assert "<iframe" not in text
    for hidden in ("Yes, this.", "one hundred", "Ciudad de Lima", "450"):
        assert hidden not in text, hidden


def test_the_page_may_load_frames_of_the_allowed_sites_alone(cast: Cast) -> None:
    policy = at(cast.stranger).get(f"/modules/{published(cast.author).pk}/").headers["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com;" in policy


def test_what_may_not_be_embedded_any_more_is_a_link(cast: Cast, settings: Any) -> None:
    item = published(cast.author, blocks=[every_kind()[6]])
    settings.EMBED_HOSTS = []
    text = read(at(cast.stranger).get(f"/modules/{item.pk}/"))
    assert "<x-embed" not in text and 'href="https://youtu.be/abc_DEF-123"' in text


def test_a_file_that_is_not_here_is_said_and_breaks_nothing(cast: Cast) -> None:
    item = draft(cast.author, blocks=[every_kind()[2], every_kind()[4]])
    text = read(at(cast.author).get(f"/modules/{item.pk}/look/"))
    assert text.count("Its file is not here.") == 2


def test_a_page_costs_as_many_questions_with_one_part_of_each_as_with_twenty(cast: Cast) -> None:
    film = add_file([MP4], name="pump.mp4", by=cast.author).sha256
    each = [TASK, PRIVATE, SHARED, POLL, CHECKLIST, {"type": "video", "file": film}, asked("match")]

    def cost(times: int) -> int:
        blocks = [{**block, "id": f"{block.get('id', 'film')}-{turn}"} for turn in range(times) for block in each]
        item = published(cast.author, blocks=blocks)
        for turn in range(times):
            answer_part(item, by=cast.stranger, block=f"alone-{turn}", text="Mine")
        client = at(cast.stranger)
        with CaptureQueriesContext(connection) as asked_for:
            assert client.get(f"/modules/{item.pk}/").status_code == 200
        return len(asked_for)

    plain = published(cast.author, blocks=[TEXT])
    client = at(cast.stranger)
    with CaptureQueriesContext(connection) as asked_for:
        client.get(f"/modules/{plain.pk}/")
    assert cost(20) == cost(1) == len(asked_for) + 2  # its files, and what the reader left


def answer(client: Client, item: Item, **sent: Any) -> Any:
    return client.post(f"/modules/{item.pk}/answer/", {"version": "1", **sent})


def test_a_form_keeps_what_was_left_and_leads_back_to_the_part(cast: Cast) -> None:
    item = with_everything(cast)
    client = at(cast.stranger)
    for sent in (
        {"block": "round", "line": ["0", "2"]},
        {"block": "try", "done": "on", "text": "She was glad."},
        {"block": "alone", "text": "The phone."},
        {"block": "when", "line": "1"},
    ):
        response = answer(client, item, **sent)
        assert (response.status_code, response.headers["Location"]) == (
            302,
            f"/modules/{item.pk}/#part-{sent['block']}",
        )
    text = read(client.get(f"/modules/{item.pk}/"))
    for words in ("2 of 3 ticked.", "She was glad.", "The phone.", "Change my vote"):
        assert words in text
    assert "She was glad." not in read(at(cast.author).get(f"/modules/{item.pk}/"))
    client.post(f"/modules/{item.pk}/unanswer/", {"block": "alone"})
    assert "The phone." not in read(client.get(f"/modules/{item.pk}/"))


def test_script_gets_the_part_alone(cast: Cast) -> None:
    item = with_everything(cast)
    client = at(cast.stranger)
    sent = {"block": "alone", "version": "1", "text": "The phone."}
    kept = read(client.post(f"/modules/{item.pk}/answer/", sent, headers={"HX-Request": "true"}))
    assert kept.startswith('<section class="card part-write') and "Kept." in kept
    gone = read(client.post(f"/modules/{item.pk}/unanswer/", sent, headers={"HX-Request": "true"}))
    assert "Removed." in gone and "The phone." not in gone


@pytest.mark.parametrize("script", [False, True])
def test_what_does_not_fit_comes_back_as_it_was_typed(cast: Cast, script: bool) -> None:
    item = with_everything(cast)
    headers = {"HX-Request": "true"} if script else {}
    sent = {"block": "aloud", "version": "1", "text": "y" * 10_001, "share": "on"}
    response = at(cast.stranger).post(f"/modules/{item.pk}/answer/", sent, headers=headers)
    text = read(response)
    assert response.status_code == 422
    assert "y" * 10_001 in text and "has 10001 characters" in text
    assert 'name="share" checked' in text
    assert not Response.objects.exists()


@pytest.mark.parametrize("script", [False, True])
def test_what_was_typed_into_a_part_that_is_gone_can_be_copied(cast: Cast, script: bool) -> None:
    item = published(cast.author, blocks=[TEXT])
    headers = {"HX-Request": "true"} if script else {}
    response = at(cast.stranger).post(
        f"/modules/{item.pk}/answer/", {"block": "alone", "text": "Long thought."}, headers=headers
    )
    assert response.status_code == 422
    assert "Long thought." in read(response) and "not in the module any more" in read(response)


def test_whoever_is_half_way_through_an_older_version_loses_nothing(cast: Cast) -> None:
    item = with_everything(cast)
    save_draft(item, by=cast.author, title="T", blocks=[TEXT], stamp=module_of(item).draft_stamp)
    publish_module(item, by=cast.author)
    assert answer(at(cast.stranger), item, block="alone", text="Half-way.").status_code == 302
    assert Response.objects.get().text == "Half-way."


@pytest.mark.parametrize("path", ["answer/", "unanswer/", "answers/alone/", "check-question/"])
def test_what_one_may_not_see_is_not_there(cast: Cast, path: str) -> None:
    hidden = set_audience(
        published(cast.author, blocks=[PRIVATE, asked("truth")]), by=cast.author, team=cast.outpatients
    )
    for item_id in (hidden.pk, draft(cast.author).pk, 10**6, 10**30):
        send = at(cast.stranger).get if path.startswith("answers") else at(cast.stranger).post
        assert send(f"/modules/{item_id}/{path}").status_code == 404


def test_a_draft_is_not_answered(cast: Cast) -> None:
    item = draft(cast.author, blocks=[PRIVATE])
    assert at(cast.author).post(f"/modules/{item.pk}/answer/", {"block": "alone", "text": "x"}).status_code == 403
    assert "disabled" in read(at(cast.author).get(f"/modules/{item.pk}/look/"))


def test_how_people_voted_is_for_those_who_voted_and_the_authors(cast: Cast) -> None:
    item = with_everything(cast)
    for person in (cast.asker, cast.helper, cast.lead, cast.steward):
        answer_part(item, by=person, block="when", lines=(0,))
    few = read(at(cast.asker).get(f"/modules/{item.pk}/answers/when/"))
    assert "1 more vote, then everybody who voted sees the numbers." in few and "%" not in few
    answer_part(item, by=cast.admin, block="when", lines=(1,))
    assert "80 %" in read(at(cast.asker).get(f"/modules/{item.pk}/answers/when/"))
    assert "80 %" in read(at(cast.author).get(f"/modules/{item.pk}/answers/when/"))
    assert "Whoever votes sees how people voted." in read(at(cast.stranger).get(f"/modules/{item.pk}/answers/when/"))


def test_what_readers_chose_to_show_is_read_with_their_names(cast: Cast) -> None:
    item = with_everything(cast)
    answer_part(item, by=cast.asker, block="aloud", text="Reading aloud.", share=True)
    answer_part(item, by=cast.helper, block="aloud", text="Not for you.")
    text = read(at(cast.stranger).get(f"/modules/{item.pk}/answers/aloud/"))
    assert "Reading aloud." in text and "Sofia Lindqvist" in text
    assert "Not for you." not in text
    assert at(cast.stranger).get(f"/modules/{item.pk}/answers/alone/").status_code == 404
    assert at(cast.stranger).get(f"/modules/{item.pk}/answers/round/").status_code == 404


def test_what_others_showed_costs_the_same_for_two_and_for_twenty(cast: Cast) -> None:
    item = with_everything(cast)

    def cost() -> int:
        client = at(cast.stranger)
        with CaptureQueriesContext(connection) as asked_for:
            client.get(f"/modules/{item.pk}/answers/aloud/")
        return len(asked_for)

    everybody = [person for person in cast.everybody if person != cast.stranger]
    for person in everybody[:2]:
        answer_part(item, by=person, block="aloud", text="Mine.", share=True)
    two = cost()
    for person in everybody:
        answer_part(item, by=person, block="aloud", text="Ours.", share=True)
    assert cost() == two


@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_question_is_answered_without_script_and_nothing_is_kept(cast: Cast, kind: str) -> None:
    item = published(cast.author, blocks=[asked(kind, hint="Think.", well="Well done.", not_yet="Look again.")])
    client = at(cast.stranger)
    sent = {"block": kind, "version": "1"}
    blank = read(client.post(f"/modules/{item.pk}/check-question/", sent))
    assert ("answer first" in blank) == (kind != "order")
    wrong = {"choice": "1", "truth": "true", "short": "Cusco", "number": "3", "order": ["0", "1", "2"]}
    given = {"answer": wrong.get(kind, ""), "answer.0": "0", "answer.1": "0", "answer.2": "0"}
    with CaptureQueriesContext(connection) as asked_for:
        text = read(client.post(f"/modules/{item.pk}/check-question/", {**sent, **given}))
    assert "Look again." in text and "Check again" in text and "A hint" in text
    assert "Well done." not in text
    assert not written(asked_for)


def test_a_button_moves_a_thing_without_script(cast: Cast) -> None:
    item = published(cast.author, blocks=[asked("order")])
    client = at(cast.stranger)
    sent = {"block": "order", "version": "1", "answer": ["0", "1", "2"], "move": "down 0"}
    text = read(client.post(f"/modules/{item.pk}/check-question/", sent))
    assert re.findall(r'name="answer" value="(\d)"', text) == ["1", "0", "2"]
    assert "verdict" not in text


def test_one_sees_everything_one_left_and_removes_it_even_where_one_may_not_look_any_more(cast: Cast) -> None:
    item = published(cast.author, blocks=[PRIVATE, CHECKLIST])
    answer_part(item, by=cast.stranger, block="alone", text="Mine.")
    answer_part(item, by=cast.asker, block="alone", text="Theirs.")
    set_audience(item, by=cast.author, team=cast.outpatients)
    client = at(cast.stranger)
    text = read(client.get("/learn/left/"))
    assert "Mine." in text and "Theirs." not in text
    assert f'href="/modules/{item.pk}/#part-alone"' not in text
    others = Response.objects.get(by=cast.asker)
    assert client.post("/learn/forget/", {"response": others.pk}).status_code == 404
    assert client.post("/learn/forget/", {"response": "²"}).status_code == 404
    own = Response.objects.get(by=cast.stranger)
    assert client.post("/learn/forget/", {"response": own.pk}).status_code == 302
    assert list(Response.objects.all()) == [others]


def test_the_list_of_what_one_left_costs_the_same_for_two_and_for_twenty(cast: Cast) -> None:
    def cost() -> int:
        client = at(cast.stranger)
        with CaptureQueriesContext(connection) as asked_for:
            client.get("/learn/left/")
        return len(asked_for)

    def leave(count: int) -> None:
        for _turn in range(count):
            answer_part(published(cast.author, blocks=[PRIVATE]), by=cast.stranger, block="alone", text="Mine.")

    leave(2)
    few = cost()
    leave(15)
    assert cost() == few
