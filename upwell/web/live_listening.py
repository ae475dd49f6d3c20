"""The one connection of this process that listens to PostgreSQL, and who is called when something is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

RECONNECT_SECONDS = 2
MISSED = ""  # said to everybody after nobody listened for a while: something may have been said

Hearer = Callable[[str], None]


class Listener:
    """Hears NOTIFY on a few channels, for as long as the process runs; a lost connection is made anew."""

    def __init__(self) -> None:
        self.hearers: dict[str, Hearer] = {}
        self.channels: set[str] = set()
        self.task: asyncio.Task[None] | None = None

    def hear(self, channel: str, hearer: Hearer) -> None:
        """From the start on, call `hearer` with what is said on `channel`, and with '' when something may have been missed."""
        self.hearers[channel] = hearer

    def start(self) -> None:
        """Begin to listen, unless that has begun in this event loop with every channel there is now."""
        if self.task is not None and not self.task.done() and self.task.get_loop() is asyncio.get_running_loop():
            if self.channels == set(self.hearers):
                return
            self.stop()
        self.channels = set(self.hearers)
        self.task = asyncio.create_task(self._listen())

    def stop(self) -> None:
        """Listen no more."""
        if self.task is not None and not self.task.get_loop().is_closed():
            self.task.cancel()
        self.task = None

    async def _listen(self) -> None:
        while True:
            with suppress(psycopg.OperationalError):
                await self._hear()
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(database_address(), autocommit=True) as connection:
            for channel in self.hearers:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            for hearer in self.hearers.values():
                hearer(MISSED)
            async for notice in connection.notifies():
                self.hearers[notice.channel](notice.payload)


def database_address() -> str:
    """How to reach the database that Django uses: a test has another one than the settings name."""
    return make_conninfo(settings.DATABASE_URL, dbname=str(settings.DATABASES["default"]["NAME"]))


listener = Listener()
