"""How two come together: wishes, offers, proposals with their reasons, two yeses, and a private no."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tests.gatherings.mentoring import GOALS, offered, proposed, said_of, told, wished
from tests.gatherings.telling import TODAY
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.gatherings.actions.mentoring.meeting import (
    change_goals,
)
from upwell.gatherings.actions.mentoring.proposing import (
    accept_mentoring,
    decline_mentoring,
    let_lapse,
    propose_pairs,
    take_up_mentoring,
)
from upwell.gatherings.actions.mentoring.wishing import (
    ask_for_match,
    take_back_offer,
    take_back_wish,
    wish_for_mentor,
)
from upwell.gatherings.models import Mentoring, MentoringWish
from upwell.gatherings.queries.mentoring import desk_of
from upwell.gatherings.queries.reasons import reasons_for
from upwell.notifications.models import Notice


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def pair(cast: Cast) -> Mentoring:
    """The two, proposed to each other."""
    return proposed(cast)


def test_a_wish_stands_on_ones_page_and_changes_in_place(cast: Cast) -> None:
    for _ in range(2):
        wish = wished(cast.asker)
    assert cast.asker.skills.get().wants
    changed = wish_for_mentor(by=cast.asker, skill="spreadsheets", goals="A rota that adds up.")
    assert changed.pk == wish.pk
    assert Line.objects.filter(verb="mentoring.wished").count() == 2
    with pytest.raises(ValidationError) as refused:
        wish_for_mentor(by=cast.asker, skill="writing", goals="  ")
    assert "goals" in refused.value.message_dict
    with pytest.raises(PermissionDenied):
        wished(cast.leaver)


def test_a_wish_is_taken_back_by_whose_it_is(cast: Cast) -> None:
    wish = wished(cast.asker)
    with pytest.raises(PermissionDenied):
        take_back_wish(wish, by=cast.helper)
    for _ in range(2):
        take_back_wish(wish, by=cast.asker)
    assert desk_of(cast.asker).wish is None
    assert Line.objects.filter(verb="mentoring.wish_taken_back").count() == 1


def test_an_offer_says_how_many_and_stands_on_ones_page(cast: Cast) -> None:
    for _ in range(2):
        offer = offered(cast.helper, most=2)
    skill = cast.helper.skills.get()
    assert (skill.level, skill.teaches) == (4, True)
    assert Line.objects.filter(verb="mentoring.offered").count() == 1
    for wrong in ({"most": 6}, {"rhythm": "hourly"}, {"skills": [" "]}, {"word": "x" * 301}):
        with pytest.raises(ValidationError):
            offered(cast.helper, **wrong)
    with pytest.raises(PermissionDenied):
        take_back_offer(offer, by=cast.asker)
    for _ in range(2):
        take_back_offer(offer, by=cast.helper)
    wished(cast.asker)
    assert propose_pairs() == 0


def test_the_two_are_told_why_and_nobody_else_sees_it(cast: Cast, pair: Mentoring) -> None:
    assert reasons_for(pair, cast.asker) == [
        "others come to Kofi to ask about writing, which you want to learn",
        "you have the same time on the clock",
        "somebody from outside your team: GP liaison",
    ]
    assert reasons_for(pair, cast.helper)[0] == "Sofia wants to learn what you would teach: writing"
    assert told(cast.asker) == told(cast.helper) == ["mentoring_proposed"]
    assert propose_pairs() == 0
    for person in (cast.stranger, cast.steward, cast.admin, cast.lead):
        assert not Mentoring.objects.visible_to(person).exists()
        client = Client()
        client.force_login(person)
        assert client.get(f"/mentoring/{pair.pk}/").status_code == 404
        with pytest.raises(PermissionDenied):
            accept_mentoring(pair, by=person)


def test_it_begins_with_the_second_yes(cast: Cast, pair: Mentoring) -> None:
    for _ in range(2):
        assert accept_mentoring(pair, by=cast.asker).begun_at is None
    with pytest.raises(PermissionDenied):
        change_goals(pair, by=cast.asker, goals="Something else.")
    for _ in range(2):
        assert accept_mentoring(pair, by=cast.helper).begun_at == TODAY
    assert MentoringWish.objects.get().met_at == TODAY
    assert said_of(pair) == ["proposed", "accepted", "accepted"]
    assert told(cast.asker) == ["mentoring_proposed", "mentoring_begun"]


def test_who_declines_is_proposed_to_that_colleague_never_again_and_others_are_found(
    cast: Cast, pair: Mentoring
) -> None:
    with pytest.raises(PermissionDenied):
        decline_mentoring(pair, by=cast.stranger)
    for _ in range(2):
        decline_mentoring(pair, by=cast.helper, word="Not this spring; ask me in autumn.")
    assert said_of(pair) == ["proposed", "declined"]
    assert told(cast.asker) == ["mentoring_proposed", "mentoring_ended"]
    assert Notice.objects.get(person=cast.asker, kind="mentoring_ended").quote == "Not this spring; ask me in autumn."
    assert propose_pairs() == 0
    offered(cast.author)
    assert propose_pairs() == 1
    assert Mentoring.objects.open().get().mentor == cast.author
    with pytest.raises(PermissionDenied):
        accept_mentoring(pair, by=cast.asker)


def test_what_nobody_answers_lapses_and_whoever_waited_is_told(cast: Cast, pair: Mentoring) -> None:
    accept_mentoring(pair, by=cast.asker)
    with clock.at(TODAY + timedelta(days=13)):
        assert let_lapse() == 0
    with clock.at(TODAY + timedelta(days=15)):
        assert (let_lapse(), let_lapse()) == (1, 0)
        assert desk_of(cast.asker).wish is not None  # she answered, so she still waits
        assert propose_pairs() == 0  # but not for him
    assert said_of(pair) == ["proposed", "accepted", "lapsed"]
    assert told(cast.asker) == ["mentoring_proposed", "mentoring_ended"]
    assert told(cast.helper) == ["mentoring_proposed"]


def test_whoever_wished_and_did_not_answer_has_to_wish_again(cast: Cast, pair: Mentoring) -> None:
    accept_mentoring(pair, by=cast.helper)
    with clock.at(TODAY + timedelta(days=15)):
        let_lapse()
    assert desk_of(cast.asker).wish is None


def test_a_mentor_is_asked_no_more_often_than_they_said(cast: Cast) -> None:
    offered(cast.helper, most=1)
    for person in (cast.asker, cast.stranger, cast.newcomer):
        wished(person)
    assert (propose_pairs(), propose_pairs()) == (1, 0)
    offered(cast.helper, most=2)
    assert propose_pairs() == 1


def test_nobody_is_proposed_to_their_lead(cast: Cast) -> None:
    offered(cast.lead)
    wished(cast.asker)
    assert propose_pairs() == 0
    with pytest.raises(ValidationError, match="report to each other"):
        take_up_mentoring(by=cast.asker, mentor=cast.lead, goals=GOALS)


def test_matching_is_asked_for_by_who_waits(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        ask_for_match(by=cast.asker)
    offered(cast.helper)
    wished(cast.asker)
    for _ in range(2):
        ask_for_match(by=cast.asker)
    run_waiting()
    assert Mentoring.objects.count() == 1


def test_an_offer_can_be_taken_up_and_waits_for_the_mentors_yes(cast: Cast) -> None:
    for _ in range(2):
        made = take_up_mentoring(by=cast.asker, mentor=cast.helper, goals=GOALS)
    assert Mentoring.objects.count() == 1
    assert told(cast.helper) == ["mentoring_proposed"]
    assert told(cast.asker) == []
    assert accept_mentoring(made, by=cast.helper).goes_on
    for wrong in (cast.asker, cast.leaver):
        with pytest.raises(PermissionDenied):
            take_up_mentoring(by=cast.asker, mentor=wrong, goals=GOALS)
