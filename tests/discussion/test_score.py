"""The score: an interval that knows how few people spoke, and what needs attention."""

import pytest

from tests.cast import Cast
from tests.library.sheets import published
from tests.people.lines import last
from upwell.core.models import Line
from upwell.discussion.models import Thread
from upwell.discussion.score import needs_attention, shown_score, wilson
from upwell.library.actions.reading import react_to_item, take_back_reaction
from upwell.library.queries.attention import attention_of
from upwell.people.actions import add_person
from upwell.people.models import Person


@pytest.mark.parametrize(
    ("good", "count", "low", "high"),
    # as R's prop.test(correct=FALSE) and statsmodels' proportion_confint(method='wilson') have them
    [(0, 10, 0.0, 0.27754), (5, 10, 0.23659, 0.76341), (10, 10, 0.72246, 1.0), (81, 263, 0.25529, 0.36621)],
)
def test_wilsons_interval_is_the_published_one(good: int, count: int, low: float, high: float) -> None:
    assert list(wilson(good, count)) == pytest.approx([low, high], abs=2e-4)


def test_three_votes_do_not_shout() -> None:
    assert not needs_attention(readers=3, found_useful=0, flagged=3)
    assert not needs_attention(readers=9, found_useful=0, flagged=9)
    assert needs_attention(readers=10, found_useful=4, flagged=6)
    assert not needs_attention(readers=10, found_useful=7, flagged=3)
    assert not needs_attention(readers=200, found_useful=0, flagged=0)


def test_no_figure_of_fewer_than_five() -> None:
    assert shown_score(Thread(reader_count=4, found_useful_count=4)) is None
    score = shown_score(Thread(reader_count=5, found_useful_count=4, flagged_count=1))
    assert score is not None
    assert score.percent == 80


def crowd(cast: Cast, count: int) -> list[Person]:
    return [add_person(f"reader{n}@example.org", by=None, name=f"Reader {n}", team=cast.pharmacy) for n in range(count)]


def test_ten_readers_bring_it_to_its_authors_attention_and_fewer_flags_take_it_off(cast: Cast) -> None:
    item, other = published(cast.author), published(cast.author)
    readers = crowd(cast, 10)
    for reader in readers[:2]:
        react_to_item(item, by=reader, kind="useful")
    for reader in readers[2:9]:
        react_to_item(item, by=reader, kind="outdated", block="ask")
    react_to_item(other, by=readers[0], kind="outdated")
    assert not Line.objects.filter(verb="item.needs_attention").exists()
    react_to_item(item, by=readers[9], kind="unclear", block="ask")
    assert last("item.needs_attention").actor_id is None
    mine = attention_of(cast.author)
    assert [row.item for row in mine.wanting] == [item]
    assert mine.wanting[0].sentences[0].block == "ask"
    assert not attention_of(cast.asker, everybodys=True).wanting
    assert [row.item for row in attention_of(cast.steward, everybodys=True).wanting] == [item]
    for reader in readers[5:]:
        take_back_reaction(item, by=reader, kind="outdated", block="ask")
    assert not attention_of(cast.author).wanting
