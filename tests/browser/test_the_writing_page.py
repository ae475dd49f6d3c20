"""The page one writes on, as everybody finds it: without script, and for those who read with their ears or fingers."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignIn
from tests.browser.writing import elsewhere, opened
from tests.cast import Cast
from tests.library.sheets import draft, module_of, page, published, with_author
from upwell.library.actions.writing import save_draft

pytestmark = pytest.mark.browser


def test_it_all_works_without_script(everybody: Cast, browser: Browser, live_server: LiveServer) -> None:
    item = draft(everybody.author)
    with elsewhere(browser, live_server, everybody.author, java_script_enabled=False) as plain:
        desk = plain.new_page()
        desk.goto(f"/modules/{item.pk}/edit/")
        desk.wait_for_url("**/edit/?plain=1")
        desk.locator("#part-ask textarea").fill("Rewritten.")
        desk.get_by_role("group", name="Add a part at the end").get_by_role("button", name="Text").click()
        desk.locator(".plain-part textarea").last.fill("And more.")
        desk.locator("#part-ask summary").click()
        desk.locator("#part-ask").get_by_role("button", name="Move down").click()
        desk.get_by_role("button", name="Publish").first.click()
        desk.get_by_role("button", name="Publish").click()
        expect(desk.get_by_text("And more.")).to_be_visible()
    version = module_of(item).version
    assert version is not None
    assert [block["id"] for block in version.blocks][:2] == ["monday", "ask"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(everybody: Cast, sign_in: SignIn, scheme: Literal["light", "dark"]) -> None:
    item = with_author(everybody, published(everybody.author))
    save_draft(item, by=everybody.author, title="A draft", blocks=page(), stamp=module_of(item).draft_stamp)
    faults = []
    for path in ("make/", *(f"modules/{item.pk}/{part}" for part in ("edit/", "edit/?plain=1", "publish/", "look/"))):
        shown = sign_in(everybody.author, f"/{path}")
        shown.emulate_media(color_scheme=scheme)
        shown.reload()
        shown.wait_for_load_state("networkidle")
        if path.endswith("edit/"):
            opened(shown).locator(".part.is-question .slot-text").first.click()
            faults += faults_of(shown, path)
            shown.get_by_role("button", name="All parts").click()
        faults += faults_of(shown, path)
        shown.close()
    assert not faults


def faults_of(shown: Page, path: str) -> list[str]:
    """What axe finds on a page, in a line each."""
    found = Axe().run(shown).response["violations"]
    return [f"{path}: {fault['id']} {fault['nodes'][0]['html'][:160]}" for fault in found]
