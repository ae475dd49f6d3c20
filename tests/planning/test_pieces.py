"""What one does with a piece: done, something else, next week, not for me; and what is done is noticed by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.planning.telling import MONDAY, asked, could, module, piece, stack, verbs
from upwell.core import clock, journal
from upwell.core.models import Line
from upwell.journeys.actions.progressing import finish_item, reopen_item
from upwell.library.models import Item
from upwell.needs.actions.offering import offer_help
from upwell.needs.models import How
from upwell.people.actions.skills import set_skill
from upwell.planning.actions.following import note_done
from upwell.planning.actions.making import make_plan
from upwell.planning.actions.pieces import (
    decline_piece,
    finish_piece,
    postpone_piece,
    reopen_piece,
    swap_piece,
    take_back,
)
from upwell.planning.actions.rhythm import set_rhythm
from upwell.planning.models import Plan, SetAside

pytestmark = pytest.mark.usefixtures("on_monday")


def planned(cast: Cast) -> tuple[Plan, list[Item]]:
    """A week with two of three modules about letters."""
    items = [module(cast.author, f"Letters, part {number}", skills=["letters"], words=800) for number in range(3)]
    set_skill(cast.asker, by=cast.asker, name="letters", wants=True)
    set_rhythm(cast.asker, by=cast.asker, minutes=items[0].minutes * 2)
    plan = make_plan(cast.asker, by=cast.asker)
    assert len(stack(plan)) == 2
    return plan, items


def told(line: Line) -> None:
    """What the reader of the journal does of a line, twice."""
    for _ in range(2):
        note_done(journal.happening(line))


def test_done_is_said_once_and_can_be_taken_back(cast: Cast) -> None:
    plan, _items = planned(cast)
    first = piece(plan, stack(plan)[0])
    for _ in range(2):
        finish_piece(first, by=cast.asker)
    assert piece(plan, first.key).is_done
    for _ in range(2):
        reopen_piece(first, by=cast.asker)
    assert not piece(plan, first.key).is_done
    assert verbs("plan.piece") == ["plan.piece_done", "plan.piece_reopened"]


def test_swapped_something_else_that_fits_comes_in_its_place(cast: Cast) -> None:
    plan, items = planned(cast)
    before = stack(plan)
    other = swap_piece(piece(plan, before[0]), by=cast.asker)
    assert other is not None
    assert stack(plan) == [other.key, before[1]]
    assert other.key == next(f"item:{item.pk}" for item in items if f"item:{item.pk}" not in before)
    with clock.at(MONDAY + timedelta(days=7)):
        assert before[0] in could(cast.asker)


def test_with_nothing_else_a_swap_leaves_room(cast: Cast) -> None:
    plan, _items = planned(cast)
    gone = piece(plan, stack(plan)[0])
    swap_piece(gone, by=cast.asker)
    assert swap_piece(piece(plan, stack(plan)[0]), by=cast.asker) is None
    assert swap_piece(gone, by=cast.asker) is None  # a second press of the same button
    assert len(stack(plan)) == 1


def test_postponed_it_comes_back_next_week_and_nothing_takes_its_place(cast: Cast) -> None:
    plan, _items = planned(cast)
    key, *rest = stack(plan)
    postpone_piece(piece(plan, key), by=cast.asker)
    assert stack(plan) == rest
    assert key not in could(cast.asker)
    with clock.at(MONDAY + timedelta(days=7)):
        assert key in could(cast.asker)


def test_what_is_not_for_one_does_not_come_back_and_its_like_weighs_less(cast: Cast) -> None:
    plan, items = planned(cast)
    key = stack(plan)[0]
    other = next(f"item:{item.pk}" for item in items if f"item:{item.pk}" != key)
    before = could(cast.asker)[other].worth
    decline_piece(piece(plan, key), by=cast.asker)
    after = could(cast.asker)
    assert key not in after
    assert after[other].worth < before
    with clock.at(MONDAY + timedelta(days=365)):
        assert key not in could(cast.asker)
    take_back(SetAside.objects.get(key=key), by=cast.asker)
    assert could(cast.asker)[other].worth == before
    assert verbs("plan.")[-2:] == ["plan.piece_declined", "plan.taken_back"]


def test_a_refusal_weighs_less_as_it_gets_older(cast: Cast) -> None:
    plan, items = planned(cast)
    key = stack(plan)[0]
    other = next(f"item:{item.pk}" for item in items if f"item:{item.pk}" != key)
    decline_piece(piece(plan, key), by=cast.asker)
    fresh = could(cast.asker)[other].worth
    SetAside.objects.update(at=MONDAY - timedelta(days=360))
    assert could(cast.asker)[other].worth > fresh


def test_nobody_touches_anothers_plan(cast: Cast) -> None:
    plan, _items = planned(cast)
    first = piece(plan, stack(plan)[0])
    for act in (finish_piece, reopen_piece, swap_piece, postpone_piece, decline_piece):
        with pytest.raises(PermissionDenied):
            act(first, by=cast.lead)
    decline_piece(first, by=cast.asker)
    with pytest.raises(PermissionDenied):
        take_back(SetAside.objects.get(), by=cast.lead)


def test_what_is_done_is_neither_swapped_nor_declined(cast: Cast) -> None:
    plan, _items = planned(cast)
    first = piece(plan, stack(plan)[0])
    finish_piece(first, by=cast.asker)
    for act in (swap_piece, postpone_piece, decline_piece):
        with pytest.raises(ValidationError):
            act(first, by=cast.asker)


def test_finishing_a_module_is_noticed_and_so_is_taking_it_back(cast: Cast) -> None:
    plan, _items = planned(cast)
    key = stack(plan)[0]
    item = Item.objects.get(pk=key.removeprefix("item:"))
    finish_item(item, by=cast.stranger)
    told(Line.objects.get(verb="progress.finished"))
    assert not piece(plan, key).is_done
    finish_item(item, by=cast.asker)
    told(Line.objects.get(verb="progress.finished", actor_id=cast.asker.pk))
    assert piece(plan, key).is_done
    assert verbs("plan.piece") == ["plan.piece_done"]
    reopen_item(item, by=cast.asker)
    told(Line.objects.get(verb="progress.undone"))
    assert not piece(plan, key).is_done


def test_offering_help_is_noticed(cast: Cast) -> None:
    set_skill(cast.helper, by=cast.helper, name="letters", level=3, teaches=True)
    need = asked(cast.asker, skills=["letters"])
    plan = make_plan(cast.helper, by=cast.helper)
    offer_help(need, by=cast.helper, how=How.WRITE)
    told(Line.objects.get(verb="need.offered"))
    assert piece(plan, f"need:{need.pk}").is_done
