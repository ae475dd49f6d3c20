"""Tasks, links and progress for programs: what the pages do, and the same refusals."""

from collections.abc import Callable

from tests.api.conftest import Program
from tests.cast import Cast
from tests.journeys.reading import a_module
from upwell.people.models import Person

TASK = {"title": "Ask one open question", "what": "At handover.", "show": "Three sentences.", "checklist": ["Waited"]}


def test_a_program_makes_tries_shows_and_looks(cast: Cast, program: Callable[[Person], Program]) -> None:
    author, asker, helper = program(cast.author), program(cast.asker), program(cast.helper)
    made = author.post("/tasks", **TASK)
    assert made.status_code == 201
    assert author.post("/tasks", **{**TASK, "lookers": ["nobody"]}).status_code == 422
    attempt = asker.post(f"/tasks/{made.json()['id']}/try").json()["id"]
    shown = {"text": "They talked.", "observer": cast.helper.pk, "as_what": "coach"}
    assert helper.post(f"/attempts/{attempt}/show", **shown).status_code == 404
    assert asker.post(f"/attempts/{attempt}/show", **shown).json()["state"] == "shown"
    assert helper.get("/attempts", view="look").json()["items"][0]["id"] == attempt
    look = {"accept": True, "word": "Good.", "ticked": ["Waited"], "stamp": 1}
    assert asker.post(f"/attempts/{attempt}/look", **look).status_code == 403
    assert helper.post(f"/attempts/{attempt}/look", **look).json()["state"] == "accepted"
    assert asker.get("/progress").json()["items"][0]["result"] == 1


def test_a_program_says_where_one_is_and_that_one_is_done(cast: Cast, program: Callable[[Person], Program]) -> None:
    item, asker, lead = a_module(cast.author), program(cast.asker), program(cast.lead)
    place = f"/api/v1/items/{item.pk}/place"
    told = asker.client.put(place, {"block": "one", "seconds": 5, "visit": "a"}, content_type="application/json")
    assert (told.status_code, told.json()["finished_at"]) == (200, None)
    assert asker.post(f"/items/{item.pk}/finish", result=0.5).json()["result"] == 0.5
    assert asker.post(f"/items/{item.pk}/reopen").json()["finished_at"] is None
    assert lead.get("/progress", view="begun").json()["items"] == []
    assert asker.post("/items/999999/finish").status_code == 404


def test_a_program_shares_a_link_once(cast: Cast, program: Callable[[Person], Program]) -> None:
    author, asker = program(cast.author), program(cast.asker)
    link = {"title": "Letters", "why": "Part three.", "address": "https://example.org/letters"}
    made = author.post("/links", **link)
    assert made.status_code == 201
    assert author.post("/links", **link).json()["id"] == made.json()["id"]
    assert asker.post("/links", **link).status_code == 422
    assert author.post("/links", **{**link, "address": "ftp://example.org/"}).status_code == 422
    assert asker.get(f"/links/{made.json()['id']}").json()["is_dead"] is False
