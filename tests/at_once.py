"""Several people at the same instant: each in a thread with a connection of its own, all let go together."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

PATIENCE = 60  # seconds until those who are not there yet are given up
One = TypeVar("One")
Answer = TypeVar("Answer")


def at_once(everybody: Sequence[One], act: Callable[[One], Answer]) -> list[Answer]:
    """What `act` answers to each; what it raises for one of them is raised here."""
    begin = threading.Barrier(len(everybody))

    def go(one: One) -> Answer:
        begin.wait(PATIENCE)
        try:
            return act(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(everybody)) as pool:
        return list(pool.map(go, everybody))
