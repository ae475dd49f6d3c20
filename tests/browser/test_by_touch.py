"""On a phone: blocks are moved by their grip and by a long press on the name of a part."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.finger import PHONE, Finger
from tests.browser.writing import PAGE, elsewhere, expect_kept, kinds, opened
from tests.cast import Cast
from tests.library.sheets import draft

pytestmark = pytest.mark.browser


def test_blocks_are_moved_with_a_finger(everybody: Cast, browser: Browser, live_server: LiveServer) -> None:
    item = draft(everybody.author)
    with elsewhere(browser, live_server, everybody.author, **PHONE) as phone:
        desk = phone.new_page()
        desk.goto(f"/modules/{item.pk}/edit/")
        opened(desk)
        finger = Finger(desk)

        desk.locator(f"{PAGE} > p").first.tap()
        x, y = finger.down(desk.locator(".gutter .grip"))
        for step in range(1, 6):
            finger.to(x, y + 30 * step)
        expect(desk.locator(".drop-line")).to_be_visible()
        below = desk.locator(".part.is-question").bounding_box()
        assert below
        finger.to(x, below["y"] + below["height"] - 4)
        finger.up()
        expect_kept(desk, item, kinds, ["question", "text", "link"])
        expect(desk.locator(".drop-line")).to_be_hidden()

        desk.locator(".part.is-link .part-head").scroll_into_view_if_needed()
        x, y = finger.down(desk.locator(".part.is-link .part-name"))
        expect(desk.locator(".lifted-mark")).to_be_visible()  # held for a while
        text = desk.locator(f"{PAGE} > p").first.bounding_box()
        assert text
        finger.to(x, text["y"] + 20)
        finger.to(x, text["y"] + 2)
        finger.up()
        expect_kept(desk, item, kinds, ["question", "link", "text"])
