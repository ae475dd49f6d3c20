"""What stands beside a need: what answered needs like it comes first, with a reason, and only what one may see."""

from tests.cast import Cast
from tests.needs.telling import published
from upwell.core.jobs import run_waiting
from upwell.library.actions.curating import set_audience
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Outcome
from upwell.search.queries.matching import match, match_need

ASKED = "How do I write a discharge letter that the GP will actually read?"
TYPED = "What should a discharge letter say so that the GP reads it?"


def test_what_solved_a_need_like_this_is_named_though_its_title_says_nothing_of_it(cast: Cast) -> None:
    item = published("Forty seconds", cast.author)
    answer = answer_need(declare_need(ASKED, by=cast.asker), by=cast.author, item=item)
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    run_waiting()
    found = match(TYPED, cast.stranger)
    assert [hit.need.title for hit in found.needs] == [ASKED]
    assert [(hit.item.title, hit.reasons) for hit in found.items] == [("Forty seconds", ["solved it for 1 colleague"])]


def test_what_one_may_not_see_is_not_named(cast: Cast) -> None:
    item = published("Forty seconds", cast.author)
    answer_need(declare_need(ASKED, by=cast.asker), by=cast.author, item=item)
    set_audience(item, by=cast.author, team=cast.author.team)
    run_waiting()
    assert match(TYPED, cast.stranger).items == []
    assert [hit.item.pk for hit in match(TYPED, cast.author).items] == [item.pk]


def test_what_answers_a_need_already_is_not_named_beside_it(cast: Cast) -> None:
    item = published("Forty seconds", cast.author)
    need = declare_need(ASKED, by=cast.asker)
    answer_need(need, by=cast.author, item=item)
    run_waiting()
    assert match_need(need, cast.stranger).items == []


def test_two_letters_are_like_nothing(cast: Cast) -> None:
    assert match("GP", cast.stranger).is_empty
