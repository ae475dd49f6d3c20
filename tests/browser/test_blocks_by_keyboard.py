"""Blocks are moved, copied, turned into others and removed with the keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.writing import PAGE, expect_kept, kinds, texts, write_on
from tests.cast import Cast
from tests.library.sheets import draft

pytestmark = pytest.mark.browser


def right(blocks: list[dict[str, Any]]) -> list[bool]:
    """Which options of the first block, a question, are right."""
    return [option["right"] for option in blocks[0].get("options", [])]


def test_blocks_are_moved_and_turned_into_others(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    desk.locator(f"{PAGE} > p").first.click()
    desk.keyboard.press("Alt+ArrowDown")
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type("A new one.")
    expect_kept(desk, item, kinds, ["question", "text", "link"])
    expect_kept(desk, item, lambda blocks: texts(blocks)[1], "Put the **ask** first.\n\nA new one.")
    desk.keyboard.press("Alt+F10")
    expect(desk.get_by_role("toolbar").get_by_role("button", name="Add a part")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    desk.keyboard.type("poll")
    desk.keyboard.press("Enter")
    expect_kept(desk, item, kinds, ["question", "text", "poll", "link"])
    expect_kept(desk, item, lambda blocks: texts(blocks)[2], "A new one.")
    desk.keyboard.press("Control+z")
    expect_kept(desk, item, kinds, ["question", "text", "link"])


def test_a_block_is_copied_and_removed(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    desk.locator(f"{PAGE} > p").first.click()
    desk.keyboard.press("Control+d")
    desk.keyboard.type("Again: ")
    expect_kept(desk, item, lambda blocks: texts(blocks)[0], "Put the **ask** first.\n\nAgain: Put the **ask** first.")
    desk.keyboard.press("Alt+F10")
    expect(desk.get_by_role("toolbar").get_by_role("button", name="Add a part")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    desk.keyboard.type("remove")
    desk.keyboard.press("Enter")
    expect_kept(desk, item, lambda blocks: texts(blocks)[0], "Put the **ask** first.")


def test_an_option_is_moved_within_its_question(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    row = desk.locator(".part.is-question .part-row").nth(1)
    row.locator(".slot-text").first.click()
    desk.keyboard.press("Alt+ArrowUp")
    expect_kept(desk, item, lambda blocks: right(blocks[1:]), [True, False])
