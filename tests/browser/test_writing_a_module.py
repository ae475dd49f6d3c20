"""Writing a module as somebody does: few steps, nothing lost, with and without script, by keyboard alone."""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.library.sheets import draft, module_of, page, published, with_author
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item

pytestmark = pytest.mark.browser


def saved(desk: Page) -> None:
    """Wait until everything typed is saved."""
    expect(desk.locator("x-module[data-dirty]")).to_have_count(0)
    expect(desk.locator("[data-status]")).to_contain_text("Saved")


def type_into(desk: Page, place: str, text: str) -> None:
    desk.locator(place).first.click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(text)


def test_a_text_and_a_question_are_published_in_eight_steps(everybody: Cast, sign_in: SignIn) -> None:
    desk = sign_in(everybody.author, "/make/")
    desk.keyboard.type("Ask first\n")  # 1
    desk.wait_for_url("**/edit/")
    expect(desk.locator(".write-text")).to_be_focused()
    desk.keyboard.type("Put the **ask** first.")  # 2
    desk.get_by_role("group", name="Add a part at the end").get_by_role("button", name="Question").click()  # 3
    desk.keyboard.type("What comes first?\n")  # 4
    desk.keyboard.type("The ask\n")  # 5
    desk.keyboard.type("The history")  # 6
    desk.get_by_role("button", name="Publish").first.click()  # 7
    desk.locator("dialog#publish").get_by_role("button", name="Publish").click()  # 8
    expect(desk.get_by_role("heading", name="Ask first", level=1)).to_be_visible()
    item = Item.objects.get(title="Ask first")
    version = module_of(item).version
    assert version is not None
    text, question = version.blocks
    assert text["text"] == "Put the **ask** first."
    assert [(option["text"], option["right"]) for option in question["options"]] == [
        ("The ask", True),
        ("The history", False),
    ]


