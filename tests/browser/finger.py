"""A telephone, and a finger on its screen."""

from playwright.sync_api import CDPSession, Locator, Page

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


class Finger:
    """A finger on the screen."""

    def __init__(self, desk: Page) -> None:
        self.session: CDPSession = desk.context.new_cdp_session(desk)

    def down(self, on: Locator) -> tuple[float, float]:
        """Put it on the middle of something."""
        box = on.bounding_box()
        assert box
        at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.put(*at)
        return at

    def put(self, x: float, y: float) -> None:
        """Put it there."""
        self._touch("touchStart", [(x, y)])

    def to(self, x: float, y: float) -> None:
        """Move it there."""
        self._touch("touchMove", [(x, y)])

    def up(self) -> None:
        """Lift it."""
        self._touch("touchEnd", [])

    def _touch(self, kind: str, points: list[tuple[float, float]]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
