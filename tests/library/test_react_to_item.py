"""Readers say whether it helped."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.library.sheets import draft, published
from tests.people.lines import last
from upwell.discussion.models import Thread
from upwell.library.actions.curating import set_audience
from upwell.library.actions.reading import comment_on_item, react_to_item, take_back_reaction
from upwell.library.models import Item


def thread_of(item: Item) -> Thread:
    return Thread.objects.get(pk=item.thread_id)


def test_a_reader_finds_it_useful_and_takes_it_back(cast: Cast) -> None:
    item = published(cast.author)
    react_to_item(item, by=cast.asker, kind="useful", block="ask")
    assert (thread_of(item).useful_count, thread_of(item).found_useful_count) == (1, 1)
    assert last("item.reacted").context == {"kind": "useful", "block": "ask"}
    for _time in range(2):
        take_back_reaction(item, by=cast.asker, kind="useful", block="ask")
    assert thread_of(item).reader_count == 0


def test_its_authors_do_not_judge_it(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        react_to_item(published(cast.author), by=cast.author, kind="useful")


def test_a_draft_has_no_readers(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        react_to_item(draft(cast.author), by=cast.asker, kind="useful")


def test_whoever_may_not_see_it_may_not_judge_or_comment(cast: Cast) -> None:
    item = set_audience(published(cast.author), by=cast.author, team=cast.outpatients)
    with pytest.raises(PermissionDenied):
        react_to_item(item, by=cast.stranger, kind="useful")
    with pytest.raises(PermissionDenied):
        comment_on_item(item, by=cast.stranger, text="Hello")


def test_a_part_that_is_not_there_gets_no_sign(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        react_to_item(published(cast.author), by=cast.asker, kind="unclear", block="gone")


def test_a_comment_hangs_on_the_item(cast: Cast) -> None:
    item = published(cast.author)
    comment = comment_on_item(item, by=cast.asker, text="Thank you")
    assert (comment.thread_id, thread_of(item).comment_count) == (item.thread_id, 1)
    assert last("comment.added").object_id == item.pk
