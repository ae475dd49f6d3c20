"""Asking the database from the realtime process: in a few threads, so that no open page waits for another's question."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, connections

THREADS = 4  # for what somebody waits for
LATER = 1  # for what follows by itself

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")
_later = ThreadPoolExecutor(LATER, thread_name_prefix="database-later")


async def in_database(
    work: Callable[Parameters, Result], *arguments: Parameters.args, **keywords: Parameters.kwargs
) -> Result:
    """What `work` gives, called in a thread that has a connection of its own."""
    return await asyncio.get_running_loop().run_in_executor(_threads, partial(_called, work, *arguments, **keywords))


async def in_database_later(
    work: Callable[Parameters, Result], *arguments: Parameters.args, **keywords: Parameters.kwargs
) -> Result:
    """The same, for what nobody waits for; it never stands before what somebody does."""
    return await asyncio.get_running_loop().run_in_executor(_later, partial(_called, work, *arguments, **keywords))


def _called(work: Callable[Parameters, Result], *arguments: Parameters.args, **keywords: Parameters.kwargs) -> Result:
    """Each thread keeps its connection: taking one from the pool and trying it costs as much as a short question."""
    try:
        return work(*arguments, **keywords)
    except DatabaseError:
        connections.close_all()  # it may be the connection; the next question begins with a new one
        raise


async def close_connections() -> None:
    """Let go of all of them, when nobody asks any more."""
    loop = asyncio.get_running_loop()
    for threads, count in ((_threads, THREADS), (_later, LATER)):
        together = Barrier(count, timeout=10)
        await asyncio.gather(*(loop.run_in_executor(threads, _close, together) for _thread in range(count)))


def _close(together: Barrier) -> None:
    together.wait()  # so that each thread has its turn
    connections.close_all()
