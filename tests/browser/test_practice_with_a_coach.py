"""Practice with a coach, each in a browser of their own, with a camera that Chromium makes up: asked, recorded, shown, watched,
spoken of on the second, marked, recorded once more, and taken away while the coach watches."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_recording import has_come, start
from tests.browser.test_the_writing_page import faults_of
from tests.browser.writing import elsewhere, until
from tests.cast import Cast
from tests.practice.telling import keep_files_in
from upwell.core.jobs import run_waiting
from upwell.discussion.models import Comment
from upwell.media.models import StoredFile
from upwell.practice.models import Take

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    keep_files_in(settings, tmp_path)
    yield


def record(page: Page, number: int) -> None:
    """A second or so before the camera, kept."""
    expect(page.locator("x-recorder:defined")).to_be_visible()
    start(page, "Camera")
    until(page, lambda: has_come(1))
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Keep this take").click()
    expect(page.get_by_role("heading", name=f"Take {number}")).to_be_visible()
    run_waiting()
    page.reload()
    until(page, lambda: bool(page.locator(f"#part-take-{number} video").evaluate("film => film.readyState > 0")))


def show(page: Page, number: int) -> None:
    """To the coach, who is asked for by name."""
    page.locator(f"#take-{number}").get_by_role("link", name="Show it to somebody").click()
    page.locator("#id_email").fill("Kofi Asante")
    page.get_by_role("radio", name="a coach").check(force=True)
    page.get_by_role("button", name="Show it to them").click()
    expect(page.locator(f"#take-{number}")).to_contain_text("not watched yet")


def watch(page: Page, number: int) -> None:
    """Open a take that is shown, and let it run."""
    page.locator(f"#take-{number}").get_by_role("button", name="Watch it").click()
    film = page.locator(f"#part-take-{number} video")
    until(page, lambda: bool(film.evaluate("film => film.readyState > 0")))
    film.evaluate("film => { film.muted = true; return film.play() }")
    until(page, lambda: bool(film.evaluate("film => film.currentTime > 0.3")))


def test_practice_with_a_coach(everybody: Cast, browser: Browser, live_server: LiveServer) -> None:
    with (
        elsewhere(browser, live_server, everybody.helper) as one,
        elsewhere(browser, live_server, everybody.asker) as other,
    ):
        kofi, sofia = one.new_page(), other.new_page()
        kofi.goto("/practice/new/?who=Sofia Lindqvist&title=The call at night")
        kofi.locator("#id_aspect_1").fill("The ask comes first")
        faults = faults_of(kofi, "asking")
        kofi.get_by_role("button", name="That is it").click()
        expect(kofi.get_by_text("Nothing is shown to you")).to_be_visible()

        sofia.goto("/practice/")
        faults += faults_of(sofia, "desk")
        sofia.get_by_role("link", name="The call at night").click()
        sofia.get_by_role("link", name="Record it").click()
        expect(sofia.get_by_role("button", name="Voice alone")).to_be_visible()
        faults += faults_of(sofia, "recording")
        record(sofia, 1)
        kofi.reload()
        expect(kofi.get_by_text("Nothing is shown to you")).to_be_visible()
        show(sofia, 1)

        kofi.reload()
        faults += faults_of(kofi, "not watched")
        watch(kofi, 1)
        kofi.get_by_role("link", name="Say something about this second").click()
        kofi.locator("#id_text").fill("Say who you are first.")
        expect(kofi.locator("#id_second")).not_to_have_value("")
        kofi.get_by_role("button", name="Say it", exact=True).click()
        expect(kofi.locator("#take-1")).to_contain_text("Say who you are first.")
        kofi.get_by_text("Say how you see it").click()
        kofi.get_by_role("radio", name="not yet").check(force=True)
        kofi.get_by_label("Why?").fill("It came at the end.")
        kofi.get_by_role("button", name="Say it", exact=True).click()
        expect(kofi.locator("#take-1")).to_contain_text("It came at the end.")
        faults += faults_of(kofi, "watched")

        sofia.reload()
        expect(sofia.locator("#take-1")).to_contain_text("watched")
        expect(sofia.locator("#take-1")).to_contain_text("It came at the end.")
        expect(sofia.locator("#part-take-1 .player-mark.is-note")).to_have_count(1)
        sofia.get_by_role("link", name="Record another take").click()
        record(sofia, 2)
        expect(sofia.locator(".take")).to_have_count(2)
        show(sofia, 2)
        faults += faults_of(sofia, "two takes")

        kofi.reload()
        watch(kofi, 2)
        sofia.locator("#take-2").get_by_role("link", name="Take it away").click()
        sofia.get_by_role("button", name="Take this take away").click()
        expect(sofia.locator(".take")).to_have_count(1)
        kofi.locator("#part-take-2 video").evaluate("film => film.pause()")
        expect(kofi.get_by_text("cannot be played here any more")).to_be_visible()
        assert (Take.objects.count(), StoredFile.objects.count(), Comment.objects.count()) == (1, 1, 1)
        assert not faults
