"""On a phone: what is on a path's line is moved by its grip and by a long press, and a colleague is drawn onto it; on a desk the same
is done with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.finger import PHONE, Finger
from tests.browser.writing import elsewhere, until
from tests.cast import Cast
from tests.journeys.paths import path_of
from upwell.journeys.laying import StepDetails
from upwell.journeys.models import Path

pytestmark = pytest.mark.browser


def titles(path: Path) -> list[str]:
    """What is on the line, in order."""
    return list(path.steps.order_by("place").values_list("title", flat=True))


def kept(desk: Page, path: Path, *wanted: str) -> None:
    """Wait until the line is kept in this order."""
    until(desk, lambda: titles(path) == list(wanted))
    assert titles(path) == list(wanted)


def drawn(finger: Finger, what: Locator, below: Locator, lifted: Callable[[], None] = lambda: None) -> None:
    """Draw something to just under the middle of something else."""
    x, y = finger.down(what)
    lifted()
    box = below.bounding_box()
    assert box
    aim = box["y"] + box["height"] / 2 + 4
    for share in (0.3, 0.6, 1.0):
        finger.to(x, y + (aim - y) * share)
    finger.up()


def test_a_line_is_laid_with_a_finger(everybody: Cast, browser: Browser, live_server: LiveServer) -> None:
    steps = [StepDetails("reflection", title=title, offset=0) for title in ("One", "Two", "Three")]
    path = path_of(everybody.author, *steps)
    with elsewhere(browser, live_server, everybody.author, **PHONE) as phone:
        desk = phone.new_page()
        desk.goto(f"/paths/{path.pk}/line/?text=Sofia")
        rows, finger = desk.locator(".laid > li"), Finger(desk)
        awake = expect(desk.locator("x-line:defined"))
        awake.to_be_attached()

        drawn(finger, rows.first.locator("[data-grip]"), rows.nth(1))
        kept(desk, path, "Two", "One", "Three")

        held = desk.locator(".laid > .drawn")
        drawn(finger, rows.first.locator("[data-words]"), rows.nth(1), lambda: expect(held).to_be_visible())
        kept(desk, path, "One", "Two", "Three")

        drawn(finger, desk.locator("[data-source] [data-grip]").first, rows.first)
        kept(desk, path, "One", "Meet Sofia Lindqvist", "Two", "Three")
        expect(desk.get_by_label("What are you looking for?")).to_have_value("Sofia")
        expect(rows.nth(1).get_by_text("Meet Sofia Lindqvist")).to_be_in_viewport()

        awake.to_be_attached()
        rows.nth(3).get_by_role("button", name="Further up: Three").focus()
        desk.keyboard.press("Enter")
        kept(desk, path, "One", "Meet Sofia Lindqvist", "Three", "Two")
        expect(desk.get_by_role("button", name="Further up: Three")).to_be_focused()
