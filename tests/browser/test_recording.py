"""Recording in a browser, with a camera that Chromium makes up: a tab that dies, takes, the page one writes on, a film one has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings as configured
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_the_writing_page import faults_of
from tests.browser.writing import add, kept, opened, until
from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_keep_take import left_alone
from upwell.core.jobs import run_waiting
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.media.models import Join, StoredFile, Upload
from upwell.media.recordings.ffmpeg import look, measure
from upwell.people.models import Person

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def start(page: Page, way: str) -> None:
    """Begin to record, without waiting for three seconds to be counted."""
    page.get_by_role("button", name=way).click()
    page.get_by_role("button", name="Start recording").click()
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()


def has_come(count: int, byte_count: int = 20_000) -> bool:
    """Whether so many takes are here, each with something to see."""
    takes = list(Upload.objects.takes())
    return len(takes) == count and all(take.offset > byte_count for take in takes)


KEPT_HERE = """() => new Promise((resolve) => {
  const asking = indexedDB.open("upwell-recorder");
  asking.onsuccess = () => {
    const all = asking.result.transaction("pieces").objectStore("pieces").getAll();
    all.onsuccess = () => (asking.result.close(), resolve(all.result.reduce((sum, { part }) => sum + part.size, 0)));
  };
})"""


def kept_here(page: Page) -> int:
    """How many bytes of recordings this browser keeps."""
    return int(page.evaluate(KEPT_HERE))


def drafts(person: Person) -> list[Item]:
    return list(Item.objects.filter(owner=person).select_related("module"))


def test_a_tab_that_dies_while_one_records_loses_seconds_and_its_recording_is_finished_and_used(
    everybody: Cast, sign_in: SignIn
) -> None:
    page = sign_in(everybody.author, "/record/")
    start(page, "Camera")
    until(page, lambda: has_come(1))
    page.close()
    take = Upload.objects.get()
    assert (take.byte_count, take.offset > 20_000) == (None, True)
    left_alone(take)

    # in another browser, which keeps nothing of it
    page.context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page = sign_in(everybody.author, "/record/")
    page.get_by_role("link", name="Finish it").click()
    expect(page.get_by_text("It was interrupted.")).to_be_visible()
    until(page, lambda: bool(page.locator("#use video").evaluate("film => film.readyState > 0")))
    page.locator("#take-title").fill("How we hand over")
    page.get_by_role("button", name="Use this take").click()
    expect(opened(page).locator("[data-title]")).to_have_value("How we hand over")
    until(page, lambda: bool(page.locator(".page-place video").evaluate("film => film.readyState > 0")))
    file, (item,) = StoredFile.objects.get(), drafts(everybody.author)
    assert (item.title, [block["file"] for block in kept(item)]) == ("How we hand over", [file.sha256])
    path = configured.FILES / file.file
    assert look(path, file.content_type).height > 0
    assert measure(path, file.content_type, patience=60) > 0.5
    assert not Upload.objects.exists()


def test_what_is_recorded_while_the_connection_is_away_outlives_its_tab(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.author, "/record/")
    start(page, "Camera")
    until(page, lambda: has_come(1))
    page.context.set_offline(True)
    expect(page.locator("[data-sending]")).to_contain_text("It is kept in this browser")
    sent, address = Upload.objects.get().offset, page.url
    until(page, lambda: kept_here(page) > 200_000)
    left = kept_here(page)
    page.close()
    page.context.set_offline(False)
    left_alone(Upload.objects.get())

    other = page.context.new_page()
    other.goto(address)
    until(other, lambda: Upload.objects.get().is_whole)
    take = Upload.objects.get()
    assert (take.is_whole, take.offset > sent, take.offset >= left) == (True, True, True)
    assert measure(take.path, "video/webm", patience=60) > 1
    expect(other.get_by_role("link", name="Look at it")).to_be_visible()
    assert kept_here(other) == 0


def stop_and_take_another(page: Page) -> None:
    """Stop the take that runs once some of it has come, and record a second one in the same way."""
    until(page, lambda: has_come(1))
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Record another take").click()
    page.get_by_role("button", name="Start recording").click()
    page.get_by_role("button", name="Start now").click()
    until(page, lambda: has_come(2))
    page.get_by_role("button", name="Stop").click()


def test_a_second_take_leaves_the_first(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.author, "/record/")
    start(page, "Camera")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    page.get_by_role("button", name="Go on").click()
    stop_and_take_another(page)
    expect(page.get_by_role("radio")).to_have_count(2)
    page.get_by_role("radio", name="Take 1").check(force=True)
    page.locator("#rec-title").fill("The first was better")
    page.get_by_role("button", name="Use this take").click()
    opened(page)
    first, (item,) = StoredFile.objects.get(), drafts(everybody.author)
    assert [block["file"] for block in kept(item)] == [first.sha256]
    second = Upload.objects.takes().get()
    assert second.is_whole
    page.goto(page.url.split("/modules/")[0] + "/record/")
    expect(page.get_by_role("link", name="Look at it")).to_have_count(1)


def test_takes_are_joined_into_one(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.author, "/record/")
    start(page, "Camera")
    stop_and_take_another(page)
    until(page, lambda: all(take.is_whole for take in Upload.objects.takes()))
    page.reload()
    page.get_by_text("Join takes into one").click()
    for take in page.locator(".joining").get_by_role("checkbox").all():
        take.check()
    page.get_by_role("button", name="Join the ticked takes").click()
    expect(page.get_by_text("being joined")).to_be_visible()
    run_waiting()
    expect(page.get_by_role("link", name="Look at it")).to_have_count(3)  # the row asks by itself what became of it
    made = Join.objects.select_related("take").get()
    assert made.take.is_whole and not made.fault


def test_a_voice_alone_becomes_a_sound(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.author, "/record/")
    start(page, "Voice alone")
    until(page, lambda: has_come(1, 1_000))
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Use this take").click()
    opened(page)
    file, (item,) = StoredFile.objects.get(), drafts(everybody.author)
    assert (file.kind, kept(item)[0]["type"], kept(item)[0]["file"]) == ("audio", "audio", file.sha256)


def test_screen_and_camera_come_as_one_picture(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.author, "/record/")
    start(page, "Both")
    until(page, lambda: has_come(1))
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Use this take").click()
    opened(page)
    file = StoredFile.objects.get()
    inside = look(configured.FILES / file.file, file.content_type)
    assert (inside.height > 0, inside.has_sound) == (True, True)


def test_one_records_into_a_part_of_the_page_one_writes_on(everybody: Cast, sign_in: SignIn) -> None:
    item = start_module(by=everybody.author, title="The pump")
    page = opened(sign_in(everybody.author, f"/modules/{item.pk}/edit/"))
    add(page, "Video")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Voice alone")).to_be_hidden()
    start(page, "Camera")
    until(page, lambda: has_come(1))
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Put this take into the page").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    until(page, lambda: any(block.get("file") for block in kept(item)))
    assert [block["file"] for block in kept(item) if block["type"] == "video"] == [StoredFile.objects.get().sha256]


def test_a_film_one_has_is_brought_and_used(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.author, "/record/")
    page.locator("input[type=file]").set_input_files(
        {"name": "The pump.mp4", "mimeType": "video/mp4", "buffer": clip("film.mp4")}
    )
    expect(page.get_by_text("‘The pump.mp4’ is here.")).to_be_visible()
    page.locator("#film-title").fill("The pump")
    page.get_by_role("button", name="Make a page of it").click()
    opened(page)
    file, (item,) = StoredFile.objects.get(), drafts(everybody.author)
    assert (configured.FILES / file.file).read_bytes() == clip("film.mp4")
    assert (item.title, kept(item)[0]["file"]) == ("The pump", file.sha256)


def test_a_film_that_is_too_large_is_refused_in_words_before_a_byte_is_sent(
    everybody: Cast, sign_in: SignIn, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 1024**2
    page = sign_in(everybody.author, "/record/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.locator("input[type=file]").set_input_files(
        {"name": "Long.mp4", "mimeType": "video/mp4", "buffer": bytes(2 * 1024**2)}
    )
    expect(page.get_by_text("This file is larger than 1 MB")).to_be_visible()
    assert "PATCH" not in sent
    assert not Upload.objects.exists()


def test_a_browser_that_cannot_record_says_so(everybody: Cast, sign_in: SignIn) -> None:
    page = sign_in(everybody.author)
    page.add_init_script("delete window.MediaRecorder")
    page.goto(f"{page.url}record/")
    expect(page.get_by_text("This browser cannot record.")).to_be_visible()
    expect(page.get_by_role("button", name="Camera")).to_be_disabled()
    page.add_init_script("delete MediaDevices.prototype.getDisplayMedia; window.MediaRecorder = class {}")
    page.reload()
    expect(page.get_by_text("This browser cannot show its screen to a page")).to_be_visible()
    expect(page.get_by_role("button", name="Both")).to_be_disabled()
    expect(page.get_by_role("button", name="Camera")).to_be_enabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(everybody: Cast, sign_in: SignIn, scheme: Literal["light", "dark"]) -> None:
    page = sign_in(everybody.author, "/record/")
    page.emulate_media(color_scheme=scheme)
    page.reload()
    page.wait_for_load_state("networkidle")
    faults = faults_of(page, "choosing")
    page.get_by_role("button", name="Camera").click()
    page.locator("#rec-notes").fill("Say who you are.\nThen show the form.")
    faults += faults_of(page, "ready")
    page.get_by_role("button", name="Start recording").click()
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("region", name="Your notes")).to_be_visible()
    until(page, lambda: has_come(1))
    faults += faults_of(page, "recording")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Use this take")).to_be_visible()
    faults += faults_of(page, "looking")
    page.get_by_role("button", name="Record another take").click()
    expect(page.get_by_role("button", name="Start recording")).to_be_visible()
    page.goto(page.url)
    page.get_by_role("link", name="Look at it").click()
    faults += faults_of(page, "takes")
    assert not faults
