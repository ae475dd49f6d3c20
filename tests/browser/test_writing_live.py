"""Writing together over the real realtime process: at once, apart for a while, both closing at once, at random."""

import pytest
from playwright.sync_api import expect

from bench.walking import Walker, says
from tests.browser.realtime import Realtime, realtime
from tests.browser.together import Two, expect_both_seen, expect_the_same, two
from tests.browser.writing import PAGE, add, expect_kept, kept, opened, texts, until
from tests.library.sheets import module_of

__all__ = ["realtime", "two"]  # fixtures that are found by their names
pytestmark = pytest.mark.browser


def test_two_type_into_one_sentence_at_once(two: Two) -> None:
    for desk, key in zip(two.desks, ["Home", "End"], strict=True):
        desk.locator(f"{PAGE} > p").first.click()
        desk.keyboard.press(key)
    for first, last in zip("Amara is here. ", " Kofi is here, too.", strict=False):
        two.amara.keyboard.type(first)
        two.kofi.keyboard.type(last)
    expect(two.kofi.locator(".caret").first).to_be_visible()
    both = "Amara is here. Put the **ask** first. Kofi is here, "
    expect_kept(two.amara, two.item, lambda blocks: texts(blocks)[0], both.strip())
    expect_the_same(two)


def test_what_was_typed_without_a_network_comes_together_once_it_is_back(two: Two) -> None:
    two.network.cut()
    two.kofi.locator(f"{PAGE} > p").first.click()
    two.kofi.keyboard.press("End")
    two.kofi.keyboard.type(" Kofi was in the cellar.")
    expect(two.kofi.locator("[data-status]")).to_contain_text("Offline")
    two.amara.locator(f"{PAGE} > p").first.click()
    two.amara.keyboard.press("Home")
    two.amara.keyboard.type("Amara was upstairs. ")
    add(two.amara, "Text")
    two.amara.keyboard.type("A paragraph of her own.")
    expect_kept(two.amara, two.item, lambda blocks: texts(blocks)[-1], "A paragraph of her own.")
    assert "cellar" not in str(kept(two.item))
    two.network.mend()
    both = "Amara was upstairs. Put the **ask** first. Kofi was in the cellar."
    expect_kept(two.amara, two.item, lambda blocks: texts(blocks)[0], both)
    expect_the_same(two)
    expect_both_seen(two.amara, two.kofi)


def test_what_both_typed_last_is_there_though_they_close_the_lid_at_once(two: Two) -> None:
    for desk, key in zip(two.desks, ["Home", "End"], strict=True):
        desk.locator(f"{PAGE} > p").first.click()
        desk.keyboard.press(key)
    two.amara.keyboard.type("Amara's last words. ")
    two.kofi.keyboard.type(" Kofi's last words.")
    for desk in two.desks:
        desk.close()
    both = "Amara's last words. Put the **ask** first. Kofi's last words."
    again = two.network.context.new_page()
    until(again, lambda: texts(kept(two.item))[0] == both)
    assert texts(kept(two.item))[0] == both


def test_writing_goes_on_while_the_server_is_started_anew(two: Two, realtime: Realtime) -> None:
    two.amara.locator(f"{PAGE} > p").first.click()
    two.amara.keyboard.press("Home")
    realtime.stop()
    two.amara.keyboard.type("Over plain HTTP: ")
    expect_kept(two.amara, two.item, lambda blocks: texts(blocks)[0], "Over plain HTTP: Put the **ask** first.")
    realtime.start()
    expect(two.kofi.locator(PAGE)).to_contain_text("Over plain HTTP: Put the ask first.")
    expect_both_seen(two.amara, two.kofi)
    two.amara.keyboard.type("and live again: ")
    expect_kept(two.kofi, two.item, lambda blocks: texts(blocks)[0][:33], "Over plain HTTP: and live again: ")
    expect_the_same(two)


@pytest.mark.parametrize("seed", [1, 2])
def test_two_who_type_at_random_end_with_the_same_page(two: Two, seed: int) -> None:
    walkers = [Walker(desk, seed * 10 + number) for number, desk in enumerate(two.desks)]
    for turn in range(60):
        if turn == 20:
            two.network.cut()
        if turn == 40:
            two.network.mend()
        for walker in walkers:
            walker.step()
    expect_the_same(two)
    again = two.amara.context.new_page()
    again.goto(f"/modules/{two.item.pk}/edit/")
    opened(again)
    until(again, lambda: says(again) == says(two.amara))
    assert says(again) == says(two.amara)
    assert module_of(two.item).draft
