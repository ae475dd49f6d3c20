"""Mentoring as two people walk it: a wish, an offer, the two proposed to each other with reasons, two yeses, a time in both
calendars, that they met, the check halfway, and an end with thanks. Each screen is looked over with axe, in both themes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.cast import Cast
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.gatherings.actions.mentoring.meeting import ask_halfway
from upwell.people.actions import set_skill

pytestmark = pytest.mark.browser


def test_mentoring_from_the_wish_to_the_thanks(everybody: Cast, sign_in: SignIn, context: BrowserContext) -> None:
    set_skill(everybody.helper, by=everybody.helper, name="writing", level=4, teaches=True)

    # Kofi would mentor; what he would teach is filled in
    page = sign_in(everybody.helper, "/people/")
    page.get_by_role("link", name="Mentoring").click()
    look_over(page)
    page.get_by_role("link", name="Offer to mentor").click()
    expect(page.get_by_label("In which skills?")).to_have_value("writing")
    page.get_by_label("every month").check()
    look_over(page)
    page.get_by_role("button", name="Offer it").click()
    expect(page.get_by_text("You would mentor one colleague, every month.")).to_be_visible()

    # Sofia wishes, and does not wait for the night
    context.clear_cookies()
    page = sign_in(everybody.asker, "/mentoring/wish/")
    page.get_by_label("In which skill?").fill("writing")
    page.get_by_role("button", name="Wish for it").click()
    expect(
        page.get_by_label("What do you want to be able to do?")
    ).to_be_focused()  # it is needed, and the browser says so
    page.get_by_label("What do you want to be able to do?").fill("Letters that a GP reads to the end.")
    look_over(page)
    page.get_by_role("button", name="Wish for it").click()
    page.get_by_role("button", name="Look now").click()
    expect(page.get_by_text("We look now.")).to_be_visible()
    run_waiting()
    page.reload()
    look_over(page)
    page.get_by_role("link", name="Kofi Asante").click()
    expect(page.get_by_text("Others come to Kofi to ask about writing, which you want to learn")).to_be_visible()
    expect(page.get_by_text("Somebody from outside your team: GP liaison")).to_be_visible()
    look_over(page)
    page.get_by_role("button", name="Yes, gladly").click()
    expect(page.get_by_text("You said yes. Kofi is asked.")).to_be_visible()
    pair = page.url

    # Kofi is told, says yes, and arranges a time
    run_waiting()
    context.clear_cookies()
    page = sign_in(everybody.helper, "/inbox/")
    page.get_by_text("Would you be a good pair?").first.click()
    expect(page).to_have_url(pair)
    page.get_by_role("button", name="Yes, gladly").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You and Sofia")
    page.get_by_role("link", name="Arrange a time").click()
    page.get_by_label("On which day?").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_label("At what time?").fill("12:30")
    page.get_by_label("Where?").fill("Canteen, by the window")
    look_over(page)
    page.get_by_role("button", name="Arrange it").click()
    expect(page.get_by_text("Canteen, by the window")).to_be_visible()
    look_over(page)

    # Sofia has it, too; they met by chance before; halfway she says what should change
    with clock.at(timezone.now() + timedelta(weeks=6, days=1)):
        assert ask_halfway() == 1
    context.clear_cookies()
    page = sign_in(everybody.asker, "/events/?view=mine")
    expect(page.get_by_text("Mentoring: writing")).to_be_visible()
    page.goto(pair)
    page.get_by_text("We met without a date in the calendar").click()
    page.get_by_label("What to keep of it").fill("One ask a letter.")
    page.get_by_role("button", name="We met").click()
    expect(page.get_by_text("One ask a letter.")).to_be_visible()
    page.get_by_label("What is good, what should change?").fill("Shorter, and more often?")
    look_over(page)
    page.get_by_role("button", name="Something should change").click()
    expect(page.get_by_text("something should change. ‘Shorter, and more often?’")).to_be_visible()

    # it ends with thanks of both
    page.get_by_role("link", name="End it with thanks").click()
    page.get_by_label("Your thanks").fill("My letters are answered now.")
    look_over(page)
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("My letters are answered now.")).to_be_visible()
    look_over(page)
    context.clear_cookies()
    page = sign_in(everybody.helper)
    page.goto(pair)
    expect(page.get_by_text("My letters are answered now.")).to_be_visible()
    page.get_by_role("link", name="Say thanks").click()
    page.get_by_label("Your thanks").fill("I write better, too.")
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text("I write better, too.")).to_be_visible()

    # and nobody else ever sees it
    context.clear_cookies()
    page = sign_in(everybody.steward)
    shown = page.goto(pair)
    assert shown and shown.status == 404
    page.goto(pair.rsplit("/mentoring/", 1)[0] + "/mentoring/figures/")
    expect(page.get_by_text("fewer than five").first).to_be_visible()
    look_over(page)
