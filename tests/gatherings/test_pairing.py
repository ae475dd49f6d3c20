"""Pairing: exact against trying everything, and never across the line of reporting."""

from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from upwell.gatherings.actions.mentoring.proposing import propose_pairs
from upwell.gatherings.actions.mentoring.wishing import offer_mentoring, wish_for_mentor
from upwell.gatherings.models import Mentoring, Rhythm
from upwell.gatherings.pairing import Mentor, Side, assign, fit, worth
from upwell.gatherings.queries.reporting import leaders_of, report_to_each_other
from upwell.people.actions import add_person, set_skill
from upwell.people.models import Person

Points = dict[tuple[int, int], int]


def total(points: Points, mentors: dict[int, Mentor], chosen: dict[int, int]) -> int:
    """What an assignment is worth; every mentor carries one more with each pair."""
    wishes = len({wish for wish, _mentor in points})
    carried = {one: each.busy for one, each in mentors.items()}
    found = 0
    for wish, mentor in sorted(chosen.items()):
        found += worth(points[wish, mentor], carried=carried[mentor], wishes=wishes)
        carried[mentor] += 1
    return found


def best_by_trying(points: Points, mentors: dict[int, Mentor]) -> int:
    """The worth of the best of all assignments, each tried."""
    wishes = sorted({wish for wish, _mentor in points})
    best = 0
    for choice in product([None, *mentors], repeat=len(wishes)):
        chosen = {wish: mentor for wish, mentor in zip(wishes, choice, strict=True) if mentor is not None}
        if any(pair not in points for pair in chosen.items()):
            continue
        taken = [*chosen.values()]
        if any(taken.count(one) > max(0, each.most - each.busy) for one, each in mentors.items()):
            continue
        best = max(best, total(points, mentors, chosen))
    return best


@st.composite
def cases(draw: st.DrawFn) -> tuple[Points, dict[int, Mentor]]:
    wishes = draw(st.integers(0, 5))
    mentors = {
        100 + number: Mentor(most=draw(st.integers(1, 3)), busy=draw(st.integers(0, 3)))
        for number in range(draw(st.integers(0, 4)))
    }
    pairs = [(wish, mentor) for wish in range(wishes) for mentor in mentors]
    kept = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    return {pair: draw(st.integers(42, 105)) for pair in sorted(kept)}, mentors


@settings(max_examples=150, deadline=None)
@given(cases())
def test_no_other_assignment_is_better(case: tuple[Points, dict[int, Mentor]]) -> None:
    points, mentors = case
    chosen = assign(points, mentors)
    assert all(pair in points for pair in chosen.items())
    for one, each in mentors.items():
        assert [*chosen.values()].count(one) <= max(0, each.most - each.busy)
    assert total(points, mentors, chosen) == best_by_trying(points, mentors)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_nobody_is_left_out_for_the_sake_of_a_better_fit(case: tuple[Points, dict[int, Mentor]]) -> None:
    points, mentors = case
    flat = dict.fromkeys(points, 42)
    assert len(assign(points, mentors)) == len(assign(flat, mentors))


def side(person: int, **said: Any) -> Side:
    given: dict[str, Any] = {"level": None, "languages": frozenset({"en"}), "offset": 0, "team": person, **said}
    return Side(person=person, **given)


def test_two_fit_where_the_mentor_is_ahead_and_they_can_talk() -> None:
    found = fit(side(1, level=4), side(2, level=2))
    assert found is not None
    assert (found.steps, found.languages, found.hours, found.other_team) == (2, ("en",), 0, True)
    assert fit(side(1, level=2), side(2, level=2)) is None
    assert fit(side(1, level=4), side(1, level=1)) is None
    assert fit(side(1, level=4, languages=frozenset({"cy"})), side(2)) is None
    assert fit(side(1, level=4, languages=frozenset()), side(2)) is not None
    assert fit(side(1, level=4, offset=600), side(2)) is None
    round_the_world = fit(side(1, level=4, offset=720), side(2, offset=-660))
    assert round_the_world is not None
    assert round_the_world.hours == 1


def test_two_steps_ahead_in_another_team_on_the_same_clock_fit_best() -> None:
    near = fit(side(1, level=3, team=7), side(2, level=1, team=8))
    others = [
        fit(side(1, level=2, team=7), side(2, level=1, team=8)),
        fit(side(1, level=3, team=8), side(2, level=1, team=8)),
        fit(side(1, level=3, team=7, offset=180), side(2, level=1, team=8)),
        fit(side(1, level=3, team=7, languages=frozenset()), side(2, level=1, team=8)),
    ]
    assert near is not None
    assert all(other is not None and other.points < near.points for other in others)
    waited = fit(side(1, level=3, team=7), side(2, level=1, team=8), weeks=4)
    assert waited is not None
    assert waited.points == near.points + 4


def test_everybody_above_somebody_is_found_through_leads_and_teams(cast: Cast) -> None:
    cast.hospital.lead = cast.admin
    cast.hospital.save(update_fields=["lead"])
    above = leaders_of([cast.asker.pk, cast.stranger.pk, cast.newcomer.pk])
    assert above == {
        cast.asker.pk: {cast.lead.pk, cast.admin.pk},
        cast.stranger.pk: {cast.admin.pk},
        cast.newcomer.pk: set(),
    }
    cast.admin.lead = cast.asker  # a circle, entered by mistake
    cast.admin.save(update_fields=["lead"])
    assert cast.lead.pk in leaders_of([cast.asker.pk])[cast.asker.pk]
    assert report_to_each_other(cast.lead, cast.asker)
    assert not report_to_each_other(cast.stranger, cast.helper)


@pytest.mark.parametrize("seed", range(5))
def test_the_matching_never_crosses_the_line_of_reporting(cast: Cast, seed: int) -> None:
    """People with leads drawn at random, all of whom wish and offer the same: no pair is one above the other."""
    drawn = Random(seed)  # noqa: S311  # a case to try, no secret
    people: list[Person] = []
    for number in range(10):
        lead = drawn.choice([None, cast.lead, *people])
        person = add_person(f"p{number}@example.org", by=None, name=f"Person {number}", lead=lead)
        people.append(person)
        set_skill(person, by=person, name="writing", level=4 if number % 2 else 1)
        if number % 2:
            offer_mentoring(by=person, skills=["writing"], most=2, rhythm=Rhythm.MONTHLY)
        else:
            wish_for_mentor(by=person, skill="writing", goals="Letters that get read.")
    assert propose_pairs() > 0
    for pair in Mentoring.objects.select_related("mentor", "mentee"):
        assert not report_to_each_other(pair.mentor, pair.mentee)
