"""Parking: stewards set a need aside with a reason everybody sees, and take it up again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.needs.telling import again, lines
from upwell.needs.actions.brokering import park_need, unpark_need
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import Need, State


def test_a_steward_parks_with_a_reason(cast: Cast, need: Need) -> None:
    parking = park_need(need, by=cast.steward, reason="The new template\ncomes in May.")
    assert parking.reason == "The new template comes in May."
    assert again(need).state == State.PARKED
    (line,) = lines("need.parked", need)
    assert (line.actor_id, line.context["reason"]) == (cast.steward.pk, parking.reason)


def test_members_cannot(cast: Cast, need: Need) -> None:
    for person in (cast.asker, cast.helper, cast.lead):
        with pytest.raises(PermissionDenied):
            park_need(need, by=person, reason="I do not like it.")
        with pytest.raises(PermissionDenied):
            unpark_need(need, by=person)
    assert again(need).state == State.OPEN


def test_parking_twice_keeps_the_first_reason(cast: Cast, need: Need) -> None:
    park_need(need, by=cast.steward, reason="May.")
    assert park_need(need, by=cast.admin, reason="June.").reason == "May."
    assert (need.parkings.count(), len(lines("need.parked", need))) == (1, 1)


def test_a_reason_is_needed(cast: Cast, need: Need) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        park_need(need, by=cast.steward, reason=" ")


def test_voices_stay_possible_and_do_not_end_it(cast: Cast, need: Need) -> None:
    park_need(need, by=cast.steward, reason="May.")
    voice_need(need, by=cast.stranger)
    assert (again(need).state, again(need).voice_count) == (State.PARKED, 2)


def test_it_is_taken_up_again(cast: Cast, need: Need) -> None:
    park_need(need, by=cast.steward, reason="May.")
    for _ in range(2):
        unpark_need(need, by=cast.steward)
    assert again(need).state == State.OPEN
    assert len(lines("need.unparked", need)) == 1
    assert park_need(need, by=cast.steward, reason="June.").reason == "June."
