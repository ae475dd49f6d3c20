"""The arithmetic of ranking: what raises a score, what lowers it, and what it never does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upwell.search import standing
from upwell.search.ranking import Signals, fuse
from upwell.search.standing import Standing, Witness

NOW = datetime(2026, 5, 1, tzinfo=UTC)
NOBODY = Standing({}, {}, {}, {}, {})

signals = st.builds(Signals, words=st.floats(0, 50), sentence=st.floats(-1, 1), static=st.floats(-1, 1))


@given(st.dictionaries(st.integers(1, 99), signals, max_size=20))
def test_every_candidate_has_a_place_and_the_best_comes_first(candidates: dict[int, Signals]) -> None:
    scores = fuse(candidates)
    assert set(scores) == set(candidates)
    assert list(scores.values()) == sorted(scores.values(), reverse=True)


def test_each_signal_raises_the_score() -> None:
    plain = Signals(words=1, sentence=0.3, static=0.3)
    others = {1: plain, 2: Signals(2, 0.3, 0.3), 3: Signals(1, 0.4, 0.3), 4: Signals(1, 0.3, 0.4)}
    scores = fuse(others)
    assert min(scores, key=scores.__getitem__) == 1


def test_no_candidates_have_no_order() -> None:
    assert fuse({}) == {}


def test_a_year_and_a_half_halves_what_somebody_did() -> None:
    today = standing.day_of(NOW)
    weights = standing.faded([Witness(1, 2.0, today), Witness(2, 2.0, today - standing.EVIDENCE_HALF_LIFE)])
    assert weights == pytest.approx({1: 2.0, 2: 1.0})


def test_help_given_is_compared_the_same_whenever_one_looks() -> None:
    often = standing.help_given([(NOW, False), (NOW, False)], half_life=61)
    once = standing.help_given([(NOW, False)], half_life=61)
    long_ago = standing.help_given([(NOW - timedelta(days=61), False)], half_life=61)
    accepted = standing.help_given([(NOW, True)], half_life=61)
    assert often - once == pytest.approx(1)
    assert once - long_ago == pytest.approx(1)
    assert 2 ** (accepted - once) == pytest.approx(standing.ACCEPTED)


@pytest.mark.parametrize("part", ["topic", "skill", "declared", "lately", "in_years"])
def test_each_part_of_a_standing_speaks_for_somebody(part: str) -> None:
    scores = standing.rank_people(Standing(**{**NOBODY.__dict__, part: {7: 0.4}}))
    assert list(scores) == [7]
    assert scores[7] > 0


def test_the_topic_counts_more_than_helping_a_lot() -> None:
    scores = standing.rank_people(Standing({1: 0.5}, {}, {}, {2: 0.5}, {}))
    assert list(scores) == [1, 2]


people = st.dictionaries(st.integers(1, 20), st.floats(0.01, 1), max_size=15)
counts = st.dictionaries(st.integers(1, 20), st.integers(0, 9))


@given(people, counts, st.integers(0, 6))
def test_nobody_at_their_cap_is_left_and_nobody_else_is_lost(
    scores: dict[int, float], asked: dict[int, int], cap: int
) -> None:
    kept = standing.spread_load(scores, asked, dict.fromkeys(scores, cap))
    assert set(kept) == {person for person in scores if asked.get(person, 0) < cap}
    assert all(0 < kept[person] <= scores[person] for person in kept)


def test_an_able_second_comes_before_a_first_who_is_nearly_full() -> None:
    kept = standing.spread_load({1: 1.0, 2: 0.7}, {1: 3}, {1: 4, 2: 4})
    assert list(kept) == [2, 1]


def test_suggesting_the_best_again_and_again_spreads_over_the_able() -> None:
    able = {1: 1.0, 2: 0.9, 3: 0.8, 4: 0.7}
    asked = dict.fromkeys(able, 0)
    for _ in range(8):
        chosen = next(iter(standing.spread_load(able, asked, dict.fromkeys(able, 4))))
        asked[chosen] += 1
    assert asked == {1: 3, 2: 2, 3: 2, 4: 1}
