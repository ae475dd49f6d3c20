"""The pages of practice: nothing typed is lost, refusals say why, and no page costs more with more takes."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.browsing import at, read
from tests.cast import Cast
from tests.media.clips import clip
from tests.practice.telling import asked, recorded, uploaded, watched
from upwell.discussion.models import Comment
from upwell.practice.actions.saying import comment_take, mark_take
from upwell.practice.models import Practice, Showing, Take

TYPED = {"title": "", "prompt": "A surgeon, late.", "aim": "60", "aspect_1": "Kind", "email": ""}


def asks(path: str, person: Any) -> int:
    client = at(person)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_what_was_typed_comes_back_with_why(cast: Cast) -> None:
    client = at(cast.lead)
    page = client.post("/practice/new/", TYPED)
    assert page.status_code == 422 and "A surgeon, late." in read(page) and "Say in a few words" in read(page)
    page = client.post("/practice/new/", TYPED | {"title": "The call", "email": "Nobody Here"})
    assert page.status_code == 422 and "Nobody Here" in read(page)
    made = client.post("/practice/new/", TYPED | {"title": "The call", "email": "Sofia Lindqvist"})
    practice = Practice.objects.get()
    assert made["Location"] == practice.get_absolute_url() and practice.person == cast.asker
    assert client.get(reverse("practice:record", args=[practice.pk])).status_code == 403

    sofia = at(cast.asker)
    record = reverse("practice:record", args=[practice.pk])
    assert sofia.post(record).status_code == 422
    assert sofia.post(record, {"take": "gone"}).status_code == 404
    kept = sofia.post(record, {"take": uploaded(cast.asker).key})
    take = Take.objects.get()
    assert kept["Location"] == take.get_absolute_url()
    show = reverse("practice:show", args=[take.pk])
    page = sofia.post(show, {"email": "Piet Jansen", "as_what": "lead"})
    assert page.status_code == 422 and "You do not report to Piet Jansen." in read(page)
    sofia.post(show, {"email": "Kofi Asante", "as_what": "coach"})
    assert Showing.objects.get().person == cast.helper

    kofi = at(cast.helper)
    say, mark = (
        reverse("practice:say", args=[take.pk]),
        reverse("practice:mark", args=[take.pk, 1]),
    )
    assert [kofi.post(path).status_code for path in (say, mark)] == [403, 403]
    kofi.post(reverse("practice:watch", args=[take.pk]))
    for second in ("83", "1:23"):  # as the player says it, and as the page itself does
        assert 'value="1:23"' in read(kofi.get(f"{say}?t={second}"))
    page = kofi.post(say, {"text": "Slower.", "second": "soon"})
    assert page.status_code == 422 and "Slower." in read(page) and "soon" in read(page)
    kofi.post(say, {"text": "Slower.", "second": "0:01"})
    said = Comment.objects.get()
    assert said.anchor is not None and said.anchor.second == 1
    page = kofi.post(mark, {"level": "there", "reason": ""})
    assert page.status_code == 422 and "Say why" in read(page)
    kofi.post(mark, {"level": "there", "reason": "Kind words."})
    sofia.post(say, {"text": "I will.", "reply_to": said.pk})
    assert "I will." in read(kofi.get(practice.get_absolute_url()))


def test_a_film_comes_with_a_form_where_there_is_no_script(cast: Cast) -> None:
    practice = asked(cast)
    film = SimpleUploadedFile("call.wav", clip("tone.wav"))
    at(cast.asker).post(reverse("practice:record", args=[practice.pk]), {"film": film})
    assert practice.takes.count() == 1


def test_a_practice_costs_the_same_for_one_take_and_for_four(cast: Cast) -> None:
    practice = asked(cast)
    aspect = practice.aspects.get(place=1)

    def told() -> None:
        take = watched(recorded(practice), cast.helper)
        comment_take(take, by=cast.helper, text="Slower.", second=1)
        mark_take(take, by=cast.helper, aspect=aspect, level="there", reason="Kind.")

    told()
    before = [asks(path, cast.asker) for path in (practice.get_absolute_url(), "/practice/")]
    for _ in range(3):
        told()
    assert [asks(path, cast.asker) for path in (practice.get_absolute_url(), "/practice/")] == before
