"""What should stay of a picture is said with a mouse, the arrow keys or a finger; that part is what is kept."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.finger import PHONE, Finger
from tests.browser.writing import elsewhere, expect_kept, kept, opened, until
from tests.cast import Cast
from tests.library.sheets import draft
from upwell.library.models import Item
from upwell.media.actions import add_picture
from upwell.media.models import Picture

pytestmark = pytest.mark.browser


def painted() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (1000, 600), (9, 90, 120)).save(drawn, "PNG")
    return drawn.getvalue()


def cropping(desk: Page) -> Locator:
    """The picture with its frame, once it is open."""
    desk.get_by_role("button", name="Crop").click()
    stage = desk.locator(".crop-stage")
    expect(stage).to_be_visible()
    stage.evaluate("stage => Promise.all(stage.closest('dialog').getAnimations().map((one) => one.finished))")
    return stage


def place(stage: Locator, x: float, y: float) -> tuple[float, float]:
    """A point of the picture, by its shares."""
    box = stage.bounding_box()
    assert box
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


def expect_frame(desk: Page, *shares: int) -> None:
    for name, share in zip(("left", "top", "width", "height"), shares, strict=True):
        expect(desk.locator(f".crop input[name={name}]")).to_have_value(str(share))


def keep(desk: Page, item: Item, width: int, height: int) -> None:
    """What is kept then is a picture of that size."""
    before = kept(item)[0]["picture"]
    desk.get_by_role("button", name="Keep this part").click()
    until(desk, lambda: kept(item)[0]["picture"] != before)
    expect_kept(desk, item, lambda blocks: blocks[0]["picture"] != before, True)
    picture = Picture.objects.get(sha256=kept(item)[0]["picture"])
    assert (picture.width, picture.height) == (width, height)


def test_by_mouse_by_keys_and_by_touch(
    everybody: Cast, browser: Browser, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES = tmp_path
    picture = add_picture(painted(), by=everybody.author).sha256
    item = draft(everybody.author, blocks=[{"type": "image", "picture": picture, "alt": "A pump"}])
    with elsewhere(browser, live_server, everybody.author, **PHONE) as phone:
        desk = phone.new_page()
        desk.goto(f"/modules/{item.pk}/edit/")
        opened(desk)

        stage = cropping(desk)
        desk.mouse.move(*place(stage, 0.5, 0.2))
        desk.mouse.down()
        desk.mouse.move(*place(stage, 0.9, 0.6))
        desk.mouse.move(*place(stage, 0.9, 0.8))
        desk.mouse.up()
        expect_frame(desk, 50, 20, 40, 60)
        for key in ("ArrowLeft", "ArrowDown", "ArrowDown", "Shift+ArrowRight"):
            desk.keyboard.press(key)  # the frame has the focus from the beginning
        expect_frame(desk, 49, 22, 41, 60)
        keep(desk, item, 410, 360)

        stage = cropping(desk)
        finger = Finger(desk)
        finger.put(*place(stage, 0.2, 0.2))
        for step in range(1, 6):
            finger.to(*place(stage, 0.2 + step / 10, 0.2 + step / 10))
        finger.up()
        expect_frame(desk, 20, 20, 50, 50)
        finger.put(*place(stage, 0.2, 0.2))  # a corner
        finger.to(*place(stage, 0.3, 0.3))
        finger.to(*place(stage, 0.4, 0.4))
        finger.up()
        expect_frame(desk, 40, 40, 30, 30)
        keep(desk, item, 123, 108)
