"""The signs readers leave, and that the counts count people."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.at_once import at_once
from tests.cast import Cast, make_cast
from tests.library.sheets import draft, published
from upwell.core.models import Line
from upwell.discussion.actions import react, unreact
from upwell.discussion.models import Kind, Thread
from upwell.library.models import Item
from upwell.people.models import Person


def sign(item: Item, by: Person, kind: str, block: str = "") -> None:
    react(item.thread, by=by, kind=kind, block=block, about=item)


def counts(item: Item) -> dict[str, int]:
    thread = Thread.objects.get(pk=item.thread_id)
    named = {kind: getattr(thread, f"{kind}_count") for kind in Kind.values}
    everything = {**named, "readers": thread.reader_count, "found useful": thread.found_useful_count}
    return {name: count for name, count in everything.items() if count}


def test_a_reader_who_says_two_things_is_one_reader(cast: Cast) -> None:
    item = published(cast.author)
    sign(item, cast.asker, "useful")
    sign(item, cast.asker, "learned")
    sign(item, cast.helper, "outdated")
    assert counts(item) == {"useful": 1, "learned": 1, "outdated": 1, "readers": 2, "found useful": 1}


def test_the_same_sign_on_three_parts_is_one_person(cast: Cast) -> None:
    item = published(cast.author)
    for block in ("", "ask", "monday"):
        sign(item, cast.asker, "unclear", block)
    assert counts(item) == {"unclear": 1, "readers": 1}
    unreact(item.thread, by=cast.asker, kind="unclear", block="ask", about=item)
    assert counts(item) == {"unclear": 1, "readers": 1}


def test_again_changes_nothing(cast: Cast) -> None:
    item = published(cast.author)
    for _time in range(2):
        sign(item, cast.asker, "useful")
    assert counts(item) == {"useful": 1, "readers": 1, "found useful": 1}
    assert Line.objects.filter(verb="item.reacted").count() == 1


def test_taken_back_everything_is_as_before(cast: Cast) -> None:
    item = published(cast.author)
    sign(item, cast.asker, "learned")
    for _time in range(2):
        unreact(item.thread, by=cast.asker, kind="learned", about=item)
    assert counts(item) == {}
    assert Line.objects.filter(verb="item.unreacted").count() == 1


def test_the_journal_says_who_and_of_what(cast: Cast) -> None:
    item = published(cast.author)
    sign(item, cast.asker, "question", "ask")
    line = Line.objects.get(verb="item.reacted")
    assert (line.actor_id, line.object_id) == (cast.asker.pk, item.pk)
    assert line.context == {"kind": "question", "block": "ask"}


def test_whoever_does_not_see_it_may_not(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        sign(draft(cast.author), cast.stranger, "useful")


@pytest.mark.parametrize(("kind", "block"), [("loved", ""), ("", ""), ("useful", "x" * 41)])
def test_there_are_no_other_signs(cast: Cast, kind: str, block: str) -> None:
    with pytest.raises(ValidationError):
        sign(published(cast.author), cast.asker, kind, block)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_instant_each_counts() -> None:
    cast = make_cast()
    item = published(cast.author)
    people = [cast.asker, cast.helper, cast.lead, cast.steward, cast.asker, cast.asker]
    at_once(people, lambda person: sign(item, person, "useful"))
    assert counts(item) == {"useful": 4, "readers": 4, "found useful": 4}
