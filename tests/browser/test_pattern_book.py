"""Every component is usable by everybody: axe finds nothing in the pattern book, and nothing sticks out of a phone."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.cast import Cast

pytestmark = pytest.mark.browser


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_axe_finds_nothing_and_nothing_sticks_out(everybody: Cast, sign_in: SignIn, width: int) -> None:
    page = sign_in(everybody.steward, "/patterns/")
    page.set_viewport_size({"width": width, "height": 900})
    themes: list[Literal["light", "dark"]] = ["light", "dark"]
    for theme in themes:
        page.emulate_media(color_scheme=theme)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
