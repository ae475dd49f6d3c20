"""People who met are noticed: on the paths that bring them together, and in the plans that name them."""

from datetime import timedelta

from tests.cast import Cast
from tests.gatherings.mentoring import proposed
from tests.gatherings.telling import TODAY, begin_of, join, planned
from tests.journeys.paths import MEET_BUDDY, again, path_of, verbs
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.gatherings.actions.mentoring.meeting import note_session
from upwell.gatherings.actions.mentoring.proposing import accept_mentoring
from upwell.gatherings.actions.seating import note_attendance
from upwell.journeys.actions.arranging import set_before
from upwell.journeys.actions.entering import enter_path, name_buddy
from upwell.journeys.actions.meeting import follow_meeting
from upwell.journeys.actions.walking import undo_step
from upwell.journeys.models import Enrolment
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.declaring import declare_need
from upwell.people.actions.skills import set_skill
from upwell.people.models import Person
from upwell.planning.actions.making import make_plan
from upwell.planning.models import Plan


def beside(cast: Cast) -> Enrolment:
    """Mira walks her first week with Kofi beside her."""
    walk = enter_path(path_of(cast.author), by=cast.newcomer)
    return name_buddy(walk, by=cast.newcomer, buddy=cast.helper)


def week_with(person: Person, colleague: Person) -> Plan:
    """Whose plan says that they meet this colleague."""
    set_skill(colleague, by=colleague, name="letters", level=4, teaches=True)
    set_skill(person, by=person, name="letters", wants=True)
    plan = make_plan(person, by=person)
    assert not plan.pieces.get(key=f"person:{colleague.pk}").is_done
    return plan


def test_two_at_a_small_event_have_met_and_whoever_was_away_has_not(cast: Cast) -> None:
    event = planned(cast.author)
    with clock.at(TODAY):
        walk = beside(cast)
        join(event, cast.newcomer, cast.helper)
    with clock.at(begin_of(event) + timedelta(hours=1)):
        note_attendance(event, by=cast.author, there=[cast.newcomer.pk])
        run_waiting()
        assert not walk.done.exists()
        note_attendance(event, by=cast.author, there=[cast.newcomer.pk, cast.helper.pk])
        run_waiting()
        done = walk.done.get()
        assert (done.step.title, list(done.met.all())) == (MEET_BUDDY.title, [cast.helper])
        assert follow_meeting([cast.newcomer.pk, cast.helper.pk], at=clock.now()) == 0
        assert verbs(walk.path).count("path.step_done") == 1
        undo_step(walk, by=cast.newcomer, step=done.step)
        assert not again(walk).done.exists()


def test_a_meeting_counts_neither_before_its_turn_nor_from_before_the_path(cast: Cast) -> None:
    with clock.at(TODAY):
        walk = beside(cast)
        meet, think = walk.path.steps.all()
        both = [cast.newcomer.pk, cast.helper.pk]
        assert follow_meeting(both, at=TODAY - timedelta(days=1)) == 0
        assert follow_meeting([cast.newcomer.pk], at=TODAY) == 0
        set_before(meet, by=cast.author, first=[think])
        assert follow_meeting(both, at=TODAY) == 0
        set_before(meet, by=cast.author, first=[])
        assert follow_meeting(both, at=TODAY) == 1
        assert [done.step for done in walk.done.all()] == [meet]


def test_a_session_of_a_mentoring_and_an_answer_are_noticed_in_the_plan(cast: Cast) -> None:
    with clock.at(TODAY):
        pair = proposed(cast)
        for one in (cast.helper, cast.asker):
            accept_mentoring(pair, by=one)
        plan = week_with(cast.asker, cast.helper)
        note_session(pair, by=cast.helper, day=TODAY.date())
        run_waiting()
        assert plan.pieces.get(key=f"person:{cast.helper.pk}").is_done
        other = week_with(cast.newcomer, cast.helper)
        quiet = declare_need("Whom do I ask about badges?", by=cast.newcomer, nameless=True)
        answer_need(quiet, by=cast.helper, text="Ines, in the basement.")
        run_waiting()
        assert not other.pieces.get(key=f"person:{cast.helper.pk}").is_done
        asked = declare_need("Where do letters go?", by=cast.newcomer)
        answer_need(asked, by=cast.helper, text="Into the tray.")
        run_waiting()
        assert other.pieces.get(key=f"person:{cast.helper.pk}").is_done
