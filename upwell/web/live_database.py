"""Asking the database from the realtime process: in a few threads, so that no open page waits for another's question."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import connections

THREADS = 4

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")


async def in_database(
    work: Callable[Parameters, Result], *arguments: Parameters.args, **keywords: Parameters.kwargs
) -> Result:
    """What `work` gives, called in a thread of its own; its connection goes back to the pool afterwards."""
    return await asyncio.get_running_loop().run_in_executor(_threads, partial(_called, work, *arguments, **keywords))


def _called(work: Callable[Parameters, Result], *arguments: Parameters.args, **keywords: Parameters.kwargs) -> Result:
    try:
        return work(*arguments, **keywords)
    finally:
        connections.close_all()
