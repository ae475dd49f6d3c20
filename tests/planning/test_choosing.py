"""The choice of a week, checked against every other choice there is."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as some

from upwell.planning.candidates import Candidate, Rules
from upwell.planning.choosing import choose
from upwell.planning.queries.candidates import MOST, most_worth


@some.composite
def candidates(draw: some.DrawFn) -> list[Candidate]:
    shapes = some.tuples(some.integers(1, 20), some.integers(1, 60), some.booleans())
    rows = draw(some.lists(shapes, max_size=9))
    return [
        Candidate(f"item:{number}", "learn", "Letters", "You asked.", "/", minutes, worth, others)
        for number, (minutes, worth, others) in enumerate(rows)
    ]


RULES = some.builds(
    Rules,
    minutes=some.integers(0, 45),
    pieces=some.integers(0, 5),
    long_pieces=some.integers(0, 2),
    for_others=some.booleans(),
)


def fits(chosen: tuple[Candidate, ...], rules: Rules) -> bool:
    longs = sum(one.minutes >= 10 for one in chosen)
    return (
        sum(one.minutes for one in chosen) <= rules.minutes
        and len(chosen) <= rules.pieces
        and longs <= rules.long_pieces
    )


def greatest(rows: list[Candidate], rules: Rules) -> int:
    """The worth of the best choice, found by looking at all of them."""
    allowed = [each for size in range(len(rows) + 1) for each in combinations(rows, size) if fits(each, rules)]
    with_others = [each for each in allowed if any(one.for_others for one in each)]
    return max(sum(one.worth for one in each) for each in (rules.for_others and with_others) or allowed)


@given(candidates(), RULES)
def test_no_other_choice_is_worth_more_and_the_rules_hold(rows: list[Candidate], rules: Rules) -> None:
    chosen = choose(rows, rules)
    assert fits(tuple(chosen), rules)
    assert len({one.key for one in chosen}) == len(chosen)
    assert sum(one.worth for one in chosen) == greatest(rows, rules)


@given(candidates(), RULES, some.randoms(use_true_random=False))
def test_the_order_in_which_candidates_come_changes_nothing(
    rows: list[Candidate], rules: Rules, chance: Random
) -> None:
    mixed = rows.copy()
    chance.shuffle(mixed)
    assert choose(mixed, rules) == choose(rows, rules)


def test_who_waits_comes_first_even_where_it_is_worth_less() -> None:
    mine = Candidate("item:1", "learn", "Letters", "New.", "/", 5, 90)
    theirs = Candidate("need:1", "answer", "How do I…", "They ask.", "/", 5, 10, for_others=True)
    assert choose([mine, theirs], Rules(minutes=5)) == [theirs]
    assert choose([mine, theirs], Rules(minutes=5, for_others=False)) == [mine]
    assert choose([mine, theirs], Rules(minutes=4)) == []


def test_somebody_who_waits_is_looked_at_however_much_of_ones_own_is_due() -> None:
    own = [Candidate(f"step:{each}", "learn", "A step", "Due.", "/", 5, 150) for each in range(MOST + 5)]
    waits = [Candidate(f"need:{each}", "answer", "Letters", "They wait.", "/", 5, 50 + each, True) for each in range(3)]
    looked_at = most_worth([*waits, *own])
    assert len(looked_at) == MOST
    assert [one.key for one in looked_at if one.for_others] == ["need:2"]
    assert "need:2" in {one.key for one in choose(looked_at, Rules(24, 6, 1, True))}
    assert len(most_worth(own)) == MOST
    assert most_worth(waits) == sorted(waits, key=lambda one: -one.worth)
