"""What one types is never lost, and the page says what happened; in a real browser."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import island_pages
from tests.browser.conftest import SignIn
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.island_pages")]
WORDS = "How do we calibrate the pumps?"
BACK = re.compile(r"Your text from .* is back\.")


def kept(page: Page) -> bool:
    return bool(page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('upwell:kept:'))"))


def test_words_come_back_after_a_closed_tab(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.fill("#text", WORDS)
    page.close()
    page = sign_in(everybody.asker, "/trying/form/")
    expect(page.locator("#text")).to_have_value(WORDS)
    expect(page.get_by_text(BACK)).to_be_visible()


def test_words_of_one_person_are_not_shown_to_another(everybody: Cast, sign_in: SignIn) -> None:
    sign_in(everybody.asker, "/trying/form/").fill("#text", WORDS)
    page = sign_in(everybody.stranger, "/trying/form/")
    expect(page.locator("#text")).to_have_value("")


def test_words_can_be_discarded(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.fill("#text", WORDS)
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator("#text")).to_have_value("")
    page.reload()
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_words_are_forgotten_once_they_were_taken(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.fill("#text", WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    expect(page.get_by_text("It is taken.")).to_be_visible()
    assert not kept(page)
    page.goto(page.url.replace("done", "form"))
    expect(page.locator("#text")).to_have_value("")


def test_words_stay_when_the_form_is_at_fault(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.fill("#text", "wrong")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#text")).to_have_value("wrong")
    assert kept(page)


def test_words_stay_when_the_server_is_away(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.fill("#text", WORDS)
    page.route("**/trying/form/", lambda route: route.fulfill(status=503, body="away"))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("away")).to_be_visible()
    page.unroute("**/trying/form/")
    page.go_back()
    expect(page.locator("#text")).to_have_value(WORDS)


def test_a_form_is_sent_once_however_often_one_presses(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    island_pages.sent.clear()
    page.fill("#text", WORDS)
    page.evaluate("for (let i = 0; i < 5; i++) document.querySelector('x-keep .btn').click()")
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert island_pages.sent == [WORDS]


def test_what_happened_is_said_after_htmx(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.get_by_role("button", name="Fetch").click()
    expect(page.locator("#place")).to_have_text("a word")
    expect(page.get_by_role("status").get_by_text("It is done.")).to_be_visible()


def test_when_the_server_is_away_one_can_try_again(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.route("**/trying/answer/", lambda route: route.abort())
    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_text("Upwell could not be reached. What you typed is still here.")).to_be_visible()
    page.unroute("**/trying/answer/")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#place")).to_have_text("a word")


def test_once_the_server_is_back_nothing_says_that_it_is_away(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.route("**/trying/answer/", lambda route: route.fulfill(status=503, body=""))
    page.get_by_role("button", name="Fetch").click()
    away = page.get_by_text("Upwell could not be reached.")
    expect(away).to_be_visible()
    page.unroute("**/trying/answer/")
    page.get_by_role("button", name="Fetch").click()
    expect(page.locator("#place")).to_have_text("a word")
    expect(away).to_be_hidden()


def test_a_full_disk_is_called_so(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.route("**/trying/answer/", lambda route: route.fulfill(status=507, body=""))
    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_text("There is no room left on the server.")).to_be_visible()


def test_a_fault_of_ours_is_called_ours(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")

    def broken(route: Route) -> None:
        route.fulfill(status=500, body="")

    page.route("**/trying/answer/", broken)
    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_text("it is our fault")).to_be_visible()


def test_the_theme_one_chooses_stays(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    page.locator(".rail summary").click()
    page.locator(".rail").get_by_role("radio", name="Dark").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_a_menu_closes_with_escape_and_gives_the_focus_back(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    summary = page.locator(".rail summary")
    summary.press("Enter")
    expect(page.locator(".rail details")).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".rail details")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_a_page_runs_and_loads_nothing_that_the_policy_forbids(
    everybody: Cast, sign_in: SignIn, live_server: LiveServer
) -> None:
    page = sign_in(everybody.asker, "/trying/form/")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/patterns/")
    page.wait_for_load_state("networkidle")
    assert not [line for line in said if "Content Security Policy" in line]
