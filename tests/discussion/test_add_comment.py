"""Saying something, and taking it back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.library.sheets import draft, published
from tests.people.lines import last
from upwell.core.models import Line
from upwell.discussion.actions import add_comment, remove_comment
from upwell.discussion.models import Comment, Thread
from upwell.library.models import Item
from upwell.people.models import Person


def say(item: Item, by: Person, text: str) -> Comment:
    return add_comment(item.thread, by=by, text=text, about=item)


def count(item: Item) -> int:
    return Thread.objects.get(pk=item.thread_id).comment_count


def test_whoever_sees_it_may_say_something(cast: Cast) -> None:
    item = published(cast.author)
    comment = say(item, cast.newcomer, "  <b>Where</b> is the form?\x00 ")
    assert (comment.text, comment.by, count(item)) == ("<b>Where</b> is the form?", cast.newcomer, 1)
    line = last("comment.added")
    assert (line.object_kind, line.object_id, line.context) == ("item", item.pk, {"comment": comment.pk})


def test_whoever_does_not_see_it_may_not(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        say(draft(cast.author), cast.stranger, "Hello")


def test_a_comment_goes_into_the_thread_of_what_it_is_about(cast: Cast) -> None:
    seen, unseen = published(cast.author), draft(cast.author)
    with pytest.raises(PermissionDenied):
        add_comment(unseen.thread, by=cast.stranger, text="Hello", about=seen)


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "x" * 5_001])
def test_nothing_and_too_much_are_refused(cast: Cast, text: str) -> None:
    item = published(cast.author)
    with pytest.raises(ValidationError):
        say(item, cast.asker, text)
    assert count(item) == 0


def test_a_double_tap_says_it_once(cast: Cast) -> None:
    item = published(cast.author)
    assert say(item, cast.asker, "Thanks") == say(item, cast.asker, "Thanks ")
    assert (count(item), Line.objects.filter(verb="comment.added").count()) == (1, 1)


def test_two_people_may_say_the_same(cast: Cast) -> None:
    item = published(cast.author)
    for person in (cast.asker, cast.helper, cast.asker):
        say(item, person, "Thanks")
    assert count(item) == 3


def test_one_takes_back_ones_own_words_once(cast: Cast) -> None:
    item = published(cast.author)
    comment = say(item, cast.asker, "Hm")
    for _time in range(2):
        remove_comment(comment, by=cast.asker)
    assert not item.thread.comments.shown().exists()
    assert (count(item), Line.objects.filter(verb="comment.removed").count()) == (0, 1)


def test_nobody_takes_back_anothers_words(cast: Cast) -> None:
    comment = say(published(cast.author), cast.asker, "Hm")
    for person in (cast.author, cast.steward, cast.admin):
        with pytest.raises(PermissionDenied):
            remove_comment(comment, by=person)
