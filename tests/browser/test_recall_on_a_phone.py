"""Two minutes of recall on a phone: one card after the other, without a connection in the middle; nothing is lost or counted twice."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.browser.writing import until
from tests.cast import Cast
from upwell.core import clock
from upwell.planning.actions.recalling import add_card
from upwell.planning.models import Card, Review

pytestmark = pytest.mark.browser
WAITING = r"Object.entries(localStorage).some(([name, kept]) => /^upwell-recall-\d+$/.test(name) && kept !== '[]')"


def answer(page: Page, question: str, how: str) -> None:
    """Look at a card, turn it, say how well it was known."""
    expect(page.get_by_role("heading", name=question)).to_be_visible()
    page.locator(".recall-card:not([hidden]) summary").click()
    page.locator(".recall-card:not([hidden])").get_by_role("button", name=how, exact=True).click()


def test_recall_on_a_phone_goes_on_without_a_connection(
    everybody: Cast, sign_in: SignIn, context: BrowserContext
) -> None:
    with clock.at(timezone.now() - timedelta(days=3)):
        for number in range(1, 4):
            add_card(by=everybody.asker, front=f"Question {number}?", back=f"Answer {number}.")
    page = sign_in(everybody.asker, "/recall/")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_text("1 of 3")).to_be_visible()
    look_over(page)
    page.locator(".recall-card:not([hidden]) summary").click()
    look_over(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".recall-card:not([hidden])").get_by_role("button", name="Knew it").click()
    expect(page.get_by_text("2 of 3")).to_be_visible()

    # the lift: no connection, and it goes on
    context.set_offline(True)
    answer(page, "Question 2?", "Forgot")
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    answer(page, "Question 3?", "Easily")
    expect(page.get_by_role("heading", name="That was it")).to_be_visible()
    look_over(page)
    kept = page.evaluate("Object.values(localStorage).join()")
    assert kept.count('"rating"') == 2

    # back on the ward
    context.set_offline(False)
    expect(page.get_by_text("What was kept has been sent.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Nothing to recall now")).to_be_visible()
    ratings = dict(Review.objects.values_list("card__front", "rating"))
    assert ratings == {"Question 1?": 3, "Question 2?": 1, "Question 3?": 4}
    assert Review.objects.count() == 3
    forgotten, easy = Card.objects.get(front="Question 2?"), Card.objects.get(front="Question 3?")
    assert forgotten.due < easy.due


def test_an_answer_that_a_closed_page_kept_is_sent_by_the_next(
    everybody: Cast, sign_in: SignIn, context: BrowserContext
) -> None:
    with clock.at(timezone.now() - timedelta(days=3)):
        add_card(by=everybody.asker, front="Question 1?", back="Answer 1.")
    page = sign_in(everybody.asker, "/recall/")
    expect(page.get_by_text("1 of 1")).to_be_visible()
    context.set_offline(True)
    answer(page, "Question 1?", "Knew it")
    expect(page.get_by_text("Kept on this device")).to_be_visible()
    page.close()
    context.set_offline(False)
    with context.new_page() as again:
        again.goto(f"{page.url}")
        expect(again.get_by_role("heading", name=re.compile("That was it|Nothing to recall now"))).to_be_visible()
        again.reload()
        expect(again.get_by_text("Nothing to recall now")).to_be_visible()
    assert list(Review.objects.values_list("rating", flat=True)) == [3]


def test_recall_opens_without_a_connection_and_leaves_out_what_was_answered(
    everybody: Cast, sign_in: SignIn, context: BrowserContext
) -> None:
    with clock.at(timezone.now() - timedelta(days=3)):
        for number in range(1, 3):
            add_card(by=everybody.asker, front=f"Question {number}?", back=f"Answer {number}.")
    page = sign_in(everybody.asker, "/recall/")
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, lambda: bool(page.evaluate("caches.match('/recall/').then(Boolean)")))
    until(page, lambda: bool(page.evaluate("Boolean(navigator.serviceWorker.controller)")))
    answer(page, "Question 1?", "Knew it")
    expect(page.get_by_text("2 of 2")).to_be_visible()
    until(page, lambda: not page.evaluate(WAITING))  # the server has it

    # in the basement: a new page, no network
    context.set_offline(True)
    page.close()
    with context.new_page() as again:
        again.goto(page.url)
        expect(again.get_by_text("There is no connection.")).to_be_visible()
        look_over(again)
        answer(again, "Question 2?", "Forgot")
        expect(again.get_by_role("heading", name="That was it")).to_be_visible()
        with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
            again.goto(page.url.replace("/recall/", "/needs/"))
    context.set_offline(False)
    with context.new_page() as back:
        back.goto(page.url)
        until(back, lambda: not back.evaluate(WAITING))
        with back.expect_navigation():
            back.locator("form[data-leaves]").first.evaluate("form => form.requestSubmit()")
        until(back, lambda: not back.evaluate("caches.has('upwell-recall')"))
    assert dict(Review.objects.values_list("card__front", "rating")) == {"Question 1?": 3, "Question 2?": 1}
