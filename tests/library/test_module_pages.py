"""A module's pages: who may open them, what they show, what their buttons do."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.browsing import at, read, written
from tests.cast import Cast
from tests.library.sheets import QUESTION, TEXT, draft, module_of, page, published, with_author
from upwell.discussion.models import Comment, Thread
from upwell.library.actions.curating import set_audience
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.reading import comment_on_item, react_to_item
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item


def test_a_reader_sees_what_it_says_and_who_made_it(cast: Cast) -> None:
    item = with_author(cast, published(cast.author, skills=["writing"]))
    react_to_item(item, by=cast.asker, kind="learned")
    text = read(at(cast.stranger).get(f"/modules/{item.pk}/"))
    for words in (
        "<h1>Letters that get read</h1>",
        "Put the <strong>ask</strong> first.",
        "Which opening would you rather get?",
        'href="https://example.org/letters"',
        "Amara Okafor",
        "Kofi Asante",
        "version 1",
        "useful to 1 of 1",
        "writing",
        "Was this useful?",
    ):
        assert words in text
    assert "Yes: the first line is the ask." not in text
    assert f"/modules/{item.pk}/edit/" not in text


def test_a_type_of_a_later_version_is_said_in_words(cast: Cast) -> None:
    item = published(cast.author, blocks=[TEXT, {"id": "v", "type": "hologram", "recording": 7}])
    assert "This part needs a newer version of Upwell" in read(at(cast.stranger).get(f"/modules/{item.pk}/"))


def test_markup_everywhere_is_shown_as_text(cast: Cast) -> None:
    nasty = "<script>alert(1)</script>"
    question = {
        **QUESTION,
        "text": nasty,
        "hint": nasty,
        "options": [{"text": nasty, "feedback": nasty, "right": True}] * 2,
        "several": True,
    }
    link = {"id": "l", "type": "link", "url": f'https://e.org/"{nasty}', "title": nasty, "why": nasty}
    blocks = [{"id": "t", "type": "text", "text": nasty}, question, link]
    item = start = draft(cast.author, title=nasty, blocks=blocks, skills=[nasty], summary=nasty)
    publish_module(start, by=cast.author)
    comment_on_item(item, by=cast.asker, text=nasty)
    for path in ("", "edit/", "look/", "versions/", "care/", "publish/"):
        assert nasty not in read(at(cast.author).get(f"/modules/{item.pk}/{path}")), path
    for path in ("/learn/", "/learn/?view=mine", "/make/"):
        assert nasty not in read(at(cast.author).get(path)), path


ONLY_AUTHORS = ["edit/", "look/", "publish/"]


@pytest.mark.parametrize("path", ["", "versions/", "versions/1/", *ONLY_AUTHORS, "care/"])
def test_what_one_may_not_see_is_not_there(cast: Cast, path: str) -> None:
    hidden = set_audience(published(cast.author), by=cast.author, team=cast.outpatients)
    for item_id in (hidden.pk, draft(cast.author).pk, 10**6, 10**30):
        assert at(cast.stranger).get(f"/modules/{item_id}/{path}").status_code == 404


@pytest.mark.parametrize("path", [*ONLY_AUTHORS, "care/"])
def test_what_one_may_see_and_not_do_is_refused(cast: Cast, path: str) -> None:
    assert at(cast.stranger).get(f"/modules/{published(cast.author).pk}/{path}").status_code == 403


POSTS: list[tuple[str, dict[str, str]]] = [
    ("save/", {"title": "Mine", "stamp": "1"}),
    ("publish/", {}),
    ("restore/1/", {}),
    ("discard/", {}),
    ("check/", {}),
    ("life/", {"valid_until": "2031-05-04"}),
    ("audience/", {"team": ""}),
    ("add-author/", {"email": "piet@example.org"}),
    ("hand-over/", {"email": "piet@example.org"}),
    ("retire/", {}),
    ("unretire/", {}),
]


@pytest.mark.parametrize(("path", "sent"), POSTS, ids=[path for path, _sent in POSTS])
def test_a_stranger_changes_nothing(cast: Cast, path: str, sent: dict[str, str]) -> None:
    item = published(cast.author)
    before = Item.objects.values().get(pk=item.pk)
    assert at(cast.stranger).post(f"/modules/{item.pk}/{path}", sent).status_code == 403
    assert at(cast.stranger).post(f"/modules/{draft(cast.author).pk}/{path}", sent).status_code == 404
    assert Item.objects.values().get(pk=item.pk) == before
    nonsense = dict.fromkeys(sent, "no such thing")
    assert at(cast.stranger).post(f"/modules/{item.pk}/{path}", nonsense).status_code == 403
    assert at(cast.author).get(f"/modules/{item.pk}/{path}").status_code in {200, 405}


def test_an_author_sees_that_a_draft_is_open_and_readers_see_the_version(cast: Cast) -> None:
    item = published(cast.author)
    save_draft(item, by=cast.author, title="Better", blocks=page(), stamp=module_of(item).draft_stamp)
    assert "A draft is open" in read(at(cast.author).get(f"/modules/{item.pk}/"))
    reader = read(at(cast.stranger).get(f"/modules/{item.pk}/"))
    assert "<h1>Letters that get read</h1>" in reader and "draft" not in reader
    assert "<h1>Better</h1>" in read(at(cast.author).get(f"/modules/{item.pk}/look/"))


def test_an_old_version_can_be_read_by_every_reader(cast: Cast) -> None:
    item = published(cast.author)
    save_draft(item, by=cast.author, title="Better", blocks=page(), stamp=module_of(item).draft_stamp)
    publish_module(item, by=cast.author, note="A real first line")
    assert "A real first line" in read(at(cast.stranger).get(f"/modules/{item.pk}/versions/"))
    assert "This is version 1" in read(at(cast.stranger).get(f"/modules/{item.pk}/versions/1/"))
    assert at(cast.stranger).get(f"/modules/{item.pk}/versions/3/").status_code == 404
    assert at(cast.stranger).get(f"/modules/{item.pk}/versions/99999999999999/").status_code == 404


def answer(client: Client, item: Item, chosen: list[int], **more: str) -> HttpResponse:
    sent = {"block": "monday", "version": "1", "answer": chosen, **more}
    return client.post(f"/modules/{item.pk}/check-question/", sent)  # type: ignore[return-value]


def test_a_question_is_answered_in_place_and_nothing_is_kept(cast: Cast) -> None:
    item = published(cast.author)
    client = at(cast.stranger)
    with CaptureQueriesContext(connection) as asked:
        wrong = read(answer(client, item, [0]))
    assert "She still has to look." in wrong and "Not this one. Choose again." in wrong
    assert "Yes: the first line is the ask." not in wrong
    assert "That is right." in read(answer(client, item, [1]))
    assert not written(asked)


def test_htmx_gets_the_question_alone(cast: Cast) -> None:
    item = published(cast.author)
    sent = {"block": "monday", "version": "1", "answer": "1"}
    response = at(cast.stranger).post(f"/modules/{item.pk}/check-question/", sent, headers={"HX-Request": "true"})
    assert read(response).startswith('<form class="card question is-choice"')


@pytest.mark.parametrize(
    "sent", [{"block": "x"}, {"version": "9"}, {"version": "²"}, {"block": "ask"}, {"version": "99999999999999999"}]
)
def test_a_question_that_is_not_there_is_404(cast: Cast, sent: dict[str, str]) -> None:
    assert answer(at(cast.stranger), published(cast.author), [0], **sent).status_code == 404


@pytest.mark.parametrize("chosen", [[], ["x"], [99], ["²"]])
def test_an_answer_that_makes_no_sense_breaks_nothing(cast: Cast, chosen: list[Any]) -> None:
    assert answer(at(cast.stranger), published(cast.author), chosen).status_code == 200


def test_only_an_author_tries_the_questions_of_a_draft(cast: Cast) -> None:
    item = published(cast.author)
    sent = {"block": "monday", "answer": "1"}
    assert at(cast.stranger).post(f"/modules/{item.pk}/check-question/", sent).status_code == 403
    assert at(cast.author).post(f"/modules/{item.pk}/check-question/", sent).status_code == 200


def test_several_right_answers_are_all_wanted(cast: Cast) -> None:
    both = {
        **QUESTION,
        "several": True,
        "options": [*QUESTION["options"], {"text": "c", "right": True, "feedback": ""}],
    }
    item = published(cast.author, blocks=[both])
    client = at(cast.stranger)
    assert "Not quite all of it" in read(answer(client, item, [1]))
    assert "Not quite all of it" in read(answer(client, item, [0, 1, 2]))
    assert "That is right." in read(answer(client, item, [1, 2]))


def test_a_sign_is_left_and_taken_back(cast: Cast) -> None:
    item = published(cast.author)
    client = at(cast.stranger)
    assert client.post(f"/modules/{item.pk}/react/", {"kind": "useful"}).status_code == 302
    pressed = read(client.post(f"/modules/{item.pk}/react/", {"kind": "learned"}, headers={"HX-Request": "true"}))
    assert pressed.count('aria-pressed="true"') == 2
    client.post(f"/modules/{item.pk}/unreact/", {"kind": "useful"})
    assert Thread.objects.get(pk=item.thread_id).useful_count == 0
    assert client.post(f"/modules/{item.pk}/react/", {"kind": "loved"}).status_code == 302
    assert at(cast.author).post(f"/modules/{item.pk}/react/", {"kind": "useful"}).status_code == 403


def test_a_comment_is_said_and_taken_back(cast: Cast) -> None:
    item = published(cast.author)
    assert at(cast.stranger).post(f"/modules/{item.pk}/comment/", {"text": "Bravissimo"}).status_code == 302
    comment = Comment.objects.get()
    assert "Bravissimo" in read(at(cast.asker).get(f"/modules/{item.pk}/"))
    assert at(cast.asker).post(f"/modules/{item.pk}/uncomment/{comment.pk}/").status_code == 403
    assert at(cast.stranger).post(f"/modules/{item.pk}/uncomment/{comment.pk}/").status_code == 302
    assert "Bravissimo" not in read(at(cast.asker).get(f"/modules/{item.pk}/"))
    assert at(cast.stranger).post(f"/modules/{item.pk}/uncomment/{10**30}/").status_code == 404


def test_a_comment_that_is_too_long_comes_back_with_what_was_typed(cast: Cast) -> None:
    item = published(cast.author)
    response = at(cast.stranger).post(f"/modules/{item.pk}/comment/", {"text": "y" * 5_001})
    assert response.status_code == 422
    assert "y" * 5_001 in read(response) and "a comment holds 5000" in read(response)


def test_a_page_with_much_on_it_costs_as_many_questions_as_one_with_little(cast: Cast) -> None:
    def cost(item: Item) -> int:
        client = at(cast.stranger)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/modules/{item.pk}/").status_code == 200
        return len(asked)

    small = published(cast.author, blocks=[TEXT])
    comment_on_item(small, by=cast.asker, text="One")
    large = published(
        cast.author, blocks=[{**TEXT, "id": f"t{number}"} for number in range(60)], skills=["a", "b", "c"]
    )
    for number in range(15):
        comment_on_item(large, by=cast.asker if number % 2 else cast.helper, text=f"Comment {number}")
    assert cost(large) == cost(small)


def test_looking_after_it(cast: Cast) -> None:
    item = published(cast.author)
    client = at(cast.author)
    for path, sent in (
        ("check/", {}),
        ("life/", {"valid_until": "2031-05-04"}),
        ("audience/", {"team": str(cast.hospital.pk)}),
        ("add-author/", {"email": "Kofi Asante"}),
        ("hand-over/", {"email": "piet@example.org"}),
    ):
        assert client.post(f"/modules/{item.pk}/{path}", sent).status_code == 302, path
    item.refresh_from_db()
    assert (str(item.valid_until), item.team, item.owner) == ("2031-05-04", cast.hospital, cast.stranger)
    assert item.authorships.count() == 3
    assert client.post(f"/modules/{item.pk}/remove-author/{cast.author.pk}/").status_code == 302
    assert at(cast.stranger).post(f"/modules/{item.pk}/retire/").status_code == 302
    assert "This was retired" in read(at(cast.helper).get(f"/modules/{item.pk}/"))


@pytest.mark.parametrize(
    ("path", "sent", "said"),
    [
        ("life/", {"valid_until": "next week"}, "Enter a valid date"),
        ("audience/", {"team": "999999"}, "Select a valid choice"),
        ("add-author/", {"email": "nobody@example.org"}, "Nobody here has this name or address"),
        ("add-author/", {"email": "rosa@example.org"}, "Rosa Duran has left"),
        ("hand-over/", {"email": ""}, "This field is required"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(cast: Cast, path: str, sent: dict[str, str], said: str) -> None:
    response = at(cast.author).post(f"/modules/{published(cast.author).pk}/{path}", sent)
    assert response.status_code == 422
    assert said in read(response)
    assert path == "audience/" or next(iter(sent.values())) in read(response)
