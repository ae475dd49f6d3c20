"""An open line to the realtime process, as a browser holds one: the ASGI application is asked, no network is between."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from pycrdt import Doc, write_message, write_var_uint

from tests.browsing import at
from upwell.asgi import application
from upwell.library.documents.framing import Kind, Step, awareness_message, read_number, sync_message
from upwell.library.documents.shared import page_of, title_of
from upwell.library.models import Item
from upwell.people.models import Person
from upwell.web.live_database import in_database
from upwell.web.live_house import house
from upwell.web.live_listening import listener

PATIENCE = 20  # seconds after which something that must come is given up


def headers_of(person: Person | None, origin: str) -> list[tuple[bytes, bytes]]:
    """What a browser sends along from a page of `origin`, with the session of whoever is signed in."""
    headers = [(b"host", b"testserver"), (b"origin", origin.encode())]
    if person is not None:
        key = at(person).cookies[settings.SESSION_COOKIE_NAME].value
        headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={key}".encode()))
    return headers


class Line:
    """One person's open page: a copy of the document, and what was said."""

    def __init__(
        self, person: Person | None, item: Item, *, origin: str = "http://testserver", epoch: str = ""
    ) -> None:
        self.scope = {
            "type": "websocket",
            "path": f"/live/modules/{item.pk}/",
            "query_string": f"epoch={epoch}".encode(),
            "headers": headers_of(person, origin),
            "scheme": "ws",
            "server": ("testserver", 80),
        }
        self.sent = self.stored = 0
        self.refused = ""
        self.code: int | None = None
        self.said: list[bytes] = []
        self.greeted = False

    async def open(self) -> Line:
        """Come in and say what is here."""
        self.doc: Doc[Any] = Doc()  # made in the thread that uses it
        page_of(self.doc), title_of(self.doc)
        communicator: Any = ApplicationCommunicator
        self.wire = communicator(application, self.scope)
        await self.wire.send_input({"type": "websocket.connect"})
        answer = await self.wire.receive_output(PATIENCE)
        if answer["type"] == "websocket.close":
            self.code = answer.get("code")
            return self
        await self.send(sync_message(Step.STATE, self.doc.get_state()))
        await self.until(lambda: self.greeted or self.code is not None)
        return self

    async def send(self, message: bytes) -> None:
        """Send a frame."""
        await self.wire.send_input({"type": "websocket.receive", "bytes": message})

    async def type(self, typing: Callable[[Doc[Any]], object]) -> None:
        """Change the document and send the change."""
        before = self.doc.get_state()
        typing(self.doc)
        self.sent += 1
        await self.send(sync_message(Step.UPDATE, self.doc.get_update(before)))

    async def point(self, client: int, state: str, *, clock: int = 1) -> None:
        """Say where somebody is."""
        row = write_var_uint(client) + write_var_uint(clock) + write_message(state.encode())
        await self.send(awareness_message(write_var_uint(1) + row))

    async def until(self, happened: Callable[[], bool]) -> None:
        """Listen until something has happened."""
        async with asyncio.timeout(PATIENCE):
            while not happened():
                self.hear(await self.wire.receive_output(PATIENCE))

    async def until_stored(self) -> None:
        """Listen until the server has everything."""
        await self.until(lambda: self.stored >= self.sent)

    async def until_refused(self) -> None:
        """Listen until something was refused."""
        await self.until(lambda: bool(self.refused))

    async def until_closed(self) -> None:
        """Listen until the server ends it."""
        await self.until(lambda: self.code is not None)

    async def leave(self) -> None:
        """Close the page."""
        await self.wire.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wire.wait(PATIENCE)

    def hear(self, event: Any) -> None:
        """Take in one frame, or the end."""
        if event["type"] == "websocket.close":
            self.code = event["code"]
            return
        stream, place = event["bytes"], 0
        while place < len(stream):
            kind, place = read_number(stream, place)
            if kind == Kind.STORED:
                self.stored, place = read_number(stream, place)
                continue
            step = None
            if kind == Kind.SYNC:
                step, place = read_number(stream, place)
            length, place = read_number(stream, place)
            self.take(kind, step, stream[place : place + length])
            place += length

    def take(self, kind: int, step: int | None, data: bytes) -> None:
        """Take in one message."""
        if kind == Kind.AWARENESS:
            self.said.append(data)
        elif kind == Kind.REFUSED:
            self.refused = data.decode()
        elif step == Step.STATE:
            self.greeted = True
        elif kind == Kind.SYNC:
            self.doc.apply_update(data)


def play(story: Callable[[], Awaitable[None]]) -> None:
    """Let a story happen in an event loop of its own, and let go of everything after it."""

    async def whole() -> None:
        try:
            await story()
        finally:
            await house.close()
            listener.stop()

    # in a thread of its own: where a browser test ran before, this one already has a loop that goes round
    with ThreadPoolExecutor(1) as alone:
        alone.submit(asyncio.run, whole()).result()


async def asked(work: Callable[[], Any]) -> Any:
    """Ask the database from within a story."""
    return await in_database(work)
