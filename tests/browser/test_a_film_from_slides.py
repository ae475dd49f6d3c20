"""Somebody who can only type makes a film: slides, a scene of their own, in an order they choose by keyboard; made, and used."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.cast import Cast
from tests.films.decks import pdf
from upwell.core.jobs import run_waiting
from upwell.films.models import Film, Scene
from upwell.media.models import Transcript

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Files of this test; no voice, so that it is the same on every machine."""
    settings.FILES, settings.SPEECH_MODEL, settings.VOICE = tmp_path / "files", "/nowhere", "none"
    yield


def test_a_film_from_slides(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.author, "/films/")
    page.get_by_label("What is it about?").fill("How we hand over")
    page.get_by_label("Slides you have already").set_input_files(
        {"name": "handover.pdf", "mimeType": "application/pdf", "buffer": pdf("What waits")}
    )
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("‘handover.pdf’ is being read.")).to_be_visible()
    run_waiting()
    expect(page.locator(".scene")).to_have_count(1)
    expect(page.get_by_label("Title")).to_have_value("What waits")
    page.get_by_role("button", name="Words", exact=True).click()
    scene = page.locator(".scene").nth(1)
    expect(scene.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Who is <b>worst</b>")
    scene.get_by_label("What is said").fill("Begin with the patient you would look at first.")
    expect(scene.get_by_text("Saved")).to_be_visible()
    look_over(page)
    scene.get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".scene").first.get_by_label("Title")).to_have_value("Who is <b>worst</b>")
    page.get_by_role("button", name="Make the film").click()
    expect(page.get_by_text("It begins as soon as the recordings before it are done.")).to_be_visible()
    run_waiting()
    expect(page.locator(".film-made video")).to_be_visible()
    expect(page.get_by_text("As the scenes are now.")).to_be_visible()
    assert [scene.title for scene in Scene.objects.order_by("place")] == ["Who is <b>worst</b>", "What waits"]
    film = Film.objects.get()
    said = Transcript.objects.get(recording__file=film.file).lines
    assert " ".join(word[2] for line in said for word in line) == "Begin with the patient you would look at first."
    page.get_by_role("button", name="Use it").click()
    page.wait_for_url("**/edit/")
    film.refresh_from_db()
    assert film.item is not None
    assert film.item.title == "How we hand over"
