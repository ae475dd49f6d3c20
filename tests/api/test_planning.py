"""Plans and recall for programs: one's own, and nobody else's."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from tests.api.conftest import Program
from tests.cast import Cast
from tests.planning.telling import module
from upwell.core import clock
from upwell.planning.actions.recalling import add_card
from upwell.planning.models import Review


def test_a_program_has_a_week_planned_and_says_what_is_done(cast: Cast, program: Callable[..., Program]) -> None:
    module(cast.author, "Letters that get read")
    speaker = program(cast.asker)
    assert speaker.get("/plan").status_code == 404
    made = speaker.post("/plan")
    assert made.status_code == 201
    (piece,) = made.json()["pieces"]
    done = speaker.post(f"/plan/{piece['id']}/done").json()
    assert done["left"] == 24 - piece["minutes"]
    assert program(cast.lead).post(f"/plan/{piece['id']}/done").status_code == 404
    assert speaker.post(f"/plan/{piece['id']}/swap").status_code == 422


def test_a_program_answers_cards_once(cast: Cast, program: Callable[..., Program]) -> None:
    with clock.at(timezone.now() - timedelta(days=3)):
        card = add_card(by=cast.asker, front="Who reads the letter?", back="The GP.")
    speaker = program(cast.asker)
    (due,) = speaker.get("/cards/due").json()
    assert due["answer"] == ["The GP."]
    for _ in range(2):
        assert speaker.post(f"/cards/{card.pk}/answers", rating=3, key="a").status_code == 201
    assert Review.objects.count() == 1
    assert speaker.get("/cards/due").json() == []
    assert [one["id"] for one in speaker.get("/cards").json()["items"]] == [card.pk]
    assert program(cast.lead).post(f"/cards/{card.pk}/answers", rating=3, key="a").status_code == 404
