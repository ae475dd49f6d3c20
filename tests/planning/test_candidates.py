"""Where a plan's candidates come from, and what is left out."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.planning.telling import MONDAY, asked, could, module
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.progressing import finish_item, keep_place
from upwell.library.actions.curating import set_audience
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import How, Outcome
from upwell.people.actions.skills import set_skill

pytestmark = pytest.mark.usefixtures("on_monday")


def test_what_answers_a_need_one_voiced_comes_first_until_one_said_what_it_did(cast: Cast) -> None:
    need, letters = asked(cast.asker), module(cast.author, "Letters that get read")
    voice_need(need, by=cast.stranger)
    answer = answer_need(need, by=cast.helper, item=letters)
    found = could(cast.stranger)[f"item:{letters.pk}"]
    assert found.reason == "You said me too when Sofia asked"
    assert found.worth > could(cast.admin)[f"item:{letters.pk}"].worth
    assert could(cast.asker)[f"item:{letters.pk}"].reason == "It answers what you asked"
    confirm_answer(answer, by=cast.stranger, outcome=Outcome.SOLVED)
    assert could(cast.stranger)[f"item:{letters.pk}"].reason.startswith("New")


def test_who_asked_without_a_name_is_not_named(cast: Cast) -> None:
    need, letters = asked(cast.asker, nameless=True), module(cast.author, "Letters that get read")
    voice_need(need, by=cast.stranger)
    answer_need(need, by=cast.helper, item=letters)
    assert could(cast.stranger)[f"item:{letters.pk}"].reason == "You said me too"


def test_what_several_of_ones_team_needed_is_worth_more(cast: Cast) -> None:
    need, letters = asked(cast.asker), module(cast.author, "Letters that get read")
    voice_need(need, by=cast.lead)
    answer_need(need, by=cast.helper, item=letters)
    set_skill(cast.newcomer, by=cast.newcomer, name="letters", wants=True)
    cast.newcomer.team = cast.outpatients
    cast.newcomer.save()
    assert could(cast.newcomer)[f"item:{letters.pk}"].reason == "2 people in your team needed it"


def test_needs_that_wait_for_somebody_who_knows_are_for_others(cast: Cast) -> None:
    set_skill(cast.author, by=cast.author, name="letters", level=3, teaches=True)
    need = asked(cast.asker, skills=["letters"])
    found = could(cast.author)[f"need:{need.pk}"]
    assert found.for_others
    assert "letters" in found.reason
    assert f"need:{need.pk}" not in could(cast.asker)
    offer_help(need, by=cast.author, how=How.WRITE)
    assert f"need:{need.pk}" not in could(cast.author)


def test_who_was_suggested_is_asked_with_the_reasons(cast: Cast) -> None:
    module(cast.author, "Letters that get read, and how to write them", skills=["letters"])
    set_skill(cast.author, by=cast.author, name="letters", level=4, teaches=True)
    run_waiting()
    need = asked(cast.asker, skills=["letters"])
    run_waiting()
    assert could(cast.author)[f"need:{need.pk}"].worth >= 52


def test_what_one_wants_to_learn_and_who_would_teach_it(cast: Cast) -> None:
    letters = module(cast.author, "Letters that get read", skills=["letters"])
    set_skill(cast.author, by=cast.author, name="letters", level=4, teaches=True)
    set_skill(cast.asker, by=cast.asker, name="letters", wants=True)
    found = could(cast.asker)
    assert found[f"item:{letters.pk}"].reason == "You want to learn letters"
    assert found[f"person:{cast.author.pk}"].reason == "You want to learn letters, and Amara Okafor would teach it"
    assert found[f"person:{cast.author.pk}"].kind == "meet"


def test_whom_one_reports_to_is_not_somebody_to_meet(cast: Cast) -> None:
    set_skill(cast.lead, by=cast.lead, name="letters", level=4, teaches=True)
    set_skill(cast.asker, by=cast.asker, name="letters", wants=True)
    assert f"person:{cast.lead.pk}" not in could(cast.asker)


def test_what_one_began_comes_with_what_is_left_of_it(cast: Cast) -> None:
    letters = module(cast.author, "Letters that get read", words=1600)
    keep_place(letters, by=cast.asker, place={"block": "one", "number": 1}, seconds=180)
    with clock.at(MONDAY + timedelta(days=1)):
        found = could(cast.asker)[f"item:{letters.pk}"]
    assert found.reason.startswith("You began it on 2 March") or found.reason.startswith("You began it on 1 March")
    assert found.minutes < letters.minutes


def test_of_something_long_a_week_takes_a_part(cast: Cast) -> None:
    long = module(cast.author, "Everything about letters", words=4000)
    found = could(cast.asker)[f"item:{long.pk}"]
    assert (found.minutes, found.is_long) == (15, True)
    assert f"of its {long.minutes} minutes" in found.reason


def test_nothing_comes_that_one_finished_wrote_or_may_not_see(cast: Cast) -> None:
    letters, inside = module(cast.author, "Letters that get read"), module(cast.author, "For Pharmacy alone")
    set_audience(inside, by=cast.author, team=cast.pharmacy)
    finish_item(letters, by=cast.asker)
    assert could(cast.asker) == {}
    assert could(cast.author) == {}
    assert set(could(cast.stranger)) == {f"item:{letters.pk}", f"item:{inside.pk}"}
