"""A reader's 'out of date' becomes a corrected version and comes back as 'you said, we changed': by mouse, by keyboard, on a
phone. Each screen is looked over with axe, in light and in dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.browser.writing import elsewhere, write_on
from tests.cast import Cast
from tests.library.readers import NEW, OLD, TEXT, letters, spot
from tests.library.sheets import module_of
from upwell.core.jobs import run_waiting
from upwell.discussion.models import Fix, Reaction
from upwell.library.actions.reading import react_to_item
from upwell.library.actions.writing import save_draft
from upwell.library.models import Version

pytestmark = pytest.mark.browser

CHOOSE = """words => {
  const walker = document.createTreeWalker(document.querySelector(".module-parts"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


@pytest.fixture
def faults(context: BrowserContext) -> Iterator[list[str]]:
    """What went wrong in the pages' scripts; that a busy machine let a transition go is nothing that did."""
    found: list[str] = []
    context.on("weberror", lambda error: found.append(str(error.error)))
    yield found
    assert not [fault for fault in found if not fault.startswith("Transition was")]


def margin_is_there(page: Page) -> None:
    expect(page.locator("section#margin-list")).to_be_attached()


def test_you_said_we_changed(everybody: Cast, sign_in: SignIn, faults: list[str]) -> None:
    item = letters(everybody.author)
    path = f"/modules/{item.pk}/"

    # Piet chooses words with the mouse, and flags their sentence in confidence
    page = sign_in(everybody.stranger, path)
    margin_is_there(page)
    page.evaluate(CHOOSE, "fax number")
    bar = page.locator(".margin-bar")
    expect(bar).to_be_visible()
    look_over(page)
    bar.get_by_role("button", name="Out of date").click()
    expect(page.locator("#respond blockquote")).to_have_text(OLD)
    look_over(page)
    page.get_by_label("In your words").fill("There has been no fax since May.")
    page.get_by_role("button", name="Send it").click()
    expect(page.locator(".margin-spoken")).to_have_text(OLD)
    expect(page.locator(".margin-mark").first).to_have_text("1")
    assert not Reaction.objects.get().is_named
    look_over(page)
    page.close()

    # Sofia reaches the same sentence by keyboard alone, and suggests how it should read
    page = sign_in(everybody.asker, path)
    margin_is_there(page)
    page.locator(".respond a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("One sentence of it").press("Enter")
    page.get_by_role("link", name=OLD).press("Enter")
    expect(page.locator("#respond blockquote")).to_have_text(OLD)
    page.get_by_role("link", name="Suggest a change").press("Enter")
    page.get_by_label("How should it read?").fill(NEW)
    page.get_by_label("Why?").fill("We have no fax.")
    look_over(page)
    page.get_by_role("button", name="Suggest it").press("Enter")
    expect(page.locator("#margin-list").get_by_text("suggests a change")).to_be_visible()
    page.close()
    run_waiting()

    # Amara finds it in her inbox, sees the difference, accepts
    page = sign_in(everybody.author, "/inbox/")
    page.get_by_role("button", name="suggests a change").click()
    expect(page.locator(".suggestion-words ins").first).to_be_visible()
    look_over(page)
    page.get_by_label("A word to them").fill("Thank you.")
    page.get_by_role("button", name="Accept and publish").click()
    expect(page.get_by_text("accepted", exact=True)).to_be_visible()
    page.close()
    run_waiting()
    version = Version.objects.get(module=item.pk, number=2)
    assert NEW in version.blocks[0]["text"]
    assert version.note.startswith("Sofia Lindqvist suggested this")
    waited = Fix.objects.get().waited
    assert waited is not None

    # Piet is told, and reads the new sentence
    page = sign_in(everybody.stranger, "/inbox/")
    page.get_by_role("button", name="You said, Amara Okafor changed").click()
    expect(page.locator(".module-parts")).to_contain_text(NEW)
    expect(page.get_by_text("You said, we changed.")).to_be_visible()
    expect(page.locator(".margin-spoken")).to_have_count(0)
    look_over(page)


def test_on_a_phone_the_notes_open_as_a_sheet(
    everybody: Cast, browser: Browser, live_server: LiveServer, sign_in: SignIn, faults: list[str]
) -> None:
    item = letters(everybody.author)
    page = sign_in(everybody.stranger, f"/modules/{item.pk}/")
    page.set_viewport_size({"width": 390, "height": 844})
    margin_is_there(page)
    page.evaluate(CHOOSE, "fax number")
    page.locator(".margin-bar").get_by_role("button", name="Useful").click()
    mark = page.locator(".margin-mark").first
    expect(mark).to_have_text("1")
    mark.click()
    sheet = page.locator("dialog#margin-sheet")
    expect(sheet.get_by_text(OLD)).to_be_visible()
    look_over(page)
    sheet.get_by_role("button", name="take back").click()
    expect(page.locator(".margin-spoken")).to_have_count(0)
    assert not Reaction.objects.exists()


def test_without_script_each_part_has_a_form(
    everybody: Cast, browser: Browser, live_server: LiveServer, sign_in: SignIn
) -> None:
    item = letters(everybody.author)
    with elsewhere(browser, live_server, everybody.stranger, java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(f"/modules/{item.pk}/")
        page.get_by_role("link", name="Respond to a part").click()
        page.get_by_role("link", name="Put the ask first").click()
        page.get_by_text("One sentence of it").click()
        page.get_by_role("link", name=OLD).click()
        page.get_by_label("Unclear", exact=True).check()
        page.get_by_label("In your words").fill("Which number?")
        page.get_by_role("button", name="Send it").click()
        assert Reaction.objects.get().words == "Which number?"


def test_who_writes_it_anew_says_while_publishing_which_flags_that_answers(
    everybody: Cast, sign_in: SignIn, faults: list[str]
) -> None:
    item = letters(everybody.author)
    react_to_item(item, by=everybody.stranger, kind="outdated", spot=spot())
    react_to_item(item, by=everybody.helper, kind="unclear", spot=spot("Sign with a name."))
    blocks = [{"id": "ask", "type": "text", "text": TEXT.replace(OLD, NEW)}]
    save_draft(item, by=everybody.author, title="Letters", blocks=blocks, stamp=module_of(item).draft_stamp)

    # Amara finds what she changed ticked, and what she left as it was not
    page = write_on(sign_in, everybody.author, item)
    page.get_by_role("button", name="Publish", exact=True).first.click()
    asked = page.get_by_role("group", name="Does it answer what readers flagged?")
    expect(asked.get_by_role("checkbox", name=OLD)).to_be_checked()
    expect(asked.get_by_role("checkbox", name="Sign with a name.")).not_to_be_checked()
    look_over(page)
    page.get_by_role("dialog").get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Whoever flagged what you changed is told.")).to_be_visible()
    page.close()
    run_waiting()

    # Piet is told; Kofi's flag is still open
    page = sign_in(everybody.stranger, "/inbox/")
    expect(page.get_by_role("button", name="You said, Amara Okafor changed")).to_be_visible()
    assert Reaction.objects.get(fix=None).by == everybody.helper


def test_a_name_after_an_at_sign_is_offered(everybody: Cast, sign_in: SignIn, faults: list[str]) -> None:
    item = letters(everybody.author)
    page = sign_in(everybody.stranger, f"/modules/{item.pk}/")
    field = page.locator("#comment-text")
    field.press_sequentially("Ask @kof")
    expect(page.get_by_role("option", name="Kofi Asante")).to_be_visible()
    look_over(page)
    field.press("Enter")
    expect(field).to_have_value("Ask @Kofi Asante ")
    page.get_by_role("button", name="Say it").first.click()
    expect(page.locator(".said").get_by_role("link", name="@Kofi Asante")).to_be_visible()
    look_over(page)
