"""What needs attention: modules that we can be sure help too few, with the sentences at fault, and how long flags wait."""

from datetime import timedelta

import pytest

from tests.browsing import at, read
from tests.cast import Cast
from tests.library.readers import NEW, OLD, TEXT, letters, revise, spot, suggested
from upwell.core import clock
from upwell.discussion.models import Reaction
from upwell.library.actions.reading import react_to_item
from upwell.library.models import Item
from upwell.library.queries.attention import attention_of, usual_wait
from upwell.people.actions import add_person
from upwell.people.models import Person


@pytest.fixture
def readers(cast: Cast) -> list[Person]:
    return [add_person(f"reader{number}@example.org", by=None, name=f"Reader {number}") for number in range(10)]


def flag(item: Item, readers: list[Person], words: str = OLD) -> list[Reaction]:
    return [react_to_item(item, by=reader, kind="outdated", spot=spot(words)) for reader in readers]


def test_ten_readers_who_flag_a_sentence_bring_it_to_its_author(cast: Cast, readers: list[Person]) -> None:
    item = letters(cast.author)
    with clock.at(clock.now() - timedelta(days=9)):
        flag(item, readers[:1])
    flag(item, readers[1:9])
    assert attention_of(cast.author).wanting == []
    flag(item, readers[9:])
    react_to_item(item, by=readers[0], kind="unclear", spot=spot("Sign with a name."))
    (wanting,) = attention_of(cast.author).wanting
    assert (wanting.item, [note.words for note in wanting.sentences]) == (item, [OLD, "Sign with a name."])
    assert wanting.since is not None
    assert timedelta(days=9) <= clock.now() - wanting.since < timedelta(days=9, minutes=5)
    page = read(at(cast.author).get("/learn/attention/"))
    assert "Letters that get read" in page and OLD in page and "The oldest flag came" in page


def test_it_is_its_authors_alone_and_a_stewards_who_asks_for_everybodys(cast: Cast, readers: list[Person]) -> None:
    flag(letters(cast.author), readers)
    for person in (cast.stranger, cast.lead, cast.steward):
        assert attention_of(person).wanting == []
    assert len(attention_of(cast.steward, everybodys=True).wanting) == 1
    assert attention_of(cast.lead, everybodys=True).wanting == []


def test_it_leaves_the_list_once_the_sentence_is_changed(cast: Cast, readers: list[Person]) -> None:
    item = letters(cast.author)
    place = flag(item, readers)[0].anchor_id
    revise(item, cast.author, TEXT.replace(OLD, NEW), answers=[("ask", place)])
    assert attention_of(cast.author).wanting == []


def test_one_flag_and_one_suggestion_wait_without_a_figure_being_made_of_them(cast: Cast) -> None:
    flagged, asked = letters(cast.author), letters(cast.author)
    react_to_item(flagged, by=cast.stranger, kind="unclear")
    suggested(asked, cast.asker)
    found = attention_of(cast.author)
    assert (found.wanting, found.waiting) == ([], [asked, flagged])
    page = read(at(cast.author).get("/learn/attention/"))
    assert "flagged by 1 reader" in page and "1 suggestion" in page


def test_the_time_from_flag_to_fix_is_shown_once_there_are_five(cast: Cast) -> None:
    item = letters(cast.author)
    text = TEXT
    for days in (1, 2, 3, 4, 30):
        assert usual_wait(cast.author) is None
        sentence = text.split(". ")[1].split("\n")[0]
        with clock.at(clock.now() - timedelta(days=days)):
            found = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot(sentence))
        text = text.replace(sentence, f"Write to mailbox {days} of the ward.")
        revise(item, cast.author, text, answers=[("ask", found.anchor_id)])
    wait = usual_wait(cast.author)
    assert wait is not None and timedelta(days=3) <= wait < timedelta(days=3, minutes=5)
    assert usual_wait(None) == wait
    assert usual_wait(cast.stranger) is None
    assert "it usually takes you 3 days" in read(at(cast.author).get("/learn/attention/"))
