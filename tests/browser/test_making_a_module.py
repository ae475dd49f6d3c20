"""Making a module as somebody does: in few steps, and with every kind of part there is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.browser.conftest import SignIn
from tests.browser.writing import PAGE, add, drawing, kept, opened, publish, write_on
from tests.cast import Cast
from tests.library.sheets import draft, module_of
from upwell.library.blocks.kinds import KINDS, QUESTIONS
from upwell.library.models import Item

pytestmark = pytest.mark.browser

# the smallest files of their kinds
WAVE = b"RIFF\x2c\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x08\x00\x00\x00\x80\x80\x80\x80\x80\x80\x80\x80"
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08mdat"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_newcomer_publishes_a_text_and_a_question_in_eight_steps(everybody: Cast, sign_in: SignIn) -> None:
    desk = sign_in(everybody.newcomer, "/learn/")
    steps = 0

    def step(do: Callable[[], None]) -> None:
        """A click, a tap, or a field filled in."""
        nonlocal steps
        steps += 1
        do()

    step(lambda: desk.get_by_role("link", name="Make a module").first.click())
    expect(desk.get_by_label("Title")).to_be_focused()
    step(lambda: desk.keyboard.type("Ask first\n"))
    desk.wait_for_url("**/edit/")
    expect(opened(desk).locator(PAGE)).to_be_focused()
    step(lambda: desk.keyboard.type("Put the **ask** first.\n/question\n"))
    step(lambda: desk.keyboard.type("What comes first?\n"))
    step(lambda: desk.keyboard.type("The ask\n"))
    step(lambda: desk.keyboard.type("The history"))
    step(lambda: desk.get_by_role("button", name="Publish").first.click())
    step(lambda: desk.locator("dialog#publish").get_by_role("button", name="Publish").click())
    expect(desk.get_by_role("heading", name="Ask first", level=1)).to_be_visible(timeout=20_000)
    assert steps <= 8
    version = module_of(Item.objects.get(title="Ask first")).version
    assert version is not None
    text, question = version.blocks
    assert text["text"] == "Put the **ask** first."
    assert [(option["text"], option["right"]) for option in question["options"]] == [
        ("The ask", True),
        ("The history", False),
    ]


def test_every_kind_of_part_can_be_added_and_published(
    everybody: Cast, sign_in: SignIn, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES = tmp_path
    item = draft(everybody.author, title="Everything", blocks=None)
    desk = write_on(sign_in, everybody.author, item)
    files = {
        "Picture": ("pump.png", "image/png", drawing()),
        "Video": ("round.mp4", "video/mp4", FILM),
        "Sound": ("talk.wav", "audio/wav", WAVE),
        "File": ("paper.pdf", "application/pdf", PAPER),
    }
    for name, (file, kind, content) in files.items():
        add(desk, name)
        part = desk.get_by_role("group", name=name, exact=True).last
        part.locator("input[type=file]").set_input_files({"name": file, "mimeType": kind, "buffer": content})
        expect(part.locator(".drop.is-small")).to_be_visible()
        part.locator(".slot-text").first.click()
        desk.keyboard.type(f"{name} of the ward")
    for name, address in {"Link": "www.example.org", "Page from elsewhere": "https://youtu.be/abcdefghijk"}.items():
        add(desk, name)
        expect(desk.get_by_role("textbox", name="Address").last).to_be_focused()
        desk.keyboard.type(f"{address}\n{name} worth a look")
    for name in ("Checklist", "Poll", "Question", "Put in order"):
        add(desk, name)
        desk.keyboard.type(f"{name}?\nFirst\nSecond")
    for name in ("Try this at work", "Think about it", "True or false"):
        add(desk, name)
        desk.keyboard.type(f"{name}: do it")
    add(desk, "Short answer")
    desk.keyboard.type("What is it called?\nThe ask")
    add(desk, "Match")
    desk.keyboard.type("What belongs together?\nAsk\nFirst\nHistory\nLast")
    add(desk, "Fill the gaps")
    desk.keyboard.type("A letter needs [[one]] ask.")
    add(desk, "A number")
    desk.keyboard.type("How many seconds has she?")
    desk.get_by_role("textbox", name="The right number").fill("40")
    add(desk, "Tip")
    desk.keyboard.type("Say it aloud.")
    add(desk, "Text")
    desk.keyboard.type("And that is all.")
    publish(desk)  # at once: it waits for what was typed last
    desk.wait_for_url(lambda address: not address.endswith("/edit/"))
    assert desk.locator(".faults li").all_inner_texts() == [], kept(item)[13]
    version = module_of(item).version
    assert version is not None
    assert {block["type"] for block in version.blocks} == set(KINDS)
    assert {block["kind"] for block in version.blocks if block["type"] == "question"} == set(QUESTIONS)
    assert version.blocks[-1]["text"] == "> [!tip]\n> Say it aloud.\n\nAnd that is all."
