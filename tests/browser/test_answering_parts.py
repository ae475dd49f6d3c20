"""The parts of a module in a real browser: ticked, moved, voted on, written in, played; with the keyboard, without script."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.library.parts import CHECKLIST, POLL, PRIVATE, QUESTIONS, SHARED, TASK, asked, every_kind
from tests.library.sheets import TEXT, published
from upwell import demo
from upwell.library.models import Item, Response
from upwell.media.actions import add_file, pieces_of

pytestmark = pytest.mark.browser
LOADED = "film => film.readyState >= 1 || new Promise(done => film.addEventListener('loadedmetadata', done))"
WOUND = "film => new Promise(done => { film.addEventListener('seeked', done); film.currentTime = 12; })"
FILM = demo.FOLDER / "modules" / "blocked-line.mp4"
TABLE = {
    "id": "table",
    "type": "text",
    "text": "| a | b |\n|---|---|\n| wide | table |\n\n> [!warning]\n> Mind the gap.",
}


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def words(rows: Locator) -> list[str]:
    return [text.strip() for text in rows.all_text_contents()]


def module(cast: Cast, *blocks: dict[str, Any]) -> Item:
    return published(cast.author, blocks=list(blocks))


def put_in_order(page: Page) -> None:
    """With the buttons alone, as a keyboard would."""
    for at, thing in enumerate(["egg", "chick"]):
        row = page.locator("[data-row]", has_text=thing)
        for _turn in range(3):
            if words(page.locator("[data-words]"))[at] == thing:
                break
            row.get_by_role("button", name="Move up").press("Enter")


def test_ticks_are_kept_as_one_ticks_and_the_keyboard_keeps_its_place(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, f"/modules/{module(everybody, CHECKLIST).pk}/")
    first = page.get_by_role("checkbox", name="Wash hands")
    first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("1 of 3 ticked.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Wash hands")).to_be_focused()
    page.reload()
    expect(page.get_by_role("checkbox", name="Wash hands")).to_be_checked()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_text("1 of 3 ticked.")).to_have_count(0)
    assert not Response.objects.exists()


def test_things_are_put_in_order_with_the_keyboard(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, f"/modules/{module(everybody, asked('order')).pk}/")
    put_in_order(page)
    assert words(page.locator("[data-words]")) == ["egg", "chick", "hen"]
    expect(page.locator("[data-said]")).to_contain_text("Now number")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("That is right.")).to_be_visible()


def test_things_are_drawn_by_their_grip(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, f"/modules/{module(everybody, asked('order')).pk}/")
    page.wait_for_load_state("networkidle")  # what comes later would move the things under the mouse
    before = words(page.locator("[data-words]"))
    grip = page.locator("[data-grip]").first.bounding_box()
    last = page.locator("[data-row]").last.bounding_box()
    assert grip and last
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, last["y"] + last["height"] - 4, steps=12)
    page.mouse.up()
    assert words(page.locator("[data-words]")) == [*before[1:], before[0]]


def test_things_are_put_in_order_without_script(everybody: Cast, browser: Browser, live_server: LiveServer) -> None:
    item = module(everybody, asked("order"))
    client = Client()
    client.force_login(everybody.asker)
    name = configured.SESSION_COOKIE_NAME
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = plain.new_page()
    page.goto(f"{live_server.url}/modules/{item.pk}/")
    for at, thing in enumerate(["egg", "chick"]):
        while words(page.locator("[data-words]"))[at] != thing:
            page.locator("[data-row]", has_text=thing).get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("That is right.")).to_be_visible()
    plain.close()


def test_nothing_of_another_site_is_fetched_before_one_asks_for_it(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, f"/modules/{module(everybody, TEXT).pk}/")
    fetched: list[str] = []

    def play(route: Route) -> None:
        fetched.append(route.request.url)
        route.fulfill(body="a player", content_type="text/html")

    page.route(re.compile("^https://"), play)
    page.goto(re.sub(r"/modules/\d+/", f"/modules/{module(everybody, every_kind()[6]).pk}/", page.url))
    expect(page.locator("x-embed p")).to_contain_text("that site knows that you look at it")
    assert fetched == []
    page.get_by_role("button", name="Show it here").click()
    expect(page.frame_locator("iframe").get_by_text("a player")).to_be_visible()
    assert fetched == ["https://www.youtube-nocookie.com/embed/abc_DEF-123"]
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "A talk")
    assert "allow-top-navigation" not in (frame.get_attribute("sandbox") or "allow-top-navigation")


def test_a_vote_is_cast_changed_and_taken_back(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.asker, f"/modules/{module(everybody, POLL).pk}/")
    page.get_by_role("radio", name="At noon").check()
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_text("Your vote counts.")).to_be_visible()
    expect(page.get_by_text("4 more votes, then everybody who voted sees the numbers.")).to_be_visible()
    page.get_by_role("radio", name="Never").check()
    with page.expect_response(lambda response: response.url.endswith("/answer/")):
        page.get_by_role("button", name="Change my vote").click()
    assert Response.objects.get().lines == ["Never"]
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert not Response.objects.exists()


def test_a_thought_is_kept_shown_to_others_and_removed(everybody: Cast, sign_in: SignIn) -> None:
    item = module(everybody, SHARED)
    page = sign_in(everybody.asker, f"/modules/{item.pk}/")
    page.get_by_role("textbox", name="What you think").fill("Reading it aloud.")
    page.get_by_role("checkbox", name="Show it to the authors").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("The authors and the other readers see this, with your name.")).to_be_visible()
    page.get_by_role("link", name="Everything you left").click()
    expect(page.get_by_text("Reading it aloud.")).to_be_visible()
    other = sign_in(everybody.helper, f"/modules/{item.pk}/")
    other.locator("summary", has_text="What others wrote").click()
    expect(other.get_by_text("Reading it aloud.")).to_be_visible()


def test_a_film_plays_and_is_wound_to_any_place(everybody: Cast, sign_in: SignIn) -> None:
    film = add_file(pieces_of(FILM), name="film.mp4", by=everybody.author)
    item = module(everybody, {"id": "film", "type": "video", "file": film.sha256, "caption": "The block"})
    page = sign_in(everybody.asker, f"/modules/{item.pk}/")
    page.locator("video").evaluate(LOADED)
    assert 14 < page.evaluate("document.querySelector('video').duration") < 16
    page.locator("video").evaluate(WOUND)
    assert page.evaluate("document.querySelector('video').currentTime") == 12
    with page.expect_download() as taken:
        page.locator(".part-play").get_by_role("link", name="Download (37.6 KB)", exact=True).click()
    assert taken.value.suggested_filename == "film.mp4"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_is_for_everybody(everybody: Cast, sign_in: SignIn, width: int, theme: Any) -> None:
    film = add_file(pieces_of(FILM), name="film.mp4", by=everybody.author)
    blocks = [
        TABLE,
        {"id": "film", "type": "video", "file": film.sha256, "caption": "The block"},
        {"id": "paper", "type": "file", "file": film.sha256, "title": "The film"},
        every_kind()[6],
        CHECKLIST,
        TASK,
        PRIVATE,
        SHARED,
        POLL,
        *(asked(kind, hint="Think.") for kind in QUESTIONS),
    ]
    page = sign_in(everybody.asker, f"/modules/{module(everybody, *blocks).pk}/")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.get_by_role("radio", name="True", exact=True).check()
    page.locator("#part-truth").get_by_role("button", name="Check").click()
    expect(page.get_by_text("Not yet. Try once more.")).to_be_visible()
    for details in page.locator(".module-parts details").all():
        details.evaluate("element => { element.open = true }")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
