"""Typing at random, as several people do at once: what a walk presses is told by its seed.

Alone it measures nothing; it asks whether everybody ends with the same page. `python -m bench.walking --port …` lets two
browsers walk for a minute on a running server, one of them without a network for a third of it.
"""

import argparse
import random
import time
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import BrowserContext, Page, TimeoutError, WebSocketRoute, sync_playwright

from bench.client import Client

PAGE = ".page-text"
WORDS = [
    "the",
    "ask",
    "comes",
    "first",
    "then",
    "who",
    "where",
    "and",
    "until",
    "when",
    "please",
    "call",
    "back",
    "on",
    "Monday",
]
PARTS = ["Poll", "Checklist", "Tip", "Text", "Put in order"]
AGREE_SECONDS = 60  # in which two pages must have become the same


class Network:
    """The network of one browser, which a test may take away; open lines break then, as those of a closed lid do."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.is_away = False
        self.lines: list[WebSocketRoute] = []
        context.route_web_socket(lambda address: "/live/modules/" in address, self._line)

    def cut(self) -> None:
        """Take it away."""
        self.is_away = True
        self.context.set_offline(True)
        for line in self.lines:
            line.close(code=1012)
        self.lines.clear()

    def mend(self) -> None:
        """Give it back."""
        self.is_away = False
        self.context.set_offline(False)

    def _line(self, line: WebSocketRoute) -> None:
        if self.is_away:
            line.close(code=1012)
            return
        line.connect_to_server()
        self.lines.append(line)


class Walker:
    """Somebody who types at random on an open page."""

    def __init__(self, desk: Page, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)
        self.steps: list[tuple[Callable[[], None], int]] = [
            (self._type, 8),
            (self._go, 5),
            (self._press("Enter"), 3),
            (self._press("Backspace"), 3),
            (self._press("Alt+ArrowDown"), 1),
            (self._press("Alt+ArrowUp"), 1),
            (self._press("Control+z"), 1),
            (self._press("Control+Enter"), 1),
            (self._press("Control+d"), 1),
            (self._embolden, 1),
            (self._add, 1),
        ]

    def step(self) -> None:
        """One thing somebody does."""
        todo, weights = zip(*self.steps, strict=True)
        self.chance.choices(todo, weights)[0]()

    def _go(self) -> None:
        places = self.desk.locator(f"{PAGE} > p, {PAGE} .slot-text:visible")
        count = places.count()
        if not count:
            return
        with suppress(TimeoutError):  # an empty field goes out of sight again when one writes elsewhere
            places.nth(self.chance.randrange(count)).click(force=True, timeout=2_000)
        self.desk.keyboard.press(self.chance.choice(["Home", "End"]))

    def _type(self) -> None:
        self.desk.keyboard.type(f" {self.chance.choice(WORDS)} {self.chance.choice(WORDS)}")

    def _embolden(self) -> None:
        self.desk.keyboard.press("Shift+Control+ArrowLeft")
        self.desk.keyboard.press("Control+b")
        self.desk.keyboard.press("ArrowRight")

    def _add(self) -> None:
        self.desk.get_by_role("button", name="All parts").click()
        self.desk.get_by_role("combobox", name="Add a part").fill(self.chance.choice(PARTS))
        self.desk.keyboard.press("Enter")

    def _press(self, key: str) -> Callable[[], None]:
        return lambda: self.desk.keyboard.press(key)


SAYS = """() => {
    const words = (place) => {
        const copy = place.cloneNode(true);
        copy.querySelectorAll(".caret").forEach((caret) => caret.remove());
        return copy.textContent;
    };
    const said = (block) => block.matches(".part")
        ? `${block.getAttribute("aria-label")}: ${[...block.querySelectorAll(".slot-text")].map(words).join(" | ")}`
        : `${block.localName}: ${words(block)}`;
    return [document.querySelector("#title").value, ...[...document.querySelectorAll(".page-text > *")].map(said)].join("\\n");
}"""


def says(desk: Page) -> str:
    """Everything a page says, in a line for each block; without the names beside others' carets."""
    said: str = desk.evaluate(SAYS)
    return said


def main() -> None:
    """Two browsers, one module, a minute."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--apart", type=float, default=20.0, help="seconds in which one of them has no network")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    client = Client(chosen.port)
    client.sign_in(chosen.email, chosen.password)
    module = client.post("/make/", title="Written at random").location.split("/modules/")[1].split("/")[0]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox", "--disable-gpu"])
        contexts = [chromium.new_context() for _number in range(2)]
        networks = [Network(context) for context in contexts]
        desks = [_open(context, client, chosen.port, module) for context in contexts]
        count = _walk(chosen, networks[1], [Walker(desk, chosen.seed + at) for at, desk in enumerate(desks)])
        print(f"{count} steps in {chosen.seconds:.0f} s, one apart for {chosen.apart:.0f} s: {_agree(desks)}")
        chromium.close()


def _open(context: BrowserContext, client: Client, port: int, module: str) -> Page:
    site = f"http://127.0.0.1:{port}"
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in client.cookies.items()])
    desk = context.new_page()
    desk.goto(f"{site}/modules/{module}/edit/")
    desk.wait_for_selector("upwell-editor[data-open]")
    return desk


def _walk(chosen: argparse.Namespace, apart: Network, walkers: list[Walker]) -> int:
    begun, count, is_away = time.monotonic(), 0, False
    while (now := time.monotonic() - begun) < chosen.seconds:
        should_be_away = chosen.seconds / 3 < now < chosen.seconds / 3 + chosen.apart
        if should_be_away != is_away:
            is_away = should_be_away
            (apart.cut if is_away else apart.mend)()
        for walker in walkers:
            walker.step()
            count += 1
    apart.mend()
    return count


def _agree(desks: list[Page]) -> str:
    begun = time.monotonic()
    while len({says(desk) for desk in desks}) > 1:
        if time.monotonic() - begun > AGREE_SECONDS:
            return "THEY DIFFER"
        desks[0].wait_for_timeout(200)
    return f"the same page after {time.monotonic() - begun:.1f} s"


if __name__ == "__main__":
    main()
