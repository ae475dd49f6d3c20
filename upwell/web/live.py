"""What stays open: a stream that tells a page its person's inbox has something new, served by the ASGI process alone.

One connection to PostgreSQL listens for everybody (`NOTIFY upwell_inbox` with ids of people); each open page waits on a queue.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from upwell.core.access import everyone
from upwell.notifications.queries.inbox import unread_count
from upwell.people.models import Person

HEARTBEAT_SECONDS = 25  # shorter than the half minute after which many proxies end a silent answer
RECONNECT_SECONDS = 2


class Listener:
    """The one connection that listens, and who waits for what it hears."""

    def __init__(self) -> None:
        self.waiting: dict[int, set[asyncio.Event]] = {}
        self.task: asyncio.Task[None] | None = None

    def wait_for(self, person_id: int) -> asyncio.Event:
        """An event that is set whenever this person's inbox changes."""
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._listen())
        event = asyncio.Event()
        self.waiting.setdefault(person_id, set()).add(event)
        return event

    def leave(self, person_id: int, event: asyncio.Event) -> None:
        """Wait no more."""
        self.waiting[person_id].discard(event)
        if not self.waiting[person_id]:
            del self.waiting[person_id]

    async def _listen(self) -> None:
        while True:
            with suppress(psycopg.OperationalError):
                await self._hear()
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(settings.DATABASE_URL, autocommit=True) as connection:
            await connection.execute("LISTEN upwell_inbox")
            self._wake(list(self.waiting))  # whatever was said while nobody listened
            async for notice in connection.notifies():
                self._wake([int(part) for part in notice.payload.split(",") if part])

    def _wake(self, people: list[int]) -> None:
        for person_id in people:
            for event in self.waiting.get(person_id, ()):
                event.set()


listener = Listener()


@everyone
def inbox(request: HttpRequest) -> HttpResponseBase:
    """A stream of server-sent events: how many notices wait, now and whenever that changes. Signed in only."""
    person = request.user
    if not isinstance(person, Person):
        return HttpResponse(status=401, headers=_for_the_page(request))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", **_for_the_page(request)}
    return StreamingHttpResponse(_events(person), content_type="text/event-stream", headers=headers)


async def _events(person: Person) -> AsyncIterator[bytes]:
    event = listener.wait_for(person.pk)
    try:
        while True:
            count = await sync_to_async(unread_count)(person)
            yield f"event: inbox\ndata: {count}\n\n".encode()
            event.clear()
            while not event.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), HEARTBEAT_SECONDS)
                if not event.is_set():
                    yield b": still here\n\n"
    finally:
        listener.leave(person.pk, event)


def _for_the_page(request: HttpRequest) -> dict[str, str]:
    """The page comes from the same host at another port, which browsers count as foreign; only that one is let in."""
    origin = request.headers.get("Origin", "")
    host = request.get_host().rsplit(":", 1)[0]
    if origin.split("://")[-1].rsplit(":", 1)[0] != host:
        return {}
    return {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true", "Vary": "Origin"}
