"""A choice laid open can be checked from outside, with nothing but what is printed."""

import json
from io import StringIO
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.planning.telling import asked, module
from upwell.people.actions.skills import set_skill
from upwell.planning.models import Plan

pytestmark = pytest.mark.usefixtures("on_monday")


def printed(email: str, *options: str) -> str:
    said = StringIO()
    call_command("plan", email, *options, stdout=said)
    return said.getvalue()


def test_what_is_chosen_is_the_best_that_the_printed_rules_allow(cast: Cast) -> None:
    for number in range(9):
        module(cast.author, f"Letters, part {number}", words=300 + 350 * number)
    set_skill(cast.helper, by=cast.helper, name="letters", level=3, teaches=True)
    asked(cast.asker, skills=["letters"])
    told = json.loads(printed("Kofi@example.org", "--json"))
    rules, rows = told["rules"], told["candidates"]
    assert rules["at_least_one_for_others"]

    def keeps(some: tuple[dict[str, int], ...]) -> bool:
        return (
            sum(one["minutes"] for one in some) <= rules["minutes"]
            and len(some) <= rules["pieces"]
            and sum(one["minutes"] >= rules["long_from"] for one in some) <= rules["long_pieces"]
            and any(one["for_others"] for one in some)
        )

    sets = [some for size in range(rules["pieces"] + 1) for some in combinations(rows, size) if keeps(some)]
    best = max(sum(one["worth"] for one in some) for some in sets)
    chosen = tuple(one for one in rows if one["key"] in told["chosen"])
    assert keeps(chosen)
    assert (told["worth"], sum(one["worth"] for one in chosen)) == (best, best)
    assert told["minutes"] == sum(one["minutes"] for one in chosen)
    assert all(one["reason"] for one in rows)


def test_it_says_the_same_in_lines_and_keeps_nothing(cast: Cast) -> None:
    module(cast.author, "Letters that get read")
    assert "* " in printed("kofi@example.org")
    assert not Plan.objects.exists()


def test_nobody_of_that_address_is_said_in_a_line(cast: Cast) -> None:
    for email in ("nobody@example.org", "rosa@example.org"):
        with pytest.raises(CommandError):
            printed(email)
