"""What stays open: a stream that tells a page its person's inbox has something new, served by the ASGI process alone.

One connection to PostgreSQL listens for everybody (`NOTIFY upwell_inbox` with ids of people); each open page waits on an event.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from upwell.core.access import everyone
from upwell.notifications.queries.inbox import unread_count
from upwell.people.models import Person
from upwell.web.live_listening import MISSED, listener
from upwell.web.live_origins import is_ours

HEARTBEAT_SECONDS = 25  # shorter than the half minute after which many proxies end a silent answer
CHANNEL = "upwell_inbox"

waiting: dict[int, set[asyncio.Event]] = {}  # by the number of the person whose inbox it is


@everyone
def inbox(request: HttpRequest) -> HttpResponseBase:
    """A stream of server-sent events: how many notices wait, now and whenever that changes. Signed in only."""
    person = request.user
    if not isinstance(person, Person):
        return HttpResponse(status=401, headers=_for_the_page(request))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", **_for_the_page(request)}
    return StreamingHttpResponse(_events(person), content_type="text/event-stream", headers=headers)


async def _events(person: Person) -> AsyncIterator[bytes]:
    listener.start()
    event = asyncio.Event()
    waiting.setdefault(person.pk, set()).add(event)
    try:
        while True:
            event.clear()
            count = await sync_to_async(unread_count)(person)
            yield f"event: inbox\ndata: {count}\n\n".encode()
            while not event.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        await event.wait()
                if not event.is_set():
                    yield b": still here\n\n"
    finally:
        waiting[person.pk].discard(event)
        if not waiting[person.pk]:
            del waiting[person.pk]


def _wake(payload: str) -> None:
    """Somebody's inbox changed; '' wakes everybody."""
    people = list(waiting) if payload == MISSED else [int(part) for part in payload.split(",") if part]
    for person_id in people:
        for event in waiting.get(person_id, ()):
            event.set()


listener.hear(CHANNEL, _wake)


def _for_the_page(request: HttpRequest) -> dict[str, str]:
    """The page comes from the same host at another port, which browsers count as foreign; only that one is let in."""
    origin = request.headers.get("Origin", "")
    if not is_ours(origin, request.get_host()):
        return {}
    return {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true", "Vary": "Origin"}
