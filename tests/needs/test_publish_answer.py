"""Publishing a module as the answer: both happen, or neither."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.needs.telling import again, lines
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.needs.actions.answering import publish_answer
from upwell.needs.models import Need, State

WORDS = [{"id": "b1", "type": "text", "text": "Put the question first."}]


@pytest.fixture
def draft(cast: Cast, need: Need) -> Item:
    """A draft of Amara's, written for Sofia's need."""
    return start_module(by=cast.author, title="Letters", blocks=WORDS, for_need_id=need.pk)


def test_the_module_is_out_and_the_need_is_answered(cast: Cast, need: Need, draft: Item) -> None:
    for _ in range(2):
        answer = publish_answer(need, draft, by=cast.author)
    assert answer.item is not None
    assert answer.item.is_published
    assert (again(need).state, again(need).answer_count) == (State.ANSWERED, 1)
    assert len(lines("need.answered", need)) == 1


def test_nobody_publishes_anothers_draft(cast: Cast, need: Need, draft: Item) -> None:
    with pytest.raises(PermissionDenied):
        publish_answer(need, draft, by=cast.helper)
    assert again(need).state == State.OPEN


def test_nothing_to_read_answers_nothing(cast: Cast, need: Need) -> None:
    empty = start_module(by=cast.author, title="Letters", for_need_id=need.pk)
    with pytest.raises(ValidationError):
        publish_answer(need, empty, by=cast.author)
    assert again(need).answer_count == 0
    assert not Item.objects.get(pk=empty.pk).is_published
