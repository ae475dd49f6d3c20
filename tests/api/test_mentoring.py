"""Mentoring for programs: what the pages do, and there for the two alone."""

from collections.abc import Callable

from django.utils import timezone

from tests.api.conftest import Program
from tests.cast import Cast
from upwell.gatherings.actions.mentoring.proposing import propose_pairs
from upwell.people.actions import set_skill
from upwell.people.models import Person

GOALS = "Letters that a GP reads to the end."


def test_a_program_wishes_offers_accepts_and_ends(cast: Cast, program: Callable[[Person], Program]) -> None:
    set_skill(cast.helper, by=cast.helper, name="writing", level=4)
    helper, asker, stranger = program(cast.helper), program(cast.asker), program(cast.stranger)
    assert helper.post("/mentorings/offer", skills=["writing"], most=9).status_code == 422
    offer = helper.post("/mentorings/offer", skills=["writing"], most=2, rhythm="monthly").json()
    assert (offer["skills"], offer["most"]) == (["writing"], 2)
    assert asker.post("/mentorings/wish", skill="writing", goals=GOALS).json()["skill"] == "writing"
    assert propose_pairs() == 1
    pair = asker.get("/mentorings").json()["items"][0]
    assert (pair["mentor"]["name"], pair["begun_at"]) == ("Kofi Asante", None)
    assert pair["reasons"][0] == "others come to Kofi to ask about writing, which you want to learn"
    assert stranger.get("/mentorings").json()["items"] == []
    assert stranger.get(f"/mentorings/{pair['id']}").status_code == 404
    assert helper.post(f"/mentorings/{pair['id']}/end").status_code == 403
    helper.post(f"/mentorings/{pair['id']}/accept")
    assert asker.post(f"/mentorings/{pair['id']}/accept").json()["begun_at"] is not None
    assert asker.post(f"/mentorings/{pair['id']}/decline", word="Too late.").status_code == 403
    met = helper.post(f"/mentorings/{pair['id']}/sessions", day=timezone.localdate().isoformat(), note="One ask.")
    assert (met.status_code, met.json()["note"]) == (201, "One ask.")
    assert asker.post(f"/mentorings/{pair['id']}/end", thanks="Thank you.").json()["outcome"] == "ended"


def test_a_program_declines(cast: Cast, program: Callable[[Person], Program]) -> None:
    set_skill(cast.helper, by=cast.helper, name="writing", level=4)
    helper, asker = program(cast.helper), program(cast.asker)
    helper.post("/mentorings/offer", skills=["writing"])
    asker.post("/mentorings/wish", skill="writing", goals=GOALS)
    propose_pairs()
    pair = helper.get("/mentorings").json()["items"][0]
    assert helper.post(f"/mentorings/{pair['id']}/decline", word="Not this spring.").json()["outcome"] == "declined"
    assert propose_pairs() == 0
