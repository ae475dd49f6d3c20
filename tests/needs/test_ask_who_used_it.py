"""The daily job that asks whether an answer was used at work."""

from tests.cast import Cast
from tests.needs.telling import later, lines
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.models import Need, Outcome
from upwell.needs.tasks import ask_who_used_it


def test_those_who_are_due_are_asked_once(cast: Cast, need: Need) -> None:
    answer = answer_need(need, by=cast.helper, text="The question first.")
    confirmation = confirm_answer(answer, by=cast.asker, outcome=Outcome.PARTLY)
    ask_who_used_it(0)
    assert not lines("need.use_asked", need)
    with later(days=31):
        ask_who_used_it(0)
        ask_who_used_it(0)
    (line,) = lines("need.use_asked", need)
    assert line.context["confirmation"] == confirmation.pk


def test_those_it_did_not_help_and_those_who_left_are_not_asked(cast: Cast, need: Need) -> None:
    answer = answer_need(need, by=cast.helper, text="The question first.")
    confirm_answer(answer, by=cast.asker, outcome=Outcome.NOT)
    with later(days=31):
        ask_who_used_it(0)
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    cast.asker.is_active = False
    cast.asker.save()
    with later(days=31):
        ask_who_used_it(0)
    assert not lines("need.use_asked", need)
