"""Confirmations: only voices say whether it helped; solved follows from what they say; a month later, was it used."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.needs.telling import again, later, lines
from upwell.core import clock
from upwell.library.models import Item
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.confirming import ask_whether_used, confirm_answer, say_used
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.voicing import voice_need, withdraw_voice
from upwell.needs.models import Answer, Need, Outcome, State, Used


@pytest.fixture
def answer(cast: Cast, need: Need, item: Item) -> Answer:
    """Amara's module answers Sofia's need, which Piet, Greta and Mira have, too."""
    for person in (cast.stranger, cast.lead, cast.newcomer):
        voice_need(need, by=person)
    return answer_need(need, by=cast.author, item=item)


def test_who_asked_says_solved(cast: Cast, need: Need, answer: Answer) -> None:
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED, note="No calls for a week.")
    need = again(need)
    assert (need.state, need.solved_count) == (State.SOLVED, 1)
    assert Item.objects.get(answers=answer).solved_count == 1
    (line,) = lines("need.confirmed", need)
    assert (line.actor_id, line.context) == (cast.asker.pk, {"answer": answer.pk, "outcome": "solved"})


def test_only_those_who_need_it_say_whether_it_helped(cast: Cast, answer: Answer) -> None:
    for person in (cast.author, cast.helper, cast.steward):
        with pytest.raises(PermissionDenied):
            confirm_answer(answer, by=person, outcome=Outcome.SOLVED)


def test_saying_it_again_changes_it_and_counts_once(cast: Cast, need: Need, answer: Answer) -> None:
    for outcome in (Outcome.SOLVED, Outcome.SOLVED, Outcome.NOT):
        confirm_answer(answer, by=cast.asker, outcome=outcome)
    need = again(need)
    assert (need.state, need.solved_count, need.not_solved_count) == (State.ANSWERED, 0, 1)
    assert len(lines("need.confirmed", need)) == 2
    assert Item.objects.get(answers=answer).solved_count == 0


def test_others_solve_it_for_a_silent_asker_when_more_than_half_of_three_say_so(
    cast: Cast, need: Need, answer: Answer
) -> None:
    confirm_answer(answer, by=cast.stranger, outcome=Outcome.SOLVED)
    confirm_answer(answer, by=cast.lead, outcome=Outcome.SOLVED)
    assert again(need).state == State.ANSWERED
    confirm_answer(answer, by=cast.newcomer, outcome=Outcome.NOT)
    assert again(need).state == State.SOLVED
    confirm_answer(answer, by=cast.asker, outcome=Outcome.PARTLY)
    assert again(need).state == State.ANSWERED


def test_each_voice_counts_by_the_best_it_says(cast: Cast, need: Need, answer: Answer) -> None:
    other = answer_need(need, by=cast.helper, text="Ring them.")
    confirm_answer(answer, by=cast.stranger, outcome=Outcome.PARTLY)
    confirm_answer(other, by=cast.stranger, outcome=Outcome.NOT)
    need = again(need)
    assert (need.solved_count, need.partly_count, need.not_solved_count) == (0, 1, 0)


def test_a_voice_taken_back_counts_no_more(cast: Cast, need: Need, answer: Answer) -> None:
    confirm_answer(answer, by=cast.stranger, outcome=Outcome.PARTLY)
    withdraw_voice(need, by=cast.stranger)
    assert again(need).partly_count == 0


def test_the_solved_clock_keeps_its_first_time(cast: Cast, need: Need, answer: Answer) -> None:
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    solved_at = again(need).solved_at
    with later(days=3):
        confirm_answer(answer, by=cast.stranger, outcome=Outcome.SOLVED)
    assert again(need).solved_at == solved_at


def test_without_a_name_the_journal_does_not_tell_who_confirmed(cast: Cast) -> None:
    need = declare_need("How do I tell my lead?", by=cast.asker, nameless=True)
    answer = answer_need(need, by=cast.helper, text="Over a walk.")
    confirmation = confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    say_used(confirmation, by=cast.asker, used=Used.YES)
    assert [line.actor_id for line in lines("need.confirmed", need) + lines("need.used", need)] == [None, None]


def test_it_is_asked_once_after_thirty_days(cast: Cast, need: Need, answer: Answer) -> None:
    confirmation = confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    assert not ask_whether_used(confirmation)
    with later(days=30, minutes=1):
        assert ask_whether_used(confirmation)
        assert not ask_whether_used(confirmation)
    (line,) = lines("need.use_asked", need)
    assert line.context == {"confirmation": confirmation.pk, "person": cast.asker.pk}


def test_it_is_not_asked_where_it_did_not_help_or_was_said_already(cast: Cast, answer: Answer) -> None:
    not_solved = confirm_answer(answer, by=cast.asker, outcome=Outcome.NOT)
    used = say_used(confirm_answer(answer, by=cast.stranger, outcome=Outcome.SOLVED), by=cast.stranger, used=Used.YES)
    with later(days=60):
        assert not ask_whether_used(not_solved)
        assert not ask_whether_used(used)


def test_used_at_work_is_said_and_counted_once(cast: Cast, need: Need, answer: Answer) -> None:
    confirmation = confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    with pytest.raises(PermissionDenied):
        say_used(confirmation, by=cast.stranger, used=Used.YES)
    for _ in range(2):
        say_used(confirmation, by=cast.asker, used=Used.YES, note="Every letter since.")
    assert again(need).used_count == 1
    assert len(lines("need.used", need)) == 1
    say_used(confirmation, by=cast.asker, used=Used.NOT_YET)
    assert again(need).used_count == 0


def test_unknown_words_are_said(cast: Cast, answer: Answer) -> None:
    with pytest.raises(ValidationError):
        confirm_answer(answer, by=cast.asker, outcome="wonderful")
    with pytest.raises(ValidationError):
        say_used(confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED), by=cast.asker, used="often")


def test_a_history_can_be_told_with_its_own_times(cast: Cast, need: Need, answer: Answer) -> None:
    moment = clock.now() + timedelta(days=4)
    with clock.at(moment):
        confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    assert again(need).solved_at == moment
