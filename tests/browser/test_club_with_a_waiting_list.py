"""A club with a waiting list as people walk it: a circle, a club that comes again, one seat too few, one given back, and
whoever waited has it. Each screen is looked over with axe, in light and in dark."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.cast import Cast
from upwell.core.jobs import run_waiting

pytestmark = pytest.mark.browser


def test_a_podcast_club_fills_and_who_waits_moves_up(everybody: Cast, sign_in: SignIn, context: BrowserContext) -> None:
    # Amara starts a circle and a club in it, with one seat
    page = sign_in(everybody.author, "/circles/")
    look_over(page)
    page.get_by_role("link", name="Start a circle").last.click()
    page.get_by_label("What is it called?").fill("Podcasts on the way home")
    look_over(page)
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Podcasts on the way home")
    look_over(page)
    circle = page.url
    page.get_by_role("link", name="Something that comes again").click()
    page.get_by_label("What is it?").fill("Podcast club")
    page.get_by_label("First on which day?").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_label("At what time?").fill("12:30")
    page.get_by_label("How many seats?").fill("1")
    look_over(page)
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Podcast club")
    look_over(page)
    page.get_by_role("link", name="12:30 to").first.click()
    event = page.url

    # Sofia has the seat, Piet waits
    for person, button in ((everybody.asker, "I come"), (everybody.stranger, "Wait for a seat")):
        context.clear_cookies()
        page = sign_in(person)
        page.goto(event)
        page.get_by_role("button", name=button).click()
    expect(page.get_by_text("You wait; the next seat is yours")).to_be_visible()
    look_over(page)

    # Sofia gives it back; Piet comes, and is told
    context.clear_cookies()
    page = sign_in(everybody.asker)
    page.goto(event)
    page.get_by_role("button", name="Give the seat back").click()
    expect(page.get_by_text("Given back")).to_be_visible()
    run_waiting()
    context.clear_cookies()
    page = sign_in(everybody.stranger, "/inbox/")
    expect(page.get_by_text("A seat came free for you").first).to_be_visible()
    page.goto(event)
    expect(page.get_by_text("A seat came free: you come")).to_be_visible()
    page.goto(circle)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text("You are in.")).to_be_visible()
    look_over(page)
