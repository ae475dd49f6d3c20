"""How long a module takes to open for writing: one of 200 blocks against one of 10, in Chromium, on a running `upwell serve`.

The time is counted by the browser from asking for the page until one may type (`data-open`), with its scripts in its cache, the
middle of several; beside it, how long the page's own thread was busy, which stays the same on a machine that does other things,
too. What takes it is told by the browser's profiler: the functions that were busy longest, from a last opening.
"""

import argparse
import json
import statistics
from collections import Counter
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from bench.client import Client

FEW, MANY = 10, 200
TURNS = 5
BUSIEST = 12
WORDS = "The first line is the ask: what should happen, by whom, and until when. **Everything else** comes after it. "


def blocks(count: int) -> list[dict[str, Any]]:
    """A page as people write it: text, and every fourth block a question, a checklist, a poll or something to try."""
    options = [{"text": f"Answer {number}", "right": number == 1, "feedback": "Because."} for number in range(4)]
    parts: list[dict[str, Any]] = [
        {"type": "question", "kind": "choice", "text": "What comes first?", "options": options},
        {"type": "checklist", "title": "Before you send it", "items": [{"text": f"Step {n}"} for n in range(5)]},
        {"type": "poll", "text": "Which do you use?", "options": [{"text": f"Way {n}"} for n in range(4)]},
        {"type": "task", "text": "Write the first line of your next letter."},
    ]
    return [
        parts[number // 4 % len(parts)]
        if number % 4 == 3
        else {"type": "text", "text": f"## Heading {number}\n\n{WORDS * 3}\n\n- One\n- Two\n\n{WORDS}"}
        for number in range(count)
    ]


def started(client: Client, count: int) -> str:
    """A new module with so many blocks; gives its address for writing."""
    address = client.post("/make/", title=f"{count} blocks").location
    number = address.split("/modules/")[1].split("/")[0]
    headers = {"X-CSRFToken": client.token, "Content-Type": "application/json", "HX-Request": "true"}
    answer = client.ask("POST", f"/modules/{number}/append/", json.dumps({"blocks": blocks(count)}), headers)
    assert answer.status == 200, (answer.status, answer.text[:500])
    return f"/modules/{number}/edit/"


def opened(desk: Page, address: str) -> float:
    """Open it and give the seconds until one may type."""
    desk.goto("about:blank")
    desk.goto(address)
    return float(
        desk.evaluate(
            """() => new Promise((settle) => {
                const editor = document.querySelector("upwell-editor");
                const look = () => editor.dataset.open === undefined ? setTimeout(look, 1) : settle(performance.now() / 1000);
                look();
            })"""
        )
    )


def busy(session: CDPSession, desk: Page, address: str) -> float:
    """The seconds of a processor that the page's thread needs until one may type."""
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    desk.goto("about:blank")
    before = _task_seconds(session)
    opened(desk, address)
    return _task_seconds(session) - before


def _task_seconds(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def profiled(session: CDPSession, desk: Page, address: str) -> list[tuple[str, float]]:
    """The functions that were busy longest while it opened, with their milliseconds."""
    desk.goto("about:blank")
    session.send("Profiler.enable")
    session.send("Profiler.start")
    opened(desk, address)
    profile = session.send("Profiler.stop")["profile"]
    names = {node["id"]: _name(node["callFrame"]) for node in profile["nodes"]}
    spent: Counter[str] = Counter()
    for node, microseconds in zip(profile["samples"], profile["timeDeltas"], strict=True):
        spent[names[node]] += microseconds
    return [(name, microseconds / 1000) for name, microseconds in spent.most_common(BUSIEST)]


def _name(frame: dict[str, Any]) -> str:
    file = frame["url"].rsplit("/", 1)[-1].split("-")[0]
    return f"{frame['functionName'] or 'anonymous'} {file}:{frame['columnNumber']}"


def main() -> None:
    """Make both modules, open them in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    chosen = parser.parse_args()
    client = Client(chosen.port)
    client.sign_in(chosen.email, chosen.password)
    few, many = started(client, FEW), started(client, MANY)
    site = f"http://127.0.0.1:{chosen.port}"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(base_url=site)
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in client.cookies.items()])
        desk = context.new_page()
        session = context.new_cdp_session(desk)
        waited = [statistics.median(opened(desk, address) for _turn in range(TURNS)) for address in (few, many)]
        worked = [statistics.median(busy(session, desk, address) for _turn in range(TURNS)) for address in (few, many)]
        for label, (first, other) in (("until one may type", waited), ("busy", worked)):
            print(f"{label:20}{FEW} blocks {first:.2f} s, {MANY} blocks {other:.2f} s ({other / first:.1f} times)")
        for name, milliseconds in profiled(session, desk, many):
            print(f"  {milliseconds:7.0f} ms  {name}")
        chromium.close()


if __name__ == "__main__":
    main()
