"""How much slower pages are while recordings are made: the same pages, again and again, without and with."""

import statistics
import time
from collections.abc import Callable

from bench.client import Client

PAGES = ("/", "/needs/", "/learn/", "/search/?q=handover")
ROUNDS = 50


def compare(port: int, email: str, password: str, *, make: Callable[[], object], is_making: Callable[[], bool]) -> None:
    """Measure, have recordings made, measure again while they are, and print both and how many times slower it is."""
    client = Client(port)
    client.sign_in(email, password)
    _measure(client)  # everything has been asked for once
    before = _measure(client)
    make()
    while not is_making():
        time.sleep(0.2)
    during = _measure(client)
    if not is_making():
        print("The recordings were made before the pages were measured: the second figure says too little.")
    (p50, p95), (slow50, slow95) = before, during
    print(
        f"pages: p50 {p50:.0f} ms, p95 {p95:.0f} ms; while several recordings are made: p50 {slow50:.0f} ms"
        f" ({slow50 / p50:.2f} times), p95 {slow95:.0f} ms ({slow95 / p95:.2f} times)",
        flush=True,
    )


def _measure(client: Client) -> tuple[float, float]:
    """The middle and the 95th of a hundred, in milliseconds."""
    taken = [client.get(page).seconds * 1000 for _round in range(ROUNDS) for page in PAGES]
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
