"""The stream behind the bell: how many notices wait, at once and whenever that changes; for whoever is signed in, on our pages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.db import connection

from tests.cast import Cast, make_cast
from tests.web.lines import PATIENCE, asked, headers_of, play
from upwell.asgi import application
from upwell.core import jobs
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.models import How
from upwell.notifications.actions import mark_read
from upwell.notifications.queries.inbox import unread_count
from upwell.people.models import Person
from upwell.web import live
from upwell.web.live_listening import listener


@pytest.fixture
def everybody(transactional_db: None) -> Cast:
    return make_cast()


class Stream:
    """One open page that listens."""

    def __init__(self, person: Person | None, *, origin: str = "http://testserver") -> None:
        self.scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": "/live/inbox/",
            "raw_path": b"/live/inbox/",
            "query_string": b"",
            "headers": [*headers_of(person, origin), (b"accept", b"text/event-stream")],
            "scheme": "http",
            "server": ("testserver", 80),
            "client": ("127.0.0.1", 5000),
        }
        self.said = ""

    async def open(self) -> Stream:
        """Ask, and take the beginning of the answer."""
        communicator: Any = ApplicationCommunicator
        self.wire = communicator(application, self.scope)
        await self.wire.send_input({"type": "http.request", "body": b"", "more_body": False})
        start = await self.wire.receive_output(PATIENCE)
        self.status = start["status"]
        self.headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return self

    async def until(self, happened: Callable[[str], bool]) -> None:
        """Listen until that was said."""
        async with asyncio.timeout(PATIENCE):
            while not happened(self.said):
                self.said += (await self.wire.receive_output(PATIENCE))["body"].decode()

    async def leave(self) -> None:
        """Close the page."""
        await self.wire.send_input({"type": "http.disconnect"})
        await self.wire.wait(PATIENCE)


def test_the_bell_is_told_at_once_and_whenever_something_comes(everybody: Cast) -> None:
    need = declare_need("How do I explain the new visiting hours?", by=everybody.asker)

    def help_comes() -> None:
        offer_help(need, by=everybody.helper, how=How.TALK)
        jobs.run_waiting()

    async def story() -> None:
        page = await (await asked(lambda: Stream(everybody.asker))).open()
        assert (page.status, page.headers["content-type"]) == (200, "text/event-stream")
        assert page.headers["access-control-allow-origin"] == "http://testserver"
        await page.until(lambda said: said == "event: inbox\ndata: 0\n\n")
        other = await (await asked(lambda: Stream(everybody.stranger))).open()
        await other.until(lambda said: "data: 0" in said)
        await asked(help_comes)
        count = await asked(lambda: unread_count(everybody.asker))
        assert count > 0
        await page.until(lambda said: f"data: {count}\n\n" in said)
        await asked(lambda: mark_read(None, by=everybody.asker))
        await page.until(lambda said: said.endswith("data: 0\n\n"))
        assert set(live.waiting) == {everybody.asker.pk, everybody.stranger.pk}
        await page.leave()
        await other.leave()
        assert not live.waiting

    play(story)


def test_whoever_is_not_signed_in_hears_nothing(everybody: Cast) -> None:
    async def story() -> None:
        assert (await (await asked(lambda: Stream(None))).open()).status == 401

    play(story)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "", "http://testserver.elsewhere.example"])
def test_a_page_from_elsewhere_may_not_read_it(everybody: Cast, origin: str) -> None:
    async def story() -> None:
        page = await (await asked(lambda: Stream(everybody.asker, origin=origin))).open()
        assert "access-control-allow-origin" not in page.headers
        await page.until(lambda said: "data" in said)
        await page.leave()

    play(story)


def test_the_bell_is_told_where_somebody_wrote_on_a_page_first(everybody: Cast) -> None:
    """Channels that are added later are heard, too: the process learns of the stream with its first request."""

    async def story() -> None:
        heard: list[str] = []
        listener.start()
        await asyncio.sleep(0)
        listener.hear("upwell_later", heard.append)
        listener.start()
        async with asyncio.timeout(PATIENCE):
            while not heard:  # '' is said once it listens
                await asyncio.sleep(0.02)
            await asked(lambda: connection.cursor().execute("SELECT pg_notify('upwell_later', 'now')"))
            while heard[-1] != "now":
                await asyncio.sleep(0.02)
        del listener.hearers["upwell_later"]

    play(story)
