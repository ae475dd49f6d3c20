"""Growth of ties beside completion: named to oneself, a number for the buddy, an average for stewards, of five or more."""

from tests.browsing import at, read
from tests.cast import Cast
from tests.journeys.paths import path_of, step_of
from upwell.journeys.actions.entering import assign_path, enter_path
from upwell.journeys.actions.walking import do_step
from upwell.journeys.models import Path
from upwell.journeys.queries.ties import growth_on, ties_of
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.declaring import declare_need


def walked_by_four(cast: Cast) -> Path:
    """A path for newcomers that four walk; one met a colleague, who answered another."""
    path = path_of(cast.author, is_onboarding=True)
    walk = enter_path(path, by=cast.newcomer)
    do_step(walk, by=cast.newcomer, step=step_of(path), met=[cast.helper])
    for person in (cast.asker, cast.stranger, cast.lead):
        assign_path(path, by=cast.steward, person=person)
    answer_need(declare_need("Where do letters go?", by=cast.asker), by=cast.helper, text="Into the tray.")
    quiet = declare_need("Whom do I ask about badges?", by=cast.stranger, nameless=True)
    answer_need(quiet, by=cast.helper, text="Ines, in the basement.")
    return path


def test_a_tie_is_what_two_did_together_and_only_stewards_see_an_average(cast: Cast) -> None:
    path = walked_by_four(cast)
    (walk,) = path.enrolments.filter(person=cast.newcomer)
    ties = ties_of(walk)
    assert (ties.people, ties.others, ties.lately) == ([cast.helper], 1, 1)
    assert growth_on(path) is None
    assign_path(path, by=cast.steward, person=cast.admin)
    growth = growth_on(path)
    assert growth is not None
    assert (growth.walkers, growth.known, growth.others) == (5, 3 / 5, 3 / 5)
    assert "On average they have come to know 0.6 colleagues" in read(at(cast.steward).get(f"/paths/{path.pk}/people/"))
    assert "On average" not in read(at(cast.lead).get(f"/paths/{path.pk}/people/"))
