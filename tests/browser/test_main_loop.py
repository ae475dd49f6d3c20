"""The main loop as people walk it: a need is declared, a colleague offers help, writes a module and publishes it as the
answer; who asked says it is solved, and the clocks show it. Each screen is looked over with axe, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import PASSWORD, Cast
from upwell.core.jobs import run_waiting
from upwell.needs.models import Need
from upwell.people.actions.skills import set_skill
from upwell.people.models import Person

pytestmark = pytest.mark.browser

SENTENCE = "How do I write a discharge letter that the GP will actually read?"


def look_over(page: Page) -> None:
    """No axe violations on this screen, in either theme."""
    for theme in ("light", "dark"):
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url} in {theme}:\n{found.generate_report()}"
    page.evaluate("() => delete document.documentElement.dataset.theme")


def sign_in_with_password(page: Page, url: str, person: Person) -> None:
    page.goto(f"{url}/account/sign-in/")
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(PASSWORD)
    look_over(page)
    page.get_by_role("button", name="Sign in", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(person.first_name)


def test_a_need_meets_a_colleague_is_answered_and_solved(
    everybody: Cast, context: BrowserContext, live_server: LiveServer
) -> None:
    set_skill(everybody.author, by=everybody.author, name="discharge letter", level=3, teaches=True)
    run_waiting()
    page = context.new_page()

    # Sofia asks, in one field
    sign_in_with_password(page, live_server.url, everybody.asker)
    look_over(page)
    page.goto(f"{live_server.url}/needs/")
    page.get_by_placeholder("In a sentence").first.fill(SENTENCE)
    expect(page.get_by_text("They could help")).to_be_visible()
    expect(page.get_by_text("Would like to teach discharge letter")).to_be_visible()
    look_over(page)
    page.get_by_role("button", name="Declare this need").click()
    expect(page.get_by_role("heading", level=1, name=SENTENCE)).to_be_visible()
    look_over(page)
    need = Need.objects.get(title=SENTENCE)
    run_waiting()
    context.clear_cookies()

    # Amara finds it on Today, offers help, writes, publishes
    sign_in_with_password(page, live_server.url, everybody.author)
    expect(page.get_by_role("heading", name="People are asking")).to_be_visible()
    look_over(page)
    page.get_by_role("link", name=SENTENCE).first.click()
    page.locator("#help").click()
    look_over(page)
    page.get_by_label("record something").check()
    page.locator("#doing").get_by_role("button", name="I can help").click()
    expect(page.locator(".chip.work").first).to_contain_text("Amara")
    page.locator("#answer-it").click()
    page.get_by_role("button", name="Write a module").click()
    page.wait_for_url("**/edit/")
    expect(page.locator("upwell-editor[data-open]")).to_be_visible(timeout=20_000)
    page.locator("#title").fill("Letters that get read")
    page.locator(".page-text").click()
    page.keyboard.type("Put the ask first: what must she do, and by when?")
    expect(page.locator("upwell-editor[data-state=saved]")).to_be_visible(timeout=20_000)
    look_over(page)
    page.get_by_role("button", name="Publish").first.click()
    page.locator("dialog#publish").get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Letters that get read").first).to_be_visible()
    page.goto(f"{live_server.url}/learn/")
    look_over(page)
    page.get_by_role("link", name="Letters that get read").first.click()
    look_over(page)
    run_waiting()
    context.clear_cookies()

    # Sofia is told, reads, and says that it solved it
    sign_in_with_password(page, live_server.url, everybody.asker)
    expect(page.get_by_text("your question has an answer")).to_be_visible()
    page.goto(f"{live_server.url}/inbox/")
    look_over(page)
    page.get_by_role("button", name="answered").first.click()
    page.get_by_role("button", name="It solved it").click()
    expect(page.locator(".chip.solved").first).to_be_visible()
    look_over(page)
    need.refresh_from_db()
    assert need.state == "solved"
    assert need.asked_at < need.first_help_at <= need.answered_at <= need.solved_at  # type: ignore[operator]
    page.goto(f"{live_server.url}/search/?q=letters")
    expect(page.get_by_role("link", name="Letters that get read").first).to_be_visible()
    look_over(page)
    page.goto(f"{live_server.url}/people/")
    look_over(page)
