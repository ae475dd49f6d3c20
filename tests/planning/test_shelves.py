"""A skill that very much is about has a shelf: the same things in the same order as without one, and none that went out."""

import pytest

from tests.cast import Cast
from tests.planning.telling import MONDAY, module
from upwell.library.actions.curating import retire_item
from upwell.library.actions.reading import react_to_item
from upwell.library.models import Item
from upwell.people.models import Skill
from upwell.planning.actions.shelving import lay_shelves
from upwell.planning.models import Shelf
from upwell.planning.queries.house import House

pytestmark = pytest.mark.usefixtures("on_monday")
TODAY = MONDAY.date()


def test_a_shelf_holds_what_would_be_looked_up_in_the_same_order(cast: Cast) -> None:
    first, second, third = three_about_letters(cast)
    looked_up = about("letters")
    assert looked_up == [second.pk, third.pk, first.pk]
    assert lay_shelves(TODAY, crowded=3) == 1
    assert Shelf.objects.get().items == looked_up == about("letters")


def test_what_was_taken_out_since_is_not_on_it(cast: Cast) -> None:
    first, second, third = three_about_letters(cast)
    lay_shelves(TODAY, crowded=3)
    retire_item(second, by=cast.author)
    assert about("letters") == [third.pk, first.pk]


def test_where_there_is_little_there_is_none_and_again_changes_nothing(cast: Cast) -> None:
    _, second, _ = three_about_letters(cast)
    module(cast.author, "Pumps", skills=["pumps"])
    for _turn in range(2):
        assert lay_shelves(TODAY, crowded=3) == 1
    assert [shelf.skill.name for shelf in Shelf.objects.all()] == ["letters"]
    retire_item(second, by=cast.author)
    assert lay_shelves(TODAY, crowded=3) == 0
    assert not Shelf.objects.exists()


def three_about_letters(cast: Cast) -> list[Item]:
    """Three modules of which the second was useful to somebody."""
    made = [module(cast.author, f"Letters {number}", skills=["letters"]) for number in range(3)]
    react_to_item(made[1], by=cast.stranger, kind="useful")
    return made


def about(skill: str) -> list[int]:
    """What a plan would look at."""
    house, wanted = House(TODAY), Skill.objects.get(name=skill).pk
    house.about([wanted])
    return house.by_skill[wanted]
