"""Rooms: one for each module that is open for writing here, with its document in memory and everybody who writes on it.

What comes in is tried on the document at hand, stored in PostgreSQL, then told to the others and acknowledged, in that order.
One task does all of that for a room, so nothing in it happens twice at once; what arrives meanwhile goes together.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from pycrdt import Doc

from upwell.library.actions.coediting import keep_updates, settle_document
from upwell.library.blocks import Block
from upwell.library.documents.framing import Step, awareness_message, refused_message, stored_message, sync_message
from upwell.library.documents.merging import NOTHING, apply, check_size
from upwell.library.documents.watching import WatchedPage
from upwell.library.models import Document, Item
from upwell.library.queries.documents import BEGINNING, Tail, tail_of
from upwell.people.models import Person
from upwell.web.live_database import in_database, in_database_later
from upwell.web.live_guests import Change, Guest, who_may_write
from upwell.web.live_people import People

SETTLE_SECONDS = 1.5  # after the first change; a job sees to it where this process ends before
CARETS_SECONDS = 0.05  # where people are is told together
AGAIN_SECONDS = 1.0
MOST_WAITING = 200  # changes of a room not yet stored; whoever sends more waits

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Room:
    """The document of one module, and everybody who writes on it."""

    item: Item
    doc: Doc[Any]
    last: int
    size: int
    epoch: str
    guests: set[Guest] = field(default_factory=set)
    people: People = field(default_factory=People)

    def __post_init__(self) -> None:
        self.page = WatchedPage(self.doc)
        self.waiting: list[Change] = []
        self.something = asyncio.Event()
        self.space = asyncio.Event()
        self.space.set()
        self.may_be_newer = self.must_settle = self.is_closing = False
        self.is_as_stored = True
        self.settler: asyncio.TimerHandle | None = None
        self.following: asyncio.Task[None] | None = None
        self.typist: Person | None = None
        self.teller: asyncio.TimerHandle | None = None
        self.task = asyncio.create_task(self._work())

    # --- what guests do

    async def take(self, change: Change) -> None:
        """Take a change, or a question for what is missing, in its turn."""
        await self.space.wait()
        self.waiting.append(change)
        if len(self.waiting) >= MOST_WAITING:
            self.space.clear()
        self.something.set()

    def hear(self, guest: Guest, awareness: bytes) -> None:
        """Where somebody is; told to the others in a moment."""
        self.people.hear(awareness, guest, guest.person)
        self._tell_soon()

    def leave(self, guest: Guest) -> None:
        """Somebody is gone; what they sent before is still stored."""
        self.guests.discard(guest)
        self.people.leave(guest)
        self._tell_soon()

    def look(self) -> None:
        """Another process may have stored something."""
        self.may_be_newer = True
        self.something.set()

    def tell(self, message: bytes) -> None:
        """Send the same to everybody here."""
        for guest in self.guests:
            guest.tell(message)

    def settle_soon(self) -> None:
        """Let the draft follow in a moment."""
        if self.settler is None and not self.is_closing:
            self.settler = asyncio.get_running_loop().call_later(SETTLE_SECONDS, self._settle_now)

    def _settle_now(self) -> None:
        self.settler, self.must_settle = None, True
        self.something.set()

    # --- what the room does, one thing after the other

    async def _work(self) -> None:
        while not (self.is_closing and not self.waiting and not self.must_settle):
            await self.something.wait()
            self.something.clear()
            try:
                await self._once()
            except Exception:
                # the database is away, most likely; a room that stopped here would leave everybody in it without a word
                log.exception("Something went wrong with module %s; everybody comes in again.", self.item.pk)
                await self._begin_anew()

    async def _once(self) -> None:
        if self.may_be_newer:
            self.may_be_newer = False
            await self._catch_up()
        if self.waiting:
            changes, self.waiting = self.waiting, []
            self.space.set()
            if typed := [change for change in changes if change.state is None]:
                await self._store(typed)
            for change in changes:
                if change.state is not None:
                    self._answer(change.guest, change.state)
        if self.must_settle:
            self.must_settle = False
            await self._settle()

    async def _store(self, changes: list[Change]) -> None:
        """Try, store, tell. Whoever sent what cannot be kept is told so and leaves; the others' changes are kept, and so
        are those of somebody who has closed the page since."""
        changes = [change for change in changes if not change.guest.is_refused]
        good = self._tried(changes)
        if good is None:
            await self._reload()
            good = []
            for change in changes:
                if change.guest.is_refused:
                    continue  # it builds on what was refused
                if self._tried([change]) is None:
                    await self._reload(good)
                else:
                    good.append(change)
        if good:
            await self._keep(good)

    def _tried(self, changes: list[Change]) -> list[Change] | None:
        """The changes that do not fail by themselves; None where the page is no longer what it should be after them."""
        try:
            for change in changes:
                check_size(change.update, kept=self.size)
                apply(self.doc, change.update)
            self.page.check()
        except ValidationError as refusal:
            if len(changes) == 1:
                self._refuse(changes[0].guest, " ".join(refusal.messages))
            return None
        return changes

    def _refuse(self, guest: Guest, words: str) -> None:
        guest.is_refused = True
        guest.tell(refused_message(words))
        self.leave(guest)

    async def _keep(self, changes: list[Change]) -> None:
        news = [(change.guest.person, change.update) for change in changes if change.update != NOTHING]
        if news:
            try:
                await self._keep_all([*news])
            except PermissionDenied:
                await self._send_away(changes)
                await self._reload()
                allowed = [change for change in changes if not change.guest.is_refused]
                if len(allowed) < len(changes):
                    await self._store(allowed)
                return
            self._broadcast(changes)
            self.typist = changes[-1].guest.person
            self.settle_soon()
        for change in changes:
            change.guest.stored = change.number
        for guest in {change.guest for change in changes}:
            guest.tell(stored_message(guest.stored))

    async def _keep_all(self, news: list[tuple[Person | None, bytes]]) -> None:
        while (tail := await in_database(keep_updates, self.item, by=news, seen=self.last)).updates:
            # somebody wrote elsewhere at the same moment: theirs were stored first, so ours are tried once more on top
            self._take_in(tail)
            self.page.check()
        self.last = tail.last
        self.size += sum(len(update) for _person, update in news)

    def _broadcast(self, changes: list[Change]) -> None:
        frames = [(change.guest, sync_message(Step.UPDATE, change.update)) for change in changes]
        for guest in self.guests:
            if news := b"".join(frame for sender, frame in frames if sender is not guest):
                guest.tell(news)

    def _answer(self, guest: Guest, state: bytes) -> None:
        """What somebody who comes lacks, what the room has, and who is here."""
        with suppress(ValueError):
            parts = [
                sync_message(Step.MISSING, self.doc.get_update(state)),
                sync_message(Step.STATE, self.doc.get_state()),
            ]
            if everybody := self.people.everybody():
                parts.append(awareness_message(everybody))
            guest.tell(b"".join(parts))

    async def _catch_up(self) -> None:
        tail = await in_database(_tail, self.item, self.last)
        if tail.updates:
            self._take_in(tail)
            self.settle_soon()

    def _take_in(self, tail: Tail) -> None:
        for update in tail.updates:
            self.doc.apply_update(update)
            self.size += len(update)
            for guest in self.guests:
                guest.tell(sync_message(Step.UPDATE, update))
        self.last = tail.last

    async def _settle(self) -> None:
        """Give ids to what has none, and let the draft say what the page says."""
        before = self.doc.get_state()
        if self.page.name_blocks():
            update = self.doc.get_update(before)
            await self._keep_all([(None, update)])
            for guest in self.guests:
                guest.tell(sync_message(Step.UPDATE, update))
        if self.following is None or self.following.done():
            self.following = asyncio.create_task(self._follow(self.page.says(), self.last))
        else:
            self.settle_soon()

    async def _follow(self, said: tuple[str, list[Block]], last: int) -> None:
        """Nobody waits for the draft, so whoever types goes on meanwhile."""
        try:
            await in_database_later(settle_document, self.item, by=self.typist, said=said, seen=last)
        except DatabaseError:
            log.warning("The draft of module %s follows later.", self.item.pk, exc_info=True)

    async def _send_away(self, changes: Iterable[Change] = ()) -> None:
        """Close the connections of those who may no longer write here, whoever sent these changes and left among them."""
        here = self.guests | {change.guest for change in changes}  # whoever comes in meanwhile was asked at the door
        allowed = await in_database(who_may_write, self.item, {guest.session: guest.person for guest in here})
        for guest in here:
            if guest.session not in allowed:
                guest.is_refused = True
                self.leave(guest)
                guest.close(4403)

    async def check_guests(self) -> None:
        """The same, from time to time and when the authors change."""
        with suppress(DatabaseError):
            await self._send_away()

    async def _reload(self, good: list[Change] | None = None) -> None:
        """The document as it is stored, and with it those changes that are about to be."""
        with suppress(BaseException):  # a document that an update has broken may not even let go
            self.page.close()
        tail = await in_database(_stored, self.item)
        self.doc, self.last, self.size = tail.doc(), tail.last, tail.size
        for change in good or []:
            self.doc.apply_update(change.update)
        self.page = WatchedPage(self.doc)

    async def _begin_anew(self) -> None:
        """Nobody knows now what was stored and what was not: everybody comes in again and says what they have.

        Nobody is answered before the document is the stored one again: whoever were told of changes that were never stored
        would not send them once more.
        """
        for guest in [*self.guests]:
            self.leave(guest)
            guest.close(1012)
        if self.settler is not None:
            self.settler.cancel()
        self.waiting, self.must_settle, self.settler = [], False, None
        self.is_as_stored = False
        self.space.set()
        while not self.is_closing:
            await asyncio.sleep(AGAIN_SECONDS)
            with suppress(DatabaseError, OSError, ValidationError):
                await self._reload()
                self.is_as_stored = True
                return

    # --- who is where

    def _tell_soon(self) -> None:
        if self.teller is None:
            self.teller = asyncio.get_running_loop().call_later(CARETS_SECONDS, self._tell_people)

    def _tell_people(self) -> None:
        self.teller = None
        if news := self.people.take_changes():
            for guest in self.guests:
                guest.tell(awareness_message(news))

    async def close(self) -> None:
        """Store what still waits, let the draft follow, and let go."""
        self.is_closing = True
        if self.settler is not None:
            self.settler.cancel()
            self.must_settle = True
        self.something.set()
        await self.task
        if self.following is not None:
            await self.following
        if self.is_as_stored:
            await self._follow(self.page.says(), self.last)
        self.page.close()


def _stored(item: Item) -> Tail:
    return tail_of(Document.objects.get(pk=item.pk), since=BEGINNING)


def _tail(item: Item, last: int) -> Tail:
    return tail_of(Document.objects.defer("state").get(pk=item.pk), since=last)
