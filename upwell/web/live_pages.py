"""The door for writing together: a WebSocket for each open page, speaking the y-protocols (sync and awareness).

It ends with a code of its own where the browser need not try again: 4401 not signed in, 4403 may not write here, 4404 no such
page, 4409 a copy of another history.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.db import DatabaseError

from upwell.library.actions.coediting import open_document
from upwell.library.documents.framing import Kind, Step, read_messages, stored_message
from upwell.library.documents.merging import LARGEST_UPDATE, RefusedUpdate
from upwell.library.models import Item
from upwell.library.permissions import can_edit
from upwell.people.models import Person
from upwell.web.live_database import in_database
from upwell.web.live_guests import Change, Guest
from upwell.web.live_house import house
from upwell.web.live_origins import is_ours
from upwell.web.live_rooms import Room

log = logging.getLogger(__name__)

ADDRESS = re.compile(r"/live/modules/(\d{1,18})/")
HEARTBEAT_SECONDS = 20.0
LARGEST_FRAME = LARGEST_UPDATE + 100_000
SIGNED_OUT, FORBIDDEN, UNKNOWN, OTHER_HISTORY = 4401, 4403, 4404, 4409
BROKEN, TOO_LARGE, TRY_LATER = 1003, 1009, 1013

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


@dataclass(frozen=True)
class Visit:
    """Somebody who may write on something, and the session they are signed in with."""

    person: Person
    item: Item
    session: str


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """One page that is open for writing. Only our own pages come in, for those who may write, as long as they may."""
    await receive()
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if not is_ours(headers.get("origin", ""), headers.get("host", "")):
        await send({"type": "websocket.close", "code": FORBIDDEN})
        return
    await send({"type": "websocket.accept"})
    try:
        visit = await in_database(_visit, scope)
    except DatabaseError:
        log.warning("The database is away; somebody is asked to come again.", exc_info=True)
        visit = TRY_LATER
    if isinstance(visit, int):
        await send({"type": "websocket.close", "code": visit})
        return
    with suppress(OSError):
        await _Line(receive, send).hold(visit, parse_qs(scope.get("query_string", b"").decode("latin-1")))


def _visit(scope: Scope) -> Visit | int:
    """Who wants in and to what, or the code to refuse them with."""
    request = ASGIRequest({**scope, "type": "http", "method": "GET"}, BytesIO())
    try:
        request.get_host()
    except DisallowedHost:
        return FORBIDDEN
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = get_user(request)
    if not isinstance(person, Person) or not person.is_active:
        return SIGNED_OUT
    address = ADDRESS.fullmatch(scope["path"])
    found = Item.objects.modules().visible_to(person).filter(pk=int(address[1])).first() if address else None
    if found is None or not hasattr(found, "module"):
        return UNKNOWN
    if not can_edit(person, found):
        return FORBIDDEN
    open_document(found, by=person)
    return Visit(person, found, key)


class _Line:
    """What is said on one WebSocket."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.receive = receive
        self.send = send
        self.ending: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def hold(self, visit: Visit, asked: dict[str, list[str]]) -> None:
        """Keep the line until one side ends it."""
        guest = Guest(visit.person, visit.session, self.end)
        room = await house.enter(visit.item, guest)
        if asked.get("epoch", [room.epoch]) != [room.epoch]:
            house.leave(room, guest)
            await self.send({"type": "websocket.close", "code": OTHER_HISTORY})
            return
        ends: list[asyncio.Future[Any]] = [self.ending]
        both = [
            asyncio.create_task(self._hear(room, guest)),
            asyncio.create_task(self._tell(guest)),
        ]
        try:
            await asyncio.wait([*ends, *both], return_when=asyncio.FIRST_COMPLETED)
        finally:
            house.leave(room, guest)
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
            if self.ending.done() and self.ending.result():
                await self.send({"type": "websocket.close", "code": self.ending.result()})

    def end(self, code: int) -> None:
        """End the line with a code; 0 where the other side has ended it."""
        if not self.ending.done():
            self.ending.set_result(code)

    async def _hear(self, room: Room, guest: Guest) -> None:
        while (event := await self.receive())["type"] == "websocket.receive":
            data = event.get("bytes") or b""
            if len(data) > LARGEST_FRAME:
                return self.end(TOO_LARGE)
            try:
                messages = read_messages(data)
            except RefusedUpdate:
                return self.end(BROKEN)
            for message in messages:
                if message.kind == Kind.AWARENESS:
                    room.hear(guest, message.data)
                elif message.step == Step.STATE:
                    await room.take(Change(guest, state=message.data))
                else:
                    guest.received += 1
                    await room.take(Change(guest, message.data, guest.received))
        self.end(0)

    async def _tell(self, guest: Guest) -> None:
        while True:
            try:
                # not asyncio.wait_for: before Python 3.12 it forgets that it was cancelled where a message comes at that moment
                async with asyncio.timeout(HEARTBEAT_SECONDS):
                    frames = [await guest.outbox.get()]
            except TimeoutError:
                frames = [stored_message(guest.stored)]
            while not guest.outbox.empty():
                frames.append(guest.outbox.get_nowait())
            await self.send({"type": "websocket.send", "bytes": b"".join(frames)})
