"""The pages of tasks and of progress: what one types is never lost, what one may not see is not there."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from PIL import Image

from tests.cast import Cast
from tests.journeys.reading import a_module
from tests.journeys.tasking import LINES, a_task, shown_by
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.looking import look_at_attempt
from upwell.journeys.actions.progressing import finish_item, keep_place
from upwell.journeys.actions.trying import try_task
from upwell.journeys.models import Attempt, Evidence, Progress, Task
from upwell.needs.actions.declaring import declare_need
from upwell.notifications.models import Notice

TYPED = {
    "title": "Ask one open question",
    "what": "At handover.",
    "show": "Three sentences.",
    "evidence": ["words"],
    "lookers": ["buddy"],
    "checklist": "One\nTwo",
    "minutes": "10",
    "skills": "handover",
}


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_task_is_made_from_its_page_and_what_was_typed_stays(cast: Cast, client: Client) -> None:
    client.force_login(cast.author)
    refused = client.post("/tasks/make/", {**TYPED, "show": ""})
    assert (refused.status_code, "At handover." in text(refused)) == (422, True)
    made = client.post("/tasks/make/", TYPED, follow=True)
    task = Task.objects.get()
    assert made.redirect_chain == [(f"/tasks/{task.pk}/", 302)]
    assert task.checklist == ["One", "Two"]
    changed = client.post(f"/tasks/{task.pk}/change/", {**TYPED, "title": "Ask two"}, follow=True)
    assert "Ask two" in text(changed)


def test_a_need_is_answered_with_a_task(cast: Cast, client: Client) -> None:
    need = declare_need("How do I hear more at handover?", by=cast.asker)
    client.force_login(cast.author)
    assert "Make a task of it" in text(client.get(f"/needs/{need.pk}/answer/"))
    assert "How do I hear more" in text(client.get(f"/tasks/make/?need={need.pk}"))
    client.post("/tasks/make/", {**TYPED, "need": need.pk})
    assert need.answers.get().item_id == Task.objects.get().pk
    assert client.get("/tasks/make/?need=999999").status_code == 404


def test_tried_shown_looked_at_and_told(cast: Cast, client: Client) -> None:
    task = a_task(cast.author)
    client.force_login(cast.asker)
    client.post(f"/tasks/{task.pk}/try/")
    attempt = Attempt.objects.get()
    shown = client.post(
        f"/tasks/attempts/{attempt.pk}/show/", {"text": "They talked.", "as_what": "coach", "email": "nobody"}
    )
    assert (shown.status_code, "They talked." in text(shown)) == (422, True)
    client.post(
        f"/tasks/attempts/{attempt.pk}/show/", {"text": "They talked.", "as_what": "coach", "email": "Kofi Asante"}
    )
    run_waiting()
    assert list(Notice.objects.filter(person=cast.helper).values_list("kind", flat=True)) == ["task_shown"]
    client.force_login(cast.helper)
    assert "They talked." in text(client.get("/tasks/?view=look", follow=True)) or "asks you to look" in text(
        client.get("/tasks/?view=look")
    )
    wordless = client.post(
        f"/tasks/attempts/{attempt.pk}/look/", {"say": "accept", "stamp": "1", "seen": task.checklist[0]}
    )
    assert (wordless.status_code, "checked" in text(wordless)) == (422, True)
    client.post(f"/tasks/attempts/{attempt.pk}/look/", {"say": "accept", "word": "Good.", "stamp": "1"})
    assert Attempt.objects.get().is_accepted
    client.force_login(cast.asker)
    client.post(f"/tasks/attempts/{attempt.pk}/tell/", {"came_of_it": "Handover is shorter.", "tell": "on"})
    client.force_login(cast.stranger)
    page = text(client.get(f"/tasks/{task.pk}/"))
    assert "Handover is shorter." in page
    assert "They talked." not in page
    assert client.get(f"/tasks/attempts/{attempt.pk}/").status_code == 404


def test_pictures_are_kept_though_something_else_did_not_fit(cast: Cast, client: Client, tmp_path: Any) -> None:
    task = a_task(cast.author, evidence=[Evidence.PICTURE])
    attempt = try_task(task, by=cast.asker)
    data = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(data, "PNG")
    client.force_login(cast.asker)
    with override_settings(FILES=tmp_path):
        sent = {"picture": SimpleUploadedFile("board.png", data.getvalue()), "as_what": "buddy", "email": "nobody"}
        refused = text(client.post(f"/tasks/attempts/{attempt.pk}/show/", sent))
        kept = refused.split('name="kept_picture" value="')[1].split('"')[0]
        assert len(kept) == 64
        again = {"kept_picture": kept, "as_what": "buddy", "email": cast.helper.email}
        client.post(f"/tasks/attempts/{attempt.pk}/show/", again)
    now = Attempt.objects.select_related("picture").get()
    assert (now.picture.sha256 if now.picture else "", now.observer) == (kept, cast.helper)


def test_what_i_try_and_what_i_am_asked_to_look_at_stand_on_one_page(cast: Cast, client: Client) -> None:
    shown_by(a_task(cast.author), cast.asker, cast.helper)
    for person, view, words in [
        (cast.asker, "mine", "waits for a look"),
        (cast.helper, "look", "asks you to look"),
        (cast.author, "made", "Ask one open question at handover"),
        (cast.asker, "done", "Nothing done yet"),
    ]:
        client.force_login(person)
        assert words in text(client.get(f"/tasks/?view={view}"))
    assert client.get("/tasks/?view=smoke").status_code == 404


def test_the_page_says_by_itself_where_one_is(cast: Cast, client: Client) -> None:
    item = a_module(cast.author, questions=1)
    client.force_login(cast.asker)
    part = client.get(f"/items/{item.pk}/progress/", headers={"HX-Request": "true"})
    assert "data-place" in text(part)
    assert not Progress.objects.exists()
    sent = {"block": "one", "number": "1", "seconds": "12", "visit": "a"}
    assert client.post(f"/items/{item.pk}/place/", sent).status_code == 204
    assert "#part-one" in text(client.get(f"/items/{item.pk}/progress/"))
    done = client.post(f"/items/{item.pk}/place/", {**sent, "end": "yes", "answered": "ask0:right"})
    assert (done.status_code, "You finished this" in text(done)) == (200, True)
    assert Progress.objects.get().result == 1
    assert client.post(f"/items/{item.pk}/place/", {"block": "x" * 41}).status_code == 422


def test_done_and_not_done_after_all(cast: Cast, client: Client) -> None:
    item = a_module(cast.author)
    client.force_login(cast.asker)
    assert client.post(f"/items/{item.pk}/finish/").headers["Location"] == f"/modules/{item.pk}/"
    assert Progress.objects.finished().exists()
    client.post(f"/items/{item.pk}/reopen/")
    assert not Progress.objects.finished().exists()
    hidden = a_module(cast.author, team=cast.pharmacy)
    assert client.post(f"/items/{hidden.pk}/finish/").status_code == 404


def test_what_i_have_learned_is_my_own_page(cast: Cast, client: Client) -> None:
    finish_item(a_module(cast.author), by=cast.asker, result=0.5)
    keep_place(a_module(cast.author, title="Another"), by=cast.asker, place={"block": "one"}, seconds=1)
    client.force_login(cast.asker)
    finished, begun = text(client.get("/learned/")), text(client.get("/learned/?view=begun"))
    assert "Letters that get read" in finished
    assert "50% right at once" in finished
    assert "Another" in begun
    client.force_login(cast.lead)
    assert "Letters that get read" not in text(client.get("/learned/"))


@pytest.mark.parametrize("path", ["/learned/", "/tasks/?view=made", "/tasks/?view=look"])
def test_lists_ask_as_much_for_two_rows_as_for_twenty(
    cast: Cast, client: Client, path: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        finish_item(a_module(cast.author, title=f"Module {number}"), by=cast.helper)
        task = a_task(cast.helper, title=f"Task {number}")
        shown_by(task, cast.asker, cast.helper)
    client.force_login(cast.helper)
    with django_assert_max_num_queries(10):
        assert client.get(path).status_code == 200


def test_whoever_looks_next_begins_with_no_ticks_of_another(cast: Cast, client: Client) -> None:
    task = a_task(cast.author, lookers=("buddy", "coach"))
    attempt = shown_by(task, cast.helper, cast.lead)
    look_at_attempt(attempt, by=cast.lead, accept=False, word="Once more.", ticked=LINES[:1], stamp=1)
    client.force_login(cast.helper)
    assert "Greta Nyström looked at it" in client.get(attempt.get_absolute_url()).content.decode()
    for observer, ticks in ((cast.lead, 1), (cast.stranger, 0)):
        shown_by(task, cast.helper, observer, as_what="coach", text=f"Again, for {observer.first_name}.")
        client.force_login(observer)
        page = client.get(attempt.get_absolute_url()).content.decode()
        assert (page.count('name="seen"'), page.count(" checked")) == (2, ticks)
