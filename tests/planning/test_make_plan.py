"""A week's plan: within the minutes, with somebody who waits in it, one's own alone, and what is done stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.planning.telling import MONDAY, asked, could, module, piece, stack, verbs
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.people.actions.skills import set_skill
from upwell.planning.actions.making import forget_old_weeks, make_plan, make_plans
from upwell.planning.actions.pieces import finish_piece
from upwell.planning.actions.rhythm import set_rhythm
from upwell.planning.models import Plan
from upwell.planning.queries.monday import days_at_work, without_plan
from upwell.planning.queries.plan import week_planned
from upwell.planning.tasks import make_weeks

pytestmark = pytest.mark.usefixtures("on_monday")
WEEK = date(2026, 3, 2)


def full(cast: Cast) -> None:
    """More than a week holds, and somebody who waits."""
    for number in range(8):
        module(cast.author, f"Letters, part {number}", words=600 + 300 * number)
    set_skill(cast.helper, by=cast.helper, name="letters", level=3, teaches=True)
    asked(cast.asker, skills=["letters"])


def test_a_plan_keeps_to_the_minutes_and_holds_something_for_who_waits(cast: Cast) -> None:
    full(cast)
    plan = make_plan(cast.helper, by=cast.helper)
    pieces = list(plan.pieces.all())
    assert (plan.week, plan.minutes) == (WEEK, 24)
    assert sum(one.minutes for one in pieces) <= 24
    assert any(one.for_others for one in pieces)
    assert sum(one.is_long for one in pieces) <= 1
    assert all(one.reason and one.url for one in pieces)
    assert verbs("plan.") == ["plan.made"]


def test_nobody_plans_anothers_week(cast: Cast) -> None:
    for other in (cast.lead, cast.admin, cast.stranger):
        with pytest.raises(PermissionDenied):
            make_plan(cast.asker, by=other)
    with pytest.raises(PermissionDenied):
        make_plan(cast.leaver, by=cast.leaver)
    assert not Plan.objects.exists()


def test_made_again_what_is_done_stays_and_counts(cast: Cast) -> None:
    full(cast)
    plan = make_plan(cast.helper, by=cast.helper)
    first = stack(plan)
    assert stack(make_plan(cast.helper, by=cast.helper)) == first
    for key in first[:2]:
        finish_piece(piece(plan, key), by=cast.helper)
    again = make_plan(cast.helper, by=cast.helper)
    assert set(first[:2]) <= set(stack(again))
    assert sum(one.minutes for one in again.pieces.all()) <= 24
    assert Plan.objects.count() == 1


def test_fewer_minutes_hold_from_the_next_plan_on(cast: Cast) -> None:
    full(cast)
    set_rhythm(cast.helper, by=cast.helper, minutes=6)
    assert sum(one.minutes for one in make_plan(cast.helper, by=cast.helper).pieces.all()) <= 6
    with pytest.raises(ValidationError):
        set_rhythm(cast.helper, by=cast.helper, minutes=0)
    with pytest.raises(PermissionDenied):
        set_rhythm(cast.helper, by=cast.lead, minutes=60)
    assert verbs("rhythm.") == ["rhythm.set"]


def test_on_monday_everybody_gets_a_plan_once_and_one_note(cast: Cast) -> None:
    full(cast)
    people = [cast.helper.pk, cast.asker.pk, cast.leaver.pk]
    assert make_plans(people, week=WEEK, today=WEEK) == 2
    assert make_plans(people, week=WEEK, today=WEEK) == 0
    assert verbs("plan.") == ["plan.came"]
    assert not Plan.objects.filter(person=cast.leaver).exists()
    alone = week_planned(cast.helper, WEEK)
    assert alone is not None
    assert [one.key for one in alone.pieces] == stack(make_plan(cast.helper, by=cast.helper))


def test_a_quiet_week_stays_empty_until_one_asks(cast: Cast) -> None:
    full(cast)
    set_rhythm(cast.helper, by=cast.helper, minutes=24, quiet_weeks=[WEEK, date(2026, 3, 4), date(2027, 1, 4)])
    assert cast.helper.rhythm.quiet_weeks == [WEEK]
    make_plans([cast.helper.pk], week=WEEK, today=WEEK)
    assert stack(Plan.objects.get(person=cast.helper)) == []
    assert Plan.objects.get(person=cast.helper).is_quiet
    assert stack(make_plan(cast.helper, by=cast.helper)) != []


def test_a_week_that_becomes_quiet_keeps_what_is_done(cast: Cast) -> None:
    full(cast)
    plan = make_plan(cast.helper, by=cast.helper)
    finish_piece(piece(plan, stack(plan)[0]), by=cast.helper)
    kept = stack(plan)[:1]
    for _ in range(2):
        set_rhythm(cast.helper, by=cast.helper, minutes=24, quiet_weeks=[WEEK])
    assert stack(plan) == kept
    assert verbs("rhythm.") == ["rhythm.set"]


def test_monday_morning_comes_in_each_time_zone_by_itself(cast: Cast) -> None:
    cast.author.time_zone, cast.stranger.time_zone = "Pacific/Auckland", "America/Los_Angeles"
    cast.author.save()
    cast.stranger.save()
    sunday_evening = MONDAY - timedelta(hours=14)  # seven o'clock on Monday in Auckland
    days = days_at_work(sunday_evening)
    assert days[WEEK] == ["Pacific/Auckland"]
    assert without_plan(days[WEEK], WEEK) == [cast.author.pk]
    full(cast)
    with clock.at(sunday_evening):
        make_weeks(int(sunday_evening.timestamp()))
        run_waiting()
    assert list(Plan.objects.filter(week=WEEK).values_list("person__name", flat=True)) == ["Amara Okafor"]


def test_old_weeks_are_forgotten(cast: Cast) -> None:
    full(cast)
    make_plan(cast.helper, by=cast.helper)
    assert forget_old_weeks() == 0
    with clock.at(MONDAY + timedelta(weeks=27)):
        assert forget_old_weeks() == 1
    assert not Plan.objects.exists()


def test_the_plan_is_what_the_candidates_say(cast: Cast) -> None:
    full(cast)
    candidates = could(cast.helper)
    plan = make_plan(cast.helper, by=cast.helper)
    assert {one.key: one.worth for one in plan.pieces.all()} == {key: candidates[key].worth for key in stack(plan)}
