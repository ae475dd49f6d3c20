"""Walking a path: coming onto it, doing its steps, being noticed, reaching its end, leaving it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.journeys.paths import MEET_BUDDY, MONDAY, THINK, again, module, path_of, reading, step_of, verbs
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.arranging import set_before
from upwell.journeys.actions.entering import assign_path, enter_path, leave_path, name_buddy
from upwell.journeys.actions.making import retire_path
from upwell.journeys.actions.progressing import finish_item, reopen_item
from upwell.journeys.actions.walking import do_step, undo_step
from upwell.journeys.models import Certificate, Enrolment
from upwell.journeys.queries.due import due_steps, due_steps_of
from upwell.journeys.queries.lines import Lines
from upwell.journeys.working_days import working_day
from upwell.library.models import Item
from upwell.people.actions import deactivate_person
from upwell.people.models import Person


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.at(MONDAY):
        yield


def due(person: Person) -> list[tuple[str, date | None]]:
    return [(step.title, step.due_on) for step in due_steps(person, today=MONDAY.date())]


@pytest.mark.parametrize(
    ("day", "offset", "expected"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 2), 4, date(2026, 3, 6)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 2), -1, date(2026, 2, 27)),
        (date(2026, 3, 7), 0, date(2026, 3, 9)),
        (date(2026, 3, 5), 22, date(2026, 4, 6)),
    ],
)
def test_working_days_pass_over_weekends(day: date, offset: int, expected: date) -> None:
    assert working_day(day, offset) == expected


def test_one_begins_a_path_by_oneself_once(cast: Cast) -> None:
    path = path_of(cast.author, days=90)
    walk = enter_path(path, by=cast.newcomer)
    enter_path(path, by=cast.newcomer)
    assert (walk.day, walk.until) == (MONDAY.date(), MONDAY.date() + timedelta(days=90))
    assert verbs(path).count("path.entered") == 1
    assert due(cast.newcomer) == [(MEET_BUDDY.title, date(2026, 3, 2)), (THINK.title, date(2026, 3, 6))]


def test_what_is_not_out_nobody_begins(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        enter_path(path_of(cast.author, is_out=False), by=cast.newcomer)
    retired = path_of(cast.author)
    retire_path(retired, by=cast.author)
    with pytest.raises(PermissionDenied):
        enter_path(retired, by=cast.newcomer)


def test_a_lead_gives_a_path_and_a_stranger_does_not(cast: Cast) -> None:
    path = path_of(cast.author)
    with pytest.raises(PermissionDenied):
        assign_path(path, by=cast.stranger, person=cast.asker)
    walk = assign_path(path, by=cast.lead, person=cast.asker, buddy=cast.helper)
    assign_path(path, by=cast.lead, person=cast.asker, buddy=cast.helper)
    assert (walk.how, again(walk).buddy) == ("assigned", cast.helper)
    assert verbs(path).count("path.entered") == verbs(path).count("path.buddy_named") == 1
    with pytest.raises(ValidationError, match="has left"):
        assign_path(path, by=cast.steward, person=cast.leaver)


def test_what_was_finished_before_counts_and_what_is_finished_later_is_noticed(cast: Cast) -> None:
    known, new = module(cast.author, "Known"), module(cast.author, "New")
    path = path_of(cast.author, reading(known), reading(new), THINK)
    finish_item(known, by=cast.newcomer)
    walk = enter_path(path, by=cast.newcomer)
    assert [done.step.title for done in walk.done.all()] == ["Known"]
    finish_item(new, by=cast.newcomer)
    assert walk.done.count() == 1
    run_waiting()
    assert {done.step.title for done in walk.done.all()} == {"Known", "New"}
    assert verbs(path).count("path.step_done") == 1
    reopen_item(new, by=cast.newcomer)
    run_waiting()
    assert [done.step.title for done in walk.done.all()] == ["Known"]


def test_one_of_several_is_enough_for_a_choice(cast: Cast) -> None:
    this, that = module(cast.author, "This"), module(cast.author, "That")
    path = path_of(cast.author, reading(this, kind="choice", items=[this, that], title="One of them"))
    walk = enter_path(path, by=cast.newcomer)
    finish_item(that, by=cast.newcomer)
    run_waiting()
    assert again(walk).finished_at is not None


def test_at_the_end_there_is_a_certificate_that_says_what_was_true(cast: Cast) -> None:
    path = path_of(cast.author, has_certificate=True)
    walk = enter_path(path, by=cast.newcomer)
    do_step(walk, by=cast.newcomer, step=step_of(path, 0), met=[cast.helper])
    assert again(walk).finished_at is None
    do_step(walk, by=cast.newcomer, step=step_of(path, 1), words="How kind everybody is.")
    assert again(walk).finished_at == MONDAY
    assert verbs(path).count("path.finished") == 1
    given = Certificate.objects.get()
    assert (given.name, given.title) == ("Mira Celik", "Your first week")
    assert due(cast.newcomer) == []


def test_only_whoever_walks_does_the_steps_and_twice_keeps_the_newer_words(cast: Cast) -> None:
    path = path_of(cast.author)
    walk, think = enter_path(path, by=cast.newcomer), step_of(path, 1)
    with pytest.raises(PermissionDenied):
        do_step(walk, by=cast.lead, step=think, words="Well done.")
    with pytest.raises(ValidationError, match="a sentence is enough"):
        do_step(walk, by=cast.newcomer, step=think, words=" ")
    do_step(walk, by=cast.newcomer, step=think, words="Kind.")
    do_step(walk, by=cast.newcomer, step=think, words="Very kind.")
    assert walk.done.get().words == "Very kind."
    assert verbs(path).count("path.step_done") == 1
    undo_step(walk, by=cast.newcomer, step=think)
    undo_step(walk, by=cast.newcomer, step=think)
    assert walk.done.count() == 0


def test_a_step_waits_for_the_one_before_it(cast: Cast) -> None:
    path = path_of(cast.author)
    first, second = path.steps.all()
    set_before(second, by=cast.author, first=[first])
    walk = enter_path(path, by=cast.newcomer)
    assert [title for title, _day in due(cast.newcomer)] == [first.title]
    with pytest.raises(ValidationError, match=first.title):
        do_step(walk, by=cast.newcomer, step=second, words="Already.")
    do_step(walk, by=cast.newcomer, step=first)
    assert [title for title, _day in due(cast.newcomer)] == [second.title]


def test_many_are_asked_for_in_as_many_questions_as_one(
    cast: Cast, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    path, other = path_of(cast.author), path_of(cast.author, THINK, title="Another")
    for person in (cast.newcomer, cast.asker, cast.stranger):
        walk = enter_path(path, by=person)
    enter_path(other, by=cast.newcomer)
    do_step(walk, by=cast.stranger, step=step_of(path, 0))
    people = [person.pk for person in cast.everybody]
    with django_assert_num_queries(3):
        found = due_steps_of(people, lines=Lines(MONDAY.date()))
    assert found.keys() == {cast.newcomer.pk, cast.asker.pk, cast.stranger.pk}
    assert all(found[pk] == due_steps(person, today=MONDAY.date()) for pk, person in _by_id(cast).items())
    assert [len(found[person.pk]) for person in (cast.newcomer, cast.asker, cast.stranger)] == [3, 2, 1]


def _by_id(cast: Cast) -> dict[int, Person]:
    return {person.pk: person for person in (cast.newcomer, cast.asker, cast.stranger)}


def test_a_module_that_expired_keeps_nobody_from_the_end(cast: Cast) -> None:
    old = module(cast.author, "Old")
    path = path_of(cast.author, reading(old), THINK)
    walk = enter_path(path, by=cast.newcomer)
    Item.objects.filter(pk=old.pk).update(valid_until=MONDAY.date() - timedelta(days=1))
    assert [title for title, _day in due(cast.newcomer)] == [THINK.title]
    do_step(walk, by=cast.newcomer, step=step_of(path, 1), words="It went well.")
    assert again(walk).finished_at is not None


def test_one_leaves_what_one_began_and_a_lead_takes_away_what_was_given(cast: Cast) -> None:
    path = path_of(cast.author)
    mine = enter_path(path, by=cast.newcomer)
    leave_path(mine, by=cast.newcomer)
    leave_path(mine, by=cast.newcomer)
    assert verbs(path).count("path.left") == 1
    assert due(cast.newcomer) == []
    enter_path(path, by=cast.newcomer)
    assert again(mine).left_at is None
    given = assign_path(path, by=cast.lead, person=cast.asker)
    with pytest.raises(PermissionDenied):
        leave_path(given, by=cast.asker)
    leave_path(given, by=cast.lead)
    assert Enrolment.objects.standing().count() == 1


def test_a_buddy_is_a_colleague_who_is_here(cast: Cast) -> None:
    walk = enter_path(path_of(cast.author), by=cast.newcomer)
    with pytest.raises(PermissionDenied):
        name_buddy(walk, by=cast.stranger, buddy=cast.helper)
    for nobody in (cast.newcomer, cast.leaver):
        with pytest.raises(ValidationError):
            name_buddy(walk, by=cast.newcomer, buddy=nobody)
    name_buddy(walk, by=cast.newcomer, buddy=cast.helper)
    step = due_steps(cast.newcomer, today=MONDAY.date())[0]
    assert (step.is_meeting, step.person_id) == (True, cast.helper.pk)


def test_a_leaver_walks_no_further_and_is_nobodys_buddy(cast: Cast) -> None:
    path = path_of(cast.author)
    theirs = enter_path(path, by=cast.helper)
    other = enter_path(path, by=cast.newcomer)
    name_buddy(other, by=cast.newcomer, buddy=cast.helper)
    deactivate_person(cast.helper, by=cast.admin)
    run_waiting()
    assert again(theirs).left_at is not None
    assert again(other).buddy is None
    assert "path.buddy_lost" in verbs(path)
