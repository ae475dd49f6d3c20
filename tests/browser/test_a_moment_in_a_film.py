"""A word said in a film is found, played from there and spoken of by its second; a word is put right by a click, chosen words are
cut out, and what was said of the rest is still where it belongs. Each screen is looked over with axe, in light and in dark."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.cast import Cast
from tests.media.spoken import recorded, said_in, shown_on
from upwell.core.jobs import run_waiting
from upwell.discussion.models import Anchor
from upwell.library.models import Item
from upwell.media.models import Recording, Transcript

pytestmark = pytest.mark.browser

CHOOSE = """([first, last]) => {
  const words = [...document.querySelectorAll(".said-lines [data-at]")];
  const range = document.createRange();
  range.setStartBefore(words.find((word) => word.textContent === first));
  range.setEndAfter(words.find((word) => word.textContent === last));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files and the words of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SEARCH_FOLDER = tmp_path / "search"
    settings.SPEECH_MODEL = "/nowhere"
    yield


@pytest.fixture
def film(everybody: Cast) -> Item:
    """Amara's film of nine seconds; three sentences, three seconds each."""
    file = recorded(everybody.author, "talk.mp4")
    said_in(file, every=3)
    item = shown_on(file, everybody.author)
    run_waiting()
    return item


def is_at(page: Page, *seconds: int) -> None:
    """It stands at one of these seconds of what is left; it may be playing."""
    shown = "|".join(f"0:0{second}" for second in seconds)
    expect(page.locator("[data-time]")).to_have_text(re.compile(rf"^({shown}) /"))


def test_found_spoken_of_cut_and_still_right(everybody: Cast, sign_in: SignIn, film: Item) -> None:
    # Piet looks for a word that was said, and the film stands there when the page opens
    page = sign_in(everybody.stranger, "/search/?q=door")
    said = page.get_by_role("region", name="Said in recordings")
    look_over(page)
    said.get_by_role("link", name=film.title).click()
    expect(page.locator("video")).to_be_visible()
    is_at(page, 6)
    words = page.locator(".said-lines")
    expect(words).to_contain_text("Then open the door.")
    expect(page.locator(".player-bar")).to_contain_text("0:09")
    look_over(page)

    # he asks about that second; a word that he clicks plays
    page.get_by_role("link", name="Say something about this second").click()
    dialog = page.locator("#respond")
    dialog.get_by_role("radio", name="A question").check()
    dialog.get_by_label("In your words").fill("Which door?")
    dialog.get_by_role("button", name="Send it").click()
    note = page.locator("#margin-list article")
    expect(note).to_contain_text("Which door?")
    expect(note.get_by_role("link", name="0:06")).to_be_visible()
    assert Anchor.objects.get().second == 6
    words.get_by_text("door.", exact=True).click()
    is_at(page, 8, 9)

    # Amara puts a word right by a click, and cuts what she hummed
    page = sign_in(everybody.author, f"/modules/{film.pk}/")
    page.get_by_role("link", name="Put right or cut").click()
    expect(page.get_by_role("button", name="Cut this out")).to_be_visible()
    look_over(page)
    page.locator(".said-lines").get_by_text("clamp", exact=True).click()
    page.get_by_label("Put this word right").fill("roller")
    page.keyboard.press("Enter")
    expect(page.locator(".said-lines").get_by_text("roller", exact=True)).to_be_visible()
    assert Transcript.objects.get().edited_by == everybody.author
    page.evaluate(CHOOSE, ["Um", "yes."])
    expect(page.get_by_label("From", exact=True)).to_have_value("0:03.00")
    expect(page.get_by_label("To", exact=True)).to_have_value("0:06.00")
    page.get_by_role("button", name="Cut this out").click()
    expect(page.locator(".said-cuts")).to_contain_text("Um so yes.")
    expect(page.locator(".player-bar")).to_contain_text("/ 0:06")
    look_over(page)
    run_waiting()
    made = Recording.objects.get()
    assert (made.shown_edition, made.shown_cuts) == (1, [[3.0, 6.0]])

    # what Piet said is still of the door, three seconds earlier, and the hum is neither read nor found
    page = sign_in(everybody.stranger, f"/modules/{film.pk}/")
    note = page.locator("#margin-list article")
    expect(note.get_by_role("link", name="0:03")).to_be_visible()
    expect(page.locator(".said-lines")).not_to_contain_text("Um so yes.")
    expect(page.locator(".said-lines")).to_contain_text("roller")
    note.get_by_role("link", name="0:03").click()
    is_at(page, 3, 4, 5, 6)
    page.goto(page.url.split("/modules/")[0] + "/search/?q=roller")
    expect(page.get_by_role("region", name="Said in recordings")).to_contain_text("Close the roller first.")


def test_a_stretch_is_cut_by_drawing_over_the_wave_and_put_back(everybody: Cast, sign_in: SignIn, film: Item) -> None:
    page = sign_in(everybody.author, f"/modules/{film.pk}/")
    page.get_by_role("link", name="Put right or cut").click()
    wave = page.locator(".wave-long")
    expect(wave).to_be_visible()
    wave.scroll_into_view_if_needed()
    where = wave.bounding_box()
    assert where is not None
    middle = where["y"] + where["height"] / 2
    page.mouse.move(where["x"] + where["width"] / 3, middle)
    page.mouse.down()
    page.mouse.move(where["x"] + where["width"] * 2 / 3, middle, steps=6)
    page.mouse.up()
    expect(page.get_by_label("From", exact=True)).to_have_value(re.compile(r"^0:0(2\.9|3\.0)"))
    expect(page.get_by_label("To", exact=True)).to_have_value(re.compile(r"^0:0(5\.9|6\.0)"))
    page.get_by_role("button", name="Cut this out").click()
    expect(page.locator(".player-bar")).to_contain_text("/ 0:06")
    page.get_by_role("button", name="Put back").click()
    expect(page.locator(".player-bar")).to_contain_text("/ 0:09")
    expect(page.locator(".said-cuts")).to_have_count(0)


def test_by_keyboard_alone(everybody: Cast, sign_in: SignIn, film: Item) -> None:
    page = sign_in(everybody.author, f"/modules/{film.pk}/")
    bar = page.get_by_role("slider", name="Where it is")
    expect(page.locator(".player-bar")).to_contain_text("0:09")
    bar.focus()
    page.keyboard.press("ArrowRight")
    is_at(page, 5)
    page.keyboard.press("ArrowLeft")
    is_at(page, 0)
    page.get_by_role("link", name="Put right or cut").press("Enter")
    page.get_by_role("link", name="Write the line at 0:03 anew").press("Enter")
    line = page.get_by_role("textbox", name="What is said")
    line.fill("So yes.")
    page.get_by_role("button", name="Keep it").press("Enter")
    expect(page.locator(".said-lines")).not_to_contain_text("Um")
    page.get_by_text("Chapters", exact=True).press("Enter")
    page.get_by_label("A chapter in each line").fill("0:00 The clamp\n0:06 The door")
    page.get_by_role("button", name="Keep these chapters").press("Enter")
    expect(page.locator(".player-mark.is-chapter")).to_have_count(1)
    page.get_by_role("link", name="Done").press("Enter")
    page.get_by_role("link", name="0:06 The door").press("Enter")
    is_at(page, 6)
    look_over(page)
