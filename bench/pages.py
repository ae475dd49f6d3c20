"""How much the pages cost: CPU a page, the 95th percentile with four people at once, memory, bytes.

It measures a running `upwell serve` from outside: CPU is what the web workers used meanwhile (user and system time of
their processes), divided by the pages; database time is told apart. Absolute times differ between machines and hours;
compare figures of one run.
"""

import argparse
import json
import re
import statistics
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from bench.client import Client

AT_ONCE = 4
WARMING = 10  # visits of each, before anything is measured: a worker that has never drawn a page loads what that takes
SENTENCES = [
    "How do I explain the new visiting hours to relatives",
    "Which alarm may I silence on the infusion pump",
    "Who knows how to build a rota in a spreadsheet",
    "What do I check before I call the registrar at night",
    "How do other teams keep their handover short",
]


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the `values` lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def cpu_seconds(processes: list[psutil.Process]) -> float:
    """User and system time so far of `processes`, in seconds."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def children(root: psutil.Process, word: str) -> list[psutil.Process]:
    """The processes under `root` whose command line holds `word`."""
    found = []
    for process in [root, *root.children(recursive=True)]:
        try:
            if word in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def together(clients: list[Client], count: int, visit: Callable[[Client, int], float]) -> list[float]:
    """`count` visits by the `clients` at once; the seconds each took."""
    took: list[float] = []
    lock = threading.Lock()

    def run(client: Client, share: int) -> None:
        own = [visit(client, number) for number in range(share)]
        with lock:
            took.extend(own)

    threads = [threading.Thread(target=run, args=(client, count // len(clients))) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def measure(
    clients: list[Client],
    web: list[psutil.Process],
    database: list[psutil.Process],
    count: int,
    visit: Callable[[Client, int], float],
) -> dict[str, float]:
    """CPU of the web processes and of the database a visit, and how long visits took, in milliseconds."""
    together(clients, WARMING * len(clients), visit)
    before, asked = cpu_seconds(web), cpu_seconds(database)
    took = together(clients, count, visit)
    return {
        "cpu": (cpu_seconds(web) - before) / len(took) * 1000,
        "database": (cpu_seconds(database) - asked) / len(took) * 1000,
        "p50": statistics.median(took) * 1000,
        "p95": percentile(took, 0.95) * 1000,
    }


def reading(path: str) -> Callable[[Client, int], float]:
    """A visit that opens `path`."""

    def visit(client: Client, number: int) -> float:
        answer = client.get(path)
        assert answer.status == 200, (path, answer.status, answer.location)
        return answer.seconds

    return visit


def typing(path: str) -> Callable[[Client, int], float]:
    """A visit that types a sentence, a little more each time."""

    def visit(client: Client, number: int) -> float:
        words = SENTENCES[number % len(SENTENCES)].split()
        text = "+".join(words[: 3 + number % (len(words) - 2)])
        answer = client.get(path + text)
        assert answer.status == 200, (path, answer.status)
        return answer.seconds

    return visit


def writing(path: str, **fields: str) -> Callable[[Client, int], float]:
    """A visit that sends a form; `{}` in a field becomes a number of its own."""

    def visit(client: Client, number: int) -> float:
        unique = f"{time.monotonic_ns()}"
        answer = client.post(path, **{name: value.replace("{}", unique) for name, value in fields.items()})
        assert answer.status in (200, 302, 303), (path, answer.status, answer.text[:300])
        return answer.seconds

    return visit


def first_page(port: int, client: Client) -> tuple[int, int]:
    """Bytes over the wire of a first visit to Today: everything, and without the fonts."""
    page = client.get("/", **{"Accept-Encoding": "br, gzip"})
    plain = client.get("/").text
    total, fonts = page.size, 0
    for path in {part.split('"')[0] for part in plain.split('="')[1:] if part.startswith("/static/")}:
        size = client.get(path, **{"Accept-Encoding": "br, gzip"}).size
        total += size
        fonts += size if path.endswith(".woff2") else 0
    return total, total - fonts


def memory(*roots: psutil.Process) -> float:
    """Proportional set size of the processes under each of `roots`, in megabytes."""
    held = 0
    for root in roots:
        for process in [root, *root.children(recursive=True)]:
            with suppress(psutil.Error):  # the database ends processes of its own at any time
                held += process.memory_full_info().pss
    return held / 1024**2


def main() -> None:
    """Measure a running server and print a table; with --json, also write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pid", type=int, required=True, help="the process of `upwell serve`")
    parser.add_argument("--database-pid", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rest", type=int, default=150, help="seconds until memory is looked at once more")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--password", required=True)
    chosen = parser.parse_args()
    root = psutil.Process(chosen.pid)
    clients = [Client(chosen.port) for _ in range(AT_ONCE)]
    for number, client in enumerate(clients):
        client.sign_in(f"load{number + 1}@example.org", chosen.password)
    web = children(root, "upwell.wsgi")
    postgres = psutil.Process(chosen.database_pid)
    # every visit has its own row, so that a cold page is not the same as a warm one
    need, item = some_addresses(clients[0])
    visits = {
        "Today": reading("/"),
        "Needs": reading("/needs/"),
        "A need": reading(need),
        "A module": reading(item),
        "Search": typing("/search/?q="),
        "Match as one types": typing("/search/as-you-type/?text="),
        "Declare": writing("/needs/declare/", title="How do I measure {} without guessing", urgency="soon"),
        "Me too": writing(f"{need}voice/", urgency="soon"),
        "React": writing(f"{item}react/", kind="useful"),
    }
    figures: dict[str, dict[str, float]] = {}
    print(f"{'':22}{'CPU ms':>9}{'DB ms':>9}{'p50 ms':>9}{'p95 ms':>9}   ({AT_ONCE} at once, {chosen.count} visits)")
    for name, visit in visits.items():
        backends = [postgres, *postgres.children()]
        figures[name] = measure(clients, web, backends, chosen.count, visit)
        print(f"{name:22}" + "".join(f"{figures[name][key]:9.1f}" for key in ("cpu", "database", "p50", "p95")))
    everything, without_fonts = first_page(chosen.port, clients[0])
    print(f"First page over the wire: {everything / 1000:.0f} kB, {without_fonts / 1000:.0f} kB without the fonts")
    print(f"Memory of everything (PSS): {memory(root, postgres):.0f} MB")
    time.sleep(chosen.rest)
    print(f"After {chosen.rest} s in which nobody came: {memory(root, postgres):.0f} MB")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures))


def some_addresses(client: Client) -> tuple[str, str]:
    """A need and a module that this person can see."""
    board = client.get("/needs/?view=growing").text
    shelf = client.get("/learn/").text
    need = next(re.finditer(r'href="/needs/(\d+/)"', board))[1]
    item = next(re.finditer(r'href="/modules/(\d+/)"', shelf))[1]
    return f"/needs/{need}", f"/modules/{item}"


if __name__ == "__main__":
    main()
