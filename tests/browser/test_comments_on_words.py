"""Comments on chosen words while two write: seen at once, kept through edits and moves, answered by a reader, settled."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.realtime import realtime
from tests.browser.together import Two, two
from tests.browser.writing import PAGE, elsewhere, until
from tests.cast import Cast
from upwell.library.actions.inviting import ask_reviewer
from upwell.library.models import Remark

__all__ = ["realtime", "two"]  # fixtures that are found by their names
pytestmark = pytest.mark.browser

CHOOSE = """(words) => {
  const place = document.querySelector(".page-text, .module-parts");
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    if (place.isContentEditable) place.focus();
    document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
}"""


def comment_on(desk: Page, words: str, said: str) -> None:
    """Choose words, say something of them, and see it beside the page."""
    assert desk.evaluate(CHOOSE, words)
    desk.locator(".tools .is-remark, .margin-bar [data-new]").click()
    expect(desk.locator("#remark-form [data-shown]")).to_have_text(words)
    desk.fill("#remark_words", said)
    desk.click("#remark-form .btn")
    expect(desk.locator("#remark-new")).to_be_hidden()
    expect(desk.locator(".remark-said").first).to_contain_text(said)


def test_comments_on_words_are_seen_at_once_and_stay_with_them(
    two: Two, everybody: Cast, browser: Browser, live_server: LiveServer
) -> None:
    comment_on(two.amara, "ask", "Which ask?")
    expect(two.kofi.locator(".remarked")).to_have_text("ask")
    expect(two.kofi.locator(".remark-said")).to_contain_text("Which ask?")
    two.kofi.locator(f"{PAGE} > p").first.click()
    for key in ("Home", "F", "i", "r", "s", "t", ":", " "):
        two.kofi.keyboard.press(key)
    expect(two.amara.locator(f"{PAGE} > p").first).to_contain_text("First: ")
    two.amara.locator(f"{PAGE} > p").first.click()
    two.amara.keyboard.press("Alt+ArrowDown")  # the block is made anew, and no position in it is what it was
    for desk in two.desks:
        expect(desk.locator(".part.is-question + p")).to_contain_text("Put the ask first.")
        expect(desk.locator(".remarked")).to_have_text("ask")
    two.amara.reload()
    expect(two.amara.locator(".remarked")).to_have_text("ask")

    ask_reviewer(two.item, by=everybody.author, person=everybody.stranger)
    with elsewhere(browser, live_server, everybody.stranger) as home:
        piet = home.new_page()
        piet.goto(f"/modules/{two.item.pk}/look/")
        expect(piet.locator(".module-parts [data-of]")).to_have_text("ask")
        piet.locator(".remark summary").click()
        piet.locator(".remark textarea").fill("The one of the")
        comment_on(two.kofi, "first", "Why first?")  # the list is drawn anew while Piet types
        piet.evaluate("document.dispatchEvent(new Event('inbox'))")
        expect(piet.locator(".remark")).to_have_count(2)
        expect(piet.locator(".remark textarea").last).to_have_value("The one of the")
        piet.locator(".remark textarea").last.press("End")
        piet.keyboard.type(" letter.")
        piet.keyboard.press("Tab")
        piet.keyboard.press("Enter")
        expect(piet.locator(".remark").last).to_contain_text("The one of the letter.")
        comment_on(piet, "opening", "Say which.")
    for desk in two.desks:
        expect(desk.locator(".remark").last).to_contain_text("The one of the letter.")
        expect(desk.locator(".slot.is-text .remarked")).to_have_text("opening")
    until(two.amara, lambda: Remark.objects.get(text="Say which.").place != "")
    assert Remark.objects.get(text="Say which.").place

    two.network.cut()
    two.amara.locator(".remark").last.get_by_role("button", name="Settled").click()
    expect(two.amara.locator(".remark")).to_have_count(2)
    two.network.mend()
    expect(two.kofi.locator(".remark")).to_have_count(2)
