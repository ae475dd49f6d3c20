"""Blocks are dragged to another place; what a co-author types into one meanwhile goes along."""

from typing import Any

import pytest
from playwright.sync_api import expect

from bench.walking import says
from tests.browser.conftest import SignIn
from tests.browser.realtime import realtime
from tests.browser.together import Two, expect_the_same, two
from tests.browser.writing import PAGE, expect_kept, kinds, texts, until, write_on
from tests.cast import Cast
from tests.library.sheets import draft

__all__ = ["realtime", "two"]  # fixtures that are found by their names
pytestmark = pytest.mark.browser


def options_of(blocks: list[dict[str, Any]]) -> list[str]:
    """The options of the question, in their order."""
    return [option["text"] for block in blocks for option in block.get("options", [])]


def test_a_block_is_dragged_by_its_grip_and_put_back_by_undo(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    desk.locator(f"{PAGE} > p").first.hover()
    desk.locator(".gutter .grip").drag_to(desk.locator(".part.is-link .slot.is-why .slot-text"))
    expect_kept(desk, item, kinds, ["question", "link", "text"])
    expect_kept(desk, item, lambda blocks: [block["id"] for block in blocks], ["monday", "guide", "ask"])
    desk.keyboard.press("Control+z")
    expect_kept(desk, item, kinds, ["text", "question", "link"])


def test_words_typed_into_a_block_that_somebody_moves_in_that_moment_are_kept(two: Two) -> None:
    two.network.cut()
    two.kofi.locator(f"{PAGE} > p").first.click()
    two.kofi.keyboard.press("End")
    two.kofi.keyboard.type(" Kofi knows more.")
    expect(two.kofi.locator("[data-status]")).to_contain_text("Offline")
    two.amara.locator(f"{PAGE} > p").first.click()
    two.amara.keyboard.press("Alt+ArrowDown")
    expect_kept(two.amara, two.item, kinds, ["question", "text", "link"])
    two.network.mend()
    expect_kept(two.amara, two.item, lambda blocks: texts(blocks)[1], "Put the **ask** first. Kofi knows more.")
    two.kofi.keyboard.type(" And more.")
    expect_kept(
        two.kofi, two.item, lambda blocks: texts(blocks)[1], "Put the **ask** first. Kofi knows more. And more."
    )
    expect_the_same(two)


def test_words_typed_into_the_neighbour_of_a_block_that_is_moved_stay_there(two: Two) -> None:
    for desk in two.desks:
        desk.locator(f"{PAGE} > p").first.click()
    two.amara.keyboard.press("Control+Enter")
    two.amara.keyboard.type("The second paragraph.")
    expect(two.kofi.locator(f"{PAGE} > p")).to_have_count(2)
    two.network.cut()
    two.kofi.locator(f"{PAGE} > p").first.click()
    two.kofi.keyboard.press("End")
    two.kofi.keyboard.type(" Kofi knows more.")
    two.amara.keyboard.press("Alt+ArrowUp")
    expect(two.amara.locator(f"{PAGE} > p").first).to_have_text("The second paragraph.")
    two.network.mend()
    moved = "p: The second paragraph.\np: Put the ask first. Kofi knows more.\n"
    until(two.amara, lambda: moved in says(two.amara))
    assert moved in says(two.amara)
    expect_the_same(two)


def test_words_typed_into_an_option_that_somebody_moves_in_that_moment_are_kept(two: Two) -> None:
    options = ".part.is-question .in-options .is-text .slot-text"
    two.network.cut()
    two.kofi.locator(options).first.click()
    two.kofi.keyboard.press("End")
    two.kofi.keyboard.type(", my dear")
    two.kofi.locator(options).last.click()
    two.kofi.keyboard.press("End")
    two.kofi.keyboard.type(", please")
    expect(two.kofi.locator("[data-status]")).to_contain_text("Offline")
    two.amara.locator(options).first.click()
    two.amara.keyboard.press("Alt+ArrowDown")
    moved = ["Please repeat potassium on Friday", "Thank you for referring this pleasant man"]
    expect_kept(two.amara, two.item, options_of, moved)
    two.network.mend()
    expect_kept(two.amara, two.item, options_of, [f"{moved[0]}, please", f"{moved[1]}, my dear"])
    two.kofi.keyboard.type(" do")
    expect_kept(two.kofi, two.item, options_of, [f"{moved[0]}, please do", f"{moved[1]}, my dear"])
    expect_the_same(two)
