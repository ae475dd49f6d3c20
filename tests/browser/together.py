"""Two people on one page, each in a browser of their own, with the realtime process between them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from bench.walking import Network, says
from tests.browser.realtime import Realtime
from tests.browser.writing import elsewhere, opened, until
from tests.cast import Cast
from tests.library.sheets import draft, with_author
from upwell.library.models import Item


@dataclass
class Two:
    """Two people on one page, each in a browser of their own, and the second one's network."""

    item: Item
    amara: Page
    kofi: Page
    network: Network

    @property
    def desks(self) -> list[Page]:
        """Both pages."""
        return [self.amara, self.kofi]


@pytest.fixture
def two(everybody: Cast, realtime: Realtime, browser: Browser, live_server: LiveServer) -> Iterator[Two]:
    item = with_author(everybody, draft(everybody.author))
    address = f"/modules/{item.pk}/edit/"
    with (
        elsewhere(browser, live_server, everybody.author) as one,
        elsewhere(browser, live_server, everybody.helper) as other,
    ):
        network = Network(other)
        amara, kofi = one.new_page(), other.new_page()
        for desk in (amara, kofi):
            desk.goto(address)
            opened(desk)
        expect_both_seen(amara, kofi)
        yield Two(item, amara, kofi, network)


def expect_both_seen(amara: Page, kofi: Page) -> None:
    """Only the realtime process tells who is here."""
    expect(amara.locator("[data-also]")).to_contain_text("Kofi")
    expect(kofi.locator("[data-also]")).to_contain_text("Amara")


def expect_the_same(two: Two) -> None:
    """Both pages say the same, and so does the database."""
    until(two.amara, lambda: says(two.amara) == says(two.kofi))
    assert says(two.amara) == says(two.kofi)
    for desk in two.desks:
        expect(desk.locator("upwell-editor[data-state=saved]")).to_be_visible()
    until(two.amara, lambda: says(two.amara) == says(two.kofi))
