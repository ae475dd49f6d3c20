"""Paths for programs: what the pages do, and the same refusals."""

from collections.abc import Callable

from tests.api.conftest import Program
from tests.cast import Cast
from tests.journeys.paths import path_of
from upwell.people.models import Person


def test_a_program_begins_a_path_and_does_its_steps(cast: Cast, program: Callable[[Person], Program]) -> None:
    path = path_of(cast.author)
    newcomer = program(cast.newcomer)
    assert [each["id"] for each in newcomer.get("/paths").json()["items"]] == [path.pk]
    assert newcomer.get(f"/paths/{path.pk}/walk").status_code == 404
    assert newcomer.post(f"/paths/{path.pk}/walk").json()["done"] == []
    meet, think = newcomer.get(f"/paths/{path.pk}/steps").json()
    assert [each["step_id"] for each in newcomer.get("/paths/due").json()] == [meet["id"], think["id"]]
    assert newcomer.post(f"/paths/{path.pk}/steps/{think['id']}/done").status_code == 422
    walk = newcomer.post(f"/paths/{path.pk}/steps/{meet['id']}/done", met=[cast.helper.pk]).json()
    assert walk["done"] == [meet["id"]]
    assert newcomer.post(f"/paths/{path.pk}/leave").status_code == 204


def test_only_a_lead_or_a_steward_gives_a_path(cast: Cast, program: Callable[[Person], Program]) -> None:
    path = path_of(cast.author)
    assert program(cast.stranger).post(f"/paths/{path.pk}/assign", person=cast.asker.pk).status_code == 403
    given = program(cast.lead).post(f"/paths/{path.pk}/assign", person=cast.asker.pk)
    assert given.status_code == 201
    assert given.json()["person"]["id"] == cast.asker.pk
    draft = path_of(cast.author, is_out=False)
    assert program(cast.stranger).get(f"/paths/{draft.pk}").status_code == 404
