"""Who writes along, who owns it, who may see it, how long it holds, and that it is still right."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.library.sheets import draft, published, with_author
from tests.people.lines import last, verbs
from upwell.core import clock
from upwell.library.actions.curating import (
    add_author,
    check_item,
    hand_over,
    remove_author,
    retire_item,
    set_audience,
    set_valid_until,
    unretire_item,
)
from upwell.library.models import Item


def authors(item: Item) -> list[str]:
    return [authorship.person.first_name for authorship in item.authorships.select_related("person")]


def test_the_owner_lets_a_colleague_write_along_once(cast: Cast) -> None:
    item = draft(cast.author)
    for _time in range(2):
        add_author(item, by=cast.author, person=cast.helper)
    assert authors(item) == ["Amara", "Kofi"]
    assert verbs(item).count("item.author_added") == 1
    assert last("item.author_added").context == {"person": cast.helper.pk}


def test_a_colleague_who_writes_along_does_not_choose_who_else_does(cast: Cast) -> None:
    item = with_author(cast, published(cast.author))
    for person in (cast.helper, cast.stranger):
        with pytest.raises(PermissionDenied):
            add_author(item, by=person, person=cast.newcomer)


def test_somebody_who_has_left_is_not_added(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Rosa Duran has left"):
        add_author(draft(cast.author), by=cast.author, person=cast.leaver)


def test_an_author_is_removed_by_the_owner_or_goes(cast: Cast) -> None:
    item = with_author(cast, published(cast.author))
    with pytest.raises(PermissionDenied):
        remove_author(item, by=cast.stranger, person=cast.helper)
    for _time in range(2):
        remove_author(item, by=cast.helper, person=cast.helper)
    assert authors(item) == ["Amara"]
    assert verbs(item).count("item.author_removed") == 1


def test_the_owner_stays_an_author(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Hand the module over first"):
        remove_author(draft(cast.author), by=cast.author, person=cast.author)


def test_it_is_handed_over_and_the_new_owner_writes_along(cast: Cast) -> None:
    item = published(cast.author)
    for _time in range(2):
        hand_over(item, by=cast.author, to=cast.helper) if _time == 0 else hand_over(
            item, by=cast.helper, to=cast.helper
        )
    item.refresh_from_db()
    assert item.owner == cast.helper
    assert authors(item) == ["Amara", "Kofi"]
    assert verbs(item).count("item.handed_over") == 1


def test_a_steward_hands_over_what_a_leaver_owned_but_no_draft(cast: Cast) -> None:
    hand_over(published(cast.author), by=cast.steward, to=cast.helper)
    with pytest.raises(PermissionDenied):
        hand_over(draft(cast.author), by=cast.steward, to=cast.helper)


def test_a_stranger_hands_nothing_over_and_nobody_hands_to_a_leaver(cast: Cast) -> None:
    item = published(cast.author)
    with pytest.raises(PermissionDenied):
        hand_over(item, by=cast.stranger, to=cast.stranger)
    with pytest.raises(ValidationError):
        hand_over(item, by=cast.author, to=cast.leaver)


def test_retired_it_leaves_the_lists_and_keeps_its_page(cast: Cast) -> None:
    item = published(cast.author)
    for _time in range(2):
        retire_item(item, by=cast.author)
    assert item not in Item.objects.current()
    assert item in Item.objects.visible_to(cast.stranger)
    assert verbs(item).count("item.retired") == 1


def test_it_comes_back(cast: Cast) -> None:
    item = retire_item(published(cast.author), by=cast.author)
    with pytest.raises(PermissionDenied):
        unretire_item(item, by=cast.stranger)
    for _time in range(2):
        unretire_item(item, by=cast.steward)
    assert item in Item.objects.current()
    assert verbs(item)[-1] == "item.brought_back"


def test_a_stranger_retires_nothing_and_a_draft_cannot_be(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        retire_item(published(cast.author), by=cast.stranger)
    with pytest.raises(ValidationError):
        retire_item(draft(cast.author), by=cast.author)


def test_an_author_or_a_steward_says_that_it_is_still_right(cast: Cast) -> None:
    item = with_author(cast, published(cast.author))
    with clock.at(datetime(2031, 5, 4, 9, tzinfo=UTC)):
        for person in (cast.helper, cast.steward):
            check_item(item, by=person)
    item.refresh_from_db()
    assert item.checked_on == date(2031, 5, 4)
    assert verbs(item).count("item.checked") == 1
    with pytest.raises(PermissionDenied):
        check_item(item, by=cast.stranger)


def test_after_its_life_span_it_leaves_the_lists(cast: Cast) -> None:
    item = published(cast.author)
    for _time in range(2):
        set_valid_until(item, by=cast.author, until=date(2031, 5, 4))
    assert item in Item.objects.current(date(2031, 5, 4))
    assert item not in Item.objects.current(date(2031, 5, 5))
    assert verbs(item).count("item.life_set") == 1
    with pytest.raises(PermissionDenied):
        set_valid_until(item, by=cast.stranger, until=None)


def test_it_may_be_for_one_team_and_those_below(cast: Cast) -> None:
    item = published(cast.author)
    for _time in range(2):
        set_audience(item, by=cast.author, team=cast.outpatients)
    seen_by = [person for person in cast.everybody if item in Item.objects.visible_to(person)]
    assert seen_by == [cast.asker, cast.author, cast.lead]
    assert verbs(item).count("item.audience_set") == 1
    with pytest.raises(PermissionDenied):
        set_audience(item, by=cast.stranger, team=None)
