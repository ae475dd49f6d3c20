"""A newcomer's first week: they come in with an import, a rule puts them on a path, their lead asks a colleague to go along, the
two meet, and the first step is done. Each screen is looked over with axe, in light and in dark."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.cast import Cast
from tests.journeys.paths import MEET_BUDDY, THINK, module, path_of, reading
from upwell.core.jobs import run_waiting
from upwell.interop.actions.importing import import_folder
from upwell.journeys.actions.ruling import add_rule, put_rule_live
from upwell.people.models import Person

pytestmark = pytest.mark.browser


def test_from_an_import_to_a_first_step_with_a_buddy(
    everybody: Cast, sign_in: SignIn, context: BrowserContext, tmp_path: Path
) -> None:
    # Lwazi has laid a path for whoever joins Outpatients
    steps = (MEET_BUDDY, reading(module(everybody.author), offset=1), THINK)
    path = path_of(everybody.steward, *steps, anchor="joined", has_buddy=True, is_onboarding=True)
    put_rule_live(add_rule(path, by=everybody.steward, team=everybody.outpatients), by=everybody.steward)
    run_waiting()

    # Yara comes in with an import
    today = timezone.localdate().isoformat()
    rows = f"email,name,team,lead_email,joined\nyara@example.org,Yara Haddad,Outpatients,greta@example.org,{today}\n"
    (tmp_path / "people.csv").write_text(rows)
    assert import_folder(tmp_path, by=everybody.admin).was_done
    run_waiting()
    newcomer = Person.objects.get(email="yara@example.org")

    # Greta, whom she reports to, asks Sofia to go along
    page = sign_in(everybody.lead, f"/paths/{path.pk}/people/")
    look_over(page)
    hers = page.get_by_role("listitem").filter(has_text="Yara Haddad")
    hers.get_by_role("link", name="Name a buddy").click()
    look_over(page)
    page.get_by_role("button", name="Ask Sofia").click()
    expect(page.get_by_text("Asked. They are told, and see how to help.")).to_be_visible()
    run_waiting()

    # Sofia is told, and sees what helps
    context.clear_cookies()
    page = sign_in(everybody.asker, "/inbox/")
    page.get_by_text("asks you to go along").first.click()
    page.get_by_role("link", name="Yara Haddad").click()
    expect(page.get_by_text("Propose a time to Yara")).to_be_visible()
    look_over(page)

    # Yara meets her, and the first step is done
    context.clear_cookies()
    page = sign_in(newcomer, "/paths/?view=mine")
    look_over(page)
    page.get_by_role("link", name=path.item.title).click()
    expect(page.get_by_text("0 of 3 steps done")).to_be_visible()
    now = page.locator("li.step.now")
    expect(now.get_by_role("heading")).to_have_text(MEET_BUDDY.title)
    look_over(page)
    now.get_by_role("button", name="We met").click()
    expect(page.get_by_text("1 of 3 steps done")).to_be_visible()
    expect(page.get_by_text("1 colleague, 0 of them in other teams; 1 in the last 30 days.")).to_be_visible()
    look_over(page)


def test_a_line_is_laid_with_the_keyboard_and_with_the_mouse(everybody: Cast, sign_in: SignIn) -> None:
    item = module(everybody.author)
    path = path_of(everybody.author, is_out=False)
    page = sign_in(everybody.author, f"/paths/{path.pk}/line/")
    look_over(page)
    rows = page.locator("ol.laid > li")
    expect(rows).to_have_count(2)

    # the second step up, by its button
    with page.expect_response(lambda answer: answer.url.endswith("/arrange/")):
        page.get_by_role("button", name=f"Further up: {THINK.title}").press("Enter")
    expect(rows.first).to_contain_text(THINK.title)
    assert [step.title for step in path.steps.all()] == [THINK.title, MEET_BUDDY.title]

    # a module drawn between the two
    grip = page.locator("[data-source]").filter(has_text=item.title).locator("[data-grip]")
    below = rows.nth(1).bounding_box()
    assert below is not None
    grip.hover()
    page.mouse.down()
    page.mouse.move(below["x"] + 40, below["y"] + 4, steps=6)
    page.mouse.up()
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text(item.title)
    page.get_by_role("button", name="Let it out").click()
    expect(page.get_by_role("button", name="Begin this path")).to_be_visible()