def test_what_is_typed_is_saved_without_a_button(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = sign_in(everybody.author, f"/modules/{item.pk}/edit/")
    type_into(desk, ".write-text", " And last.")
    saved(desk)
    assert module_of(item).draft[0]["text"] == "Put the **ask** first. And last."  # type: ignore[index]


def test_two_who_write_at_once_lose_nothing(everybody: Cast, sign_in: SignIn) -> None:
    item = with_author(everybody, draft(everybody.author))
    desk = sign_in(everybody.author, f"/modules/{item.pk}/edit/")
    theirs = page()
    theirs[0]["text"] = "Kofi changed this."
    theirs.append({"id": "more", "type": "text", "text": "Kofi added this."})
    save_draft(item, by=everybody.helper, title="Letters that get read", blocks=theirs, stamp=0)
    type_into(desk, ".write-text", " Amara changed it, too.")
    expect(desk.locator("[data-notes]")).to_contain_text("Somebody else saved this module")
    saved(desk)
    kept = [block.get("text", "") for block in module_of(item).draft or []]
    assert "Kofi changed this." in kept
    assert "Put the **ask** first. Amara changed it, too." in kept
    assert "Kofi added this." in kept
    assert len(kept) == 5


def test_different_parts_are_simply_put_together(everybody: Cast, sign_in: SignIn) -> None:
    item = with_author(everybody, draft(everybody.author))
    desk = sign_in(everybody.author, f"/modules/{item.pk}/edit/")
    theirs = page()
    theirs[1]["text"] = "Which one?"
    save_draft(item, by=everybody.helper, title="Better letters", blocks=theirs, stamp=0)
    type_into(desk, ".write-text", " More.")
    expect(desk.locator(".write-question")).to_have_value("Which one?")
    saved(desk)
    module = module_of(item)
    assert module.draft_title == "Better letters"
    assert [block.get("text") for block in module.draft or []][:2] == ["Put the **ask** first. More.", "Which one?"]
    assert len(module.draft or []) == 3


def test_offline_it_is_kept_and_sent_later(everybody: Cast, sign_in: SignIn, context: BrowserContext) -> None:
    item = draft(everybody.author)
    desk = sign_in(everybody.author, f"/modules/{item.pk}/edit/")
    context.set_offline(True)
    type_into(desk, ".write-text", " In the cellar.")
    expect(desk.locator("[data-status]")).to_contain_text("Offline")
    context.set_offline(False)
    saved(desk)
    assert "In the cellar." in module_of(item).draft[0]["text"]  # type: ignore[index]


def test_after_a_closed_tab_it_is_back(everybody: Cast, sign_in: SignIn, context: BrowserContext) -> None:
    item = draft(everybody.author)
    desk = sign_in(everybody.author, f"/modules/{item.pk}/edit/")
    context.set_offline(True)
    type_into(desk, ".write-text", " Before the battery died.")
    expect(desk.locator("[data-status]")).to_contain_text("Offline")
    desk.close()
    context.set_offline(False)
    again = sign_in(everybody.author, f"/modules/{item.pk}/edit/")
    expect(again.locator(".write-text").first).to_have_value("Put the **ask** first. Before the battery died.")
    assert "battery" in module_of(item).draft[0]["text"]  # type: ignore[index]


def test_an_author_who_was_removed_is_told_and_keeps_the_words(everybody: Cast, sign_in: SignIn) -> None:
    item = with_author(everybody, draft(everybody.author))
    desk = sign_in(everybody.helper, f"/modules/{item.pk}/edit/")
    item.authorships.filter(person=everybody.helper).delete()
    type_into(desk, ".write-text", " My best sentence.")
    expect(desk.locator("[data-notes]")).to_contain_text("You may not write on this module any more")
    expect(desk.locator(".write-text").first).to_have_value("Put the **ask** first. My best sentence.")


def test_parts_are_moved_copied_and_removed_with_the_keyboard(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = sign_in(everybody.author, f"/modules/{item.pk}/edit/")
    desk.locator(".write-text").first.focus()
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator(".write-text").first).to_be_focused()
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type("A new one.")
    saved(desk)
    assert [block["type"] for block in module_of(item).draft or []] == ["question", "text", "text", "link"]
    desk.locator("#part-ask > .part-tools summary").nth(1).focus()
    desk.keyboard.press("Enter")
    desk.locator("#part-ask").get_by_role("button", name="Remove").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#part-ask")).to_have_count(0)
    desk.keyboard.press("Enter")  # the focus is on Undo
    expect(desk.locator("#part-ask .write-text")).to_be_focused()
    saved(desk)
    assert len(module_of(item).draft or []) == 4


def test_a_picture_that_is_chosen_is_sent_and_its_words_are_asked_for(
    everybody: Cast, sign_in: SignIn, settings: Settings, tmp_path: object
) -> None:
    settings.FILES = tmp_path
    item = draft(everybody.author)
    desk = sign_in(everybody.author, f"/modules/{item.pk}/edit/")
    desk.get_by_role("group", name="Add a part at the end").get_by_role("button", name="Picture").click()
    drawing = BytesIO()
    Image.new("RGB", (30, 20), (9, 90, 120)).save(drawing, "PNG")
    files = desk.locator("input[type=file]")
    files.set_input_files({"name": "x.svg", "mimeType": "image/png", "buffer": b"<svg/>"})
    expect(desk.locator(".part-fault")).to_contain_text("save a drawing (SVG) as PNG")
    files.set_input_files({"name": "letter.png", "mimeType": "image/png", "buffer": drawing.getvalue()})
    expect(desk.locator(".is-image img")).to_be_visible()
    desk.keyboard.type("An old letter")
    saved(desk)
    expect(desk.locator("#checks")).not_to_contain_text("no description")
    image = (module_of(item).draft or [])[-1]
    assert (len(image["picture"]), image["alt"]) == (64, "An old letter")


def test_it_all_works_without_script(
    everybody: Cast, browser: Browser, live_server: LiveServer, sign_in: SignIn
) -> None:
    item = draft(everybody.author)
    cookies = sign_in(everybody.author, "/learn/").context.cookies()
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies([{"name": c["name"], "value": c["value"], "url": live_server.url} for c in cookies])
    desk = plain.new_page()
    desk.goto(f"{live_server.url}/modules/{item.pk}/edit/")
    desk.locator(".write-text").fill("Rewritten.")
    desk.get_by_role("group", name="Add a part at the end").get_by_role("button", name="Text").click()
    desk.locator(".write-text").last.fill("And more.")
    desk.locator("#part-ask > .part-tools summary").nth(1).click()
    desk.locator("#part-ask").get_by_role("button", name="Move down").click()
    desk.get_by_role("button", name="Publish").first.click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("And more.")).to_be_visible()
    version = module_of(item).version
    assert version is not None
    assert [block["id"] for block in version.blocks][:2] == ["monday", "ask"]
    desk.get_by_label("Please repeat potassium on Friday").check()
    desk.get_by_role("button", name="Check").click()
    expect(desk.get_by_text("Yes: the first line is the ask.")).to_be_visible()
    plain.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(everybody: Cast, sign_in: SignIn, scheme: str) -> None:
    item = with_author(everybody, published(everybody.author))
    save_draft(item, by=everybody.author, title="A draft", blocks=page(), stamp=module_of(item).draft_stamp)
    faults = []
    for path in (
        "/learn/",
        "/make/",
        *(f"/modules/{item.pk}/{part}" for part in ("", "edit/", "versions/", "care/", "look/")),
    ):
        shown = sign_in(everybody.author, path)
        shown.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        shown.reload()
        shown.wait_for_load_state("networkidle")
        found = Axe().run(shown)
        faults += [f"{path}: {fault['id']} {fault['nodes'][0]['html'][:120]}" for fault in found.response["violations"]]
        shown.close()
    assert not faults
