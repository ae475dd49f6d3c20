"""Practice for programs: what the pages do, and there for the few alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.api.conftest import Program
from tests.cast import Cast
from tests.practice.telling import keep_files_in, uploaded
from upwell.people.models import Person


def test_a_program_asks_records_shows_watches_marks_and_takes_away(
    cast: Cast, program: Callable[[Person], Program], settings: Any, tmp_path: Path
) -> None:
    keep_files_in(settings, tmp_path)
    coach, owner, steward = program(cast.helper), program(cast.asker), program(cast.steward)
    assert coach.post("/practices", title="x", aspects=["1", "2", "3", "4", "5"]).status_code == 422
    made = coach.post("/practices", person=cast.asker.pk, title="The call", aspects=["The ask comes first"]).json()
    assert (made["aspects"], made["person"]["id"]) == (["The ask comes first"], cast.asker.pk)
    takes = f"/practices/{made['id']}/takes"
    assert coach.post(f"{takes}/{uploaded(cast.helper).key}").status_code == 403
    upload = uploaded(cast.asker)
    take = owner.post(f"{takes}/{upload.key}").json()
    assert owner.post(f"{takes}/{upload.key}").status_code == 404  # it is kept, and no longer on its way
    one = f"/practice-takes/{take['id']}"
    assert take["play"] and coach.get(takes).json()["items"] == []
    assert owner.post(f"{one}/show", person=cast.helper.pk, as_what="coach").json()["shown_to"][0]["seen_at"] is None
    assert [steward.get(takes).status_code, steward.post(f"{one}/watch").status_code] == [404, 404]
    assert coach.post(f"{one}/comments", text="Blind.").status_code == 403
    assert coach.get(takes).json()["items"][0]["play"] == ""
    assert coach.post(f"{one}/watch").json()["play"]
    coach.post(f"{one}/comments", text="Say who you are.", second=1.5)
    sent = {"aspect": 1, "level": "there", "reason": "It came first."}
    coach.client.put(f"/api/v1{one}/marks", sent, content_type="application/json")
    (seen,) = owner.get(takes).json()["items"]
    assert (seen["said"][0]["second"], seen["marks"][0]["level"]) == (1.5, "there")
    assert seen["shown_to"][0]["seen_at"]
    assert owner.client.delete(f"/api/v1{one}/show/{cast.helper.pk}").json()["shown_to"] == []
    assert coach.get(takes).json()["items"] == []
    assert coach.client.delete(f"/api/v1{one}").status_code == 404
    assert owner.client.delete(f"/api/v1{one}").status_code == 204
    assert owner.get(takes).json()["items"] == []
    assert [len(each.get("/practices").json()["items"]) for each in (owner, coach, steward)] == [1, 1, 0]
