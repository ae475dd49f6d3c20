"""I can help: each way once, never to oneself; a withdrawn offer leaves the need waiting again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.needs.telling import again, later, lines
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help, withdraw_offer
from upwell.needs.models import How, Need, State


def test_a_colleague_offers_help(cast: Cast, need: Need) -> None:
    with later(hours=4):
        offer = offer_help(need, by=cast.helper, how=How.WRITE, note="Friday?")
    need = again(need)
    assert (need.state, need.offer_count, need.first_help_at) == (State.HELPED, 1, offer.at)
    assert need.follows.filter(person=cast.helper).exists()
    (line,) = lines("need.offered", need)
    assert (line.actor_id, line.context) == (cast.helper.pk, {"offer": offer.pk, "how": "write", "person": None})


def test_the_same_offer_twice_is_one(cast: Cast, need: Need) -> None:
    offer_help(need, by=cast.helper, how=How.WRITE, note="Friday?")
    offer = offer_help(need, by=cast.helper, how=How.WRITE, note="Monday?")
    assert offer.note == "Monday?"
    assert (again(need).offer_count, len(lines("need.offered", need))) == (1, 1)
    offer_help(need, by=cast.helper, how=How.TALK)
    assert again(need).offer_count == 2


def test_nobody_offers_help_to_themselves(cast: Cast, need: Need) -> None:
    with pytest.raises(PermissionDenied):
        offer_help(need, by=cast.asker, how=How.TALK)
    assert again(need).state == State.OPEN


def test_a_stranger_to_a_limited_need_cannot_offer(cast: Cast) -> None:
    need = declare_need("How do we share the late clinic?", by=cast.asker, team=cast.outpatients)
    with pytest.raises(PermissionDenied):
        offer_help(need, by=cast.stranger, how=How.TALK)


def test_i_know_who_names_a_colleague_who_is_here(cast: Cast, need: Need) -> None:
    offer = offer_help(need, by=cast.stranger, how=How.KNOW_WHO, person=cast.author)
    assert offer.person == cast.author
    for nobody in (None, cast.stranger, cast.leaver, cast.asker):
        with pytest.raises(ValidationError) as refused:
            offer_help(need, by=cast.stranger, how=How.KNOW_WHO, person=nobody)
        assert "person" in refused.value.message_dict


def test_naming_whoever_asked_without_a_name_tells_nothing(cast: Cast) -> None:
    need = declare_need("How do I tell my lead?", by=cast.asker, nameless=True)
    assert offer_help(need, by=cast.stranger, how=How.KNOW_WHO, person=cast.asker).person == cast.asker


def test_a_withdrawn_offer_leaves_the_need_waiting(cast: Cast, need: Need) -> None:
    offer = offer_help(need, by=cast.helper, how=How.WRITE)
    with pytest.raises(PermissionDenied):
        withdraw_offer(offer, by=cast.asker)
    for _ in range(2):
        withdraw_offer(offer, by=cast.helper)
    assert (again(need).state, again(need).offer_count) == (State.OPEN, 0)
    assert len(lines("need.offer_withdrawn", need)) == 1


def test_the_first_help_is_the_earliest_that_stands(cast: Cast, need: Need) -> None:
    first = offer_help(need, by=cast.helper, how=How.WRITE)
    with later(days=1):
        second = offer_help(need, by=cast.author, how=How.TALK)
    withdraw_offer(first, by=cast.helper)
    assert again(need).first_help_at == second.at


def test_an_unknown_way_is_said(cast: Cast, need: Need) -> None:
    with pytest.raises(ValidationError):
        offer_help(need, by=cast.helper, how="shout")
