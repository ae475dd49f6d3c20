"""What tests need to write on a page as somebody does: open it, add parts, paste, and wait until the house has kept it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, TypeVar

from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignIn, wait_until_quiet
from tests.library.sheets import module_of
from upwell.library.models import Item
from upwell.people.models import Person

PAGE = ".page-text"
TURNS, TURN = 600, 50  # how often it is looked, and the milliseconds between two looks

Told = TypeVar("Told")


def opened(desk: Page) -> Page:
    """The same page, once one may write on it."""
    expect(desk.locator("upwell-editor[data-open]")).to_be_visible()
    return desk


def write_on(sign_in: SignIn, person: Person, item: Item) -> Page:
    """The page of a module, open for writing."""
    return opened(sign_in(person, f"/modules/{item.pk}/edit/"))


@contextmanager
def elsewhere(browser: Browser, live_server: LiveServer, person: Person, **kind: Any) -> Iterator[BrowserContext]:
    """A browser of its own in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    apart = browser.new_context(base_url=live_server.url, locale="en-GB", reduced_motion="reduce", **kind)
    apart.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    yield apart
    apart.close()
    wait_until_quiet()


def kept(item: Item) -> list[dict[str, Any]]:
    """The blocks of the draft, as the database has them now."""
    return module_of(item).draft or []


def until(desk: Page, happened: Callable[[], bool]) -> None:
    """Look again and again, while the page goes on, until something has happened; after a while leave it at that."""
    for _turn in range(TURNS):
        if happened():
            return
        desk.wait_for_timeout(TURN)


def expect_kept(desk: Page, item: Item, read: Callable[[list[dict[str, Any]]], Told], expected: Told) -> None:
    """Wait until the draft in the database says `expected`, as `read` reads it, and the page says that it is saved.

    Only the database is asked whether something was kept: a page may say so of what it had before the last key was noticed.
    """
    until(desk, lambda: read(kept(item)) == expected)
    found = read(kept(item))
    assert found == expected, found
    expect(desk.locator("upwell-editor[data-state=saved]")).to_be_visible()


def texts(blocks: list[dict[str, Any]]) -> list[str]:
    """What is written in each block."""
    return [block.get("text", "") for block in blocks]


def kinds(blocks: list[dict[str, Any]]) -> list[str]:
    """The type of each block."""
    return [block["type"] for block in blocks]


def add(desk: Page, name: str) -> None:
    """Add a part at the end through the list of all parts, by typing its name."""
    desk.get_by_role("button", name="All parts").click()
    desk.get_by_role("combobox", name="Add a part").fill(name)
    desk.keyboard.press("Enter")


def publish(desk: Page) -> None:
    """Publish in two taps."""
    desk.get_by_role("button", name="Publish").first.click()
    desk.locator("dialog#publish").get_by_role("button", name="Publish").click()


def paste(desk: Page, html: str, text: str, file: dict[str, Any] | None = None) -> None:
    """Paste as a browser does when somebody presses Ctrl V; the clipboard itself is not open to a test."""
    desk.evaluate(
        """([html, text, file]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            if (text) data.setData("text/plain", text);
            if (file) data.items.add(new File([new Uint8Array(file.bytes)], file.name, {type: file.type}));
            const page = document.querySelector(".page-text");
            const target = page.contains(document.activeElement) ? document.activeElement : page;
            target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [html, text, file],
    )


def drawing() -> bytes:
    """A small picture."""
    drawn = BytesIO()
    Image.new("RGB", (30, 20), (9, 90, 120)).save(drawn, "PNG")
    return drawn.getvalue()
