"""Writing together and apart: two authors, one without a network, a closed tab, somebody who may not any more."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignIn
from tests.browser.writing import PAGE, add, elsewhere, expect_kept, kept, opened, texts, until, write_on
from tests.cast import Cast
from tests.library.sheets import draft, with_author

pytestmark = pytest.mark.browser


def test_two_authors_end_with_the_same_page_though_one_was_offline(
    everybody: Cast, sign_in: SignIn, browser: Browser, live_server: LiveServer
) -> None:
    item = with_author(everybody, draft(everybody.author))
    amara = write_on(sign_in, everybody.author, item)
    with elsewhere(browser, live_server, everybody.helper, viewport={"width": 390, "height": 844}) as apart:
        kofi = apart.new_page()
        kofi.goto(f"/modules/{item.pk}/edit/")
        opened(kofi)
        apart.set_offline(True)
        kofi.locator(f"{PAGE} > p").first.click()
        kofi.keyboard.press("End")
        kofi.keyboard.type(" Kofi was in the cellar.")
        kofi.locator("#title").fill("Letters that get read twice")
        expect(kofi.locator("[data-status]")).to_contain_text("Offline")
        amara.locator(f"{PAGE} > p").first.click()
        amara.keyboard.press("Home")
        amara.keyboard.type("Amara was upstairs. ")
        add(amara, "Text")
        amara.keyboard.type("A paragraph of her own.")
        expect_kept(amara, item, lambda blocks: texts(blocks)[-1], "A paragraph of her own.")
        apart.set_offline(False)
        both = "Amara was upstairs. Put the **ask** first. Kofi was in the cellar."
        expect_kept(kofi, item, lambda blocks: texts(blocks)[0], both)
        for text in ("Amara was upstairs.", "Kofi was in the cellar.", "A paragraph of her own."):
            for desk in (amara, kofi):
                expect(desk.locator(PAGE)).to_contain_text(text)
        for desk in (amara, kofi):
            expect(desk.locator("#title")).to_have_value("Letters that get read twice")
        assert amara.locator(PAGE).inner_text() == kofi.locator(PAGE).inner_text()
        assert texts(kept(item))[-1] == "A paragraph of her own."
        assert [block["id"] for block in kept(item)][:3] == ["ask", "monday", "guide"]


def test_after_a_closed_tab_everything_is_there(everybody: Cast, sign_in: SignIn, context: BrowserContext) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    expect(desk.locator("upwell-editor[data-state=saved]")).to_be_visible()
    before = rows_here(desk)
    context.set_offline(True)
    desk.locator(f"{PAGE} > p").first.click()
    desk.keyboard.press("End")
    desk.keyboard.type(words := " Before the battery died.")
    expect(desk.locator("[data-status]")).to_contain_text("Offline")
    # the copy in the browser is written a moment after each key
    until(desk, lambda: rows_here(desk) >= before + len(words))
    desk.close()
    context.set_offline(False)
    again = write_on(sign_in, everybody.author, item)
    expect(again.locator(PAGE)).to_contain_text("Before the battery died.")
    expect_kept(again, item, lambda blocks: texts(blocks)[0], "Put the **ask** first. Before the battery died.")


def rows_here(desk: Page) -> int:
    """How many changes this browser's copy of the page holds."""
    rows: int = desk.evaluate(
        """async () => {
            const asked = (request) => new Promise((settle) => (request.onsuccess = () => settle(request.result)));
            const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("upwell:page:"));
            const copy = await asked(indexedDB.open(name));
            const count = await asked(copy.transaction("updates").objectStore("updates").count());
            copy.close();
            return count;
        }"""
    )
    return rows


def test_an_author_who_was_removed_is_told_and_keeps_the_words(everybody: Cast, sign_in: SignIn) -> None:
    item = with_author(everybody, draft(everybody.author))
    desk = write_on(sign_in, everybody.helper, item)
    expect(desk.locator("upwell-editor[data-state=saved]")).to_be_visible()
    item.authorships.filter(person=everybody.helper).delete()
    desk.locator(f"{PAGE} > p").first.click()
    desk.keyboard.press("End")
    desk.keyboard.type(" My best sentence.")
    expect(desk.locator("[data-notes]")).to_contain_text("You may not write on this module any more")
    expect(desk.locator(PAGE)).to_contain_text("My best sentence.")


def test_what_is_typed_is_unsaved_in_that_very_moment(everybody: Cast, sign_in: SignIn) -> None:
    desk = write_on(sign_in, everybody.author, draft(everybody.author))
    expect(desk.locator("upwell-editor[data-state=saved]")).to_be_visible()
    desk.locator(f"{PAGE} > p").first.click()
    typed = """() => {
        document.execCommand("insertText", false, "x");
        return Promise.resolve().then(() => document.querySelector("upwell-editor").dataset.state);
    }"""
    assert desk.evaluate(typed) == "saving"
