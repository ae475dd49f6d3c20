"""Events and circles for programs: what the pages do, and the same refusals."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from tests.api.conftest import Program
from tests.cast import Cast
from upwell.people.models import Person


def test_a_program_plans_comes_waits_and_cancels(cast: Cast, program: Callable[[Person], Program]) -> None:
    author, asker, stranger = program(cast.author), program(cast.asker), program(cast.stranger)
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    made = author.post(
        "/events", title="Letters, read aloud", day=day, time="09:00", time_zone="Europe/Lisbon", seats=1
    )
    assert made.status_code == 201
    event = made.json()["id"]
    assert author.post("/events", title="Letters", day=day, time="09:00", time_zone="Nowhere").status_code == 422
    assert asker.post(f"/events/{event}/seat").json()["taken_at"] is not None
    assert stranger.post(f"/events/{event}/seat").json()["taken_at"] is None
    assert asker.post(f"/events/{event}/leave").json()["going_count"] == 1
    assert stranger.get("/events", view="mine").json()["items"][0]["id"] == event
    assert stranger.post(f"/events/{event}/cancel", word="No.").status_code == 403
    assert author.post(f"/events/{event}/cancel", word="The room has flooded.").json()["cancelled_at"] is not None


def test_a_private_circle_is_not_there_for_others(cast: Cast, program: Callable[[Person], Program]) -> None:
    author, stranger = program(cast.author), program(cast.stranger)
    private = author.post("/circles", name="Among ourselves", openness="private").json()["id"]
    opened = author.post("/circles", name="Letters", skills=["writing"]).json()["id"]
    assert [circle["id"] for circle in stranger.get("/circles").json()["items"]] == [opened]
    assert stranger.post(f"/circles/{private}/join").status_code == 404
    assert stranger.post(f"/circles/{opened}/join").json()["since"] is not None
