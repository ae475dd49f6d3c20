"""A week as somebody lives it: planned within their minutes, one thing swapped, each thing done, and noticed by itself."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.cast import Cast
from tests.planning.telling import asked, module
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.progressing import finish_item
from upwell.needs.actions.offering import offer_help
from upwell.needs.models import How
from upwell.people.actions.skills import set_skill
from upwell.planning.models import Piece

pytestmark = pytest.mark.browser


def test_a_weeks_plan_is_kept_within_the_minutes_and_done(everybody: Cast, sign_in: SignIn) -> None:
    kofi = everybody.helper
    for number in range(7):
        module(everybody.author, f"Letters, part {number}", words=500 + 250 * number, skills=["letters"])
    set_skill(kofi, by=kofi, name="letters", level=3, wants=True, teaches=True)
    asked(everybody.asker, skills=["letters"])
    run_waiting()

    # it is planned for fifteen minutes, with somebody who waits in it
    page = sign_in(kofi, "/plan/rhythm/")
    page.get_by_label("How many minutes a week").fill("15")
    look_over(page)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your week")
    look_over(page)
    page.get_by_role("button", name="Plan this week").click()
    expect(page.get_by_text("15 minutes: 15 left")).to_be_visible()
    look_over(page)
    pieces = list(Piece.objects.order_by("place"))
    assert sum(piece.minutes for piece in pieces) <= 15
    assert [piece.kind for piece in pieces].count("answer") == 1
    page.get_by_role("link", name="What it is chosen from").click()
    expect(page.get_by_text("at least one for somebody who waits")).to_be_visible()
    look_over(page)

    # on Today there is one thing to do now; it is swapped for another
    page.goto(page.url.replace("/plan/choices/", "/"))
    now = page.locator(".card.now")
    expect(now).to_have_count(1)
    look_over(page)
    first = now.get_by_role("heading").inner_text()
    now.get_by_role("button", name=re.compile("^Swap")).click()
    expect(page.get_by_text(re.compile("^(Instead|Nothing else)")).first).to_be_visible()
    expect(page.locator(".card.now").get_by_role("heading")).not_to_have_text(first)

    # what is done elsewhere is noticed: a module finished, help offered; the rest is said by hand
    for piece in Piece.objects.open().order_by("place"):
        if piece.need is not None:
            offer_help(piece.need, by=kofi, how=How.WRITE)
        elif piece.item is not None:
            finish_item(piece.item, by=kofi)
    run_waiting()
    page.goto(page.url.split("?")[0].rstrip("/") + "/plan/")
    for piece in Piece.objects.open():
        page.locator(f"#piece-{piece.pk}").get_by_role("button", name=re.compile("^Done")).click()
        expect(page.get_by_text("Done.").first).to_be_visible()
    expect(page.get_by_text("That was this week.")).to_be_visible()
    look_over(page)
    assert sum(piece.minutes for piece in Piece.objects.all()) <= 15
    assert not Piece.objects.open().exists()
