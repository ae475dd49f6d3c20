"""The rooms that are open in this process: opened for the first who comes, let go some time after the last has left."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

from upwell.library.actions.coediting import AUTHORS_CHANNEL, CHANNEL
from upwell.library.actions.remarking import REMARKS_CHANNEL
from upwell.library.documents.framing import remarks_message
from upwell.library.models import Document, Item
from upwell.library.queries.documents import BEGINNING, Tail, tail_of
from upwell.web.live_database import close_connections, in_database
from upwell.web.live_guests import Guest
from upwell.web.live_listening import MISSED, listener
from upwell.web.live_rooms import Room

IDLE_SECONDS = 30.0  # a page that is only loaded anew finds its room still open
CHECK_SECONDS = 60.0  # sessions end without a word


class House:
    """All rooms, by the number of their item."""

    def __init__(self) -> None:
        self.rooms: dict[int, asyncio.Future[Room]] = {}
        self.checker: asyncio.Task[None] | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    async def enter(self, item: Item, guest: Guest) -> Room:
        """The room of this item, with `guest` in it."""
        listener.start()
        if self.checker is None or self.checker.done():
            self.checker = asyncio.create_task(self._check_always())
        if item.pk not in self.rooms:
            self.rooms[item.pk] = asyncio.ensure_future(self._open(item))
        try:
            room = await asyncio.shield(self.rooms[item.pk])
        except BaseException:
            self.rooms.pop(item.pk, None)
            raise
        if room.is_closing:
            return await self.enter(item, guest)
        room.guests.add(guest)
        return room

    def leave(self, room: Room, guest: Guest) -> None:
        """`guest` has left; an empty room is let go after a while."""
        room.leave(guest)
        if not room.guests:
            asyncio.get_running_loop().call_later(IDLE_SECONDS, self._let_go, room)

    async def close(self) -> None:
        """Let go of all rooms, now."""
        for future in [*self.rooms.values()]:
            await self._close(await future)
        if self.checker is not None:
            self.checker.cancel()
            self.checker = None
        await close_connections()

    async def _open(self, item: Item) -> Room:
        document, tail = await in_database(_stored, item)
        room = Room(item=item, doc=tail.doc(), last=tail.last, size=tail.size, epoch=document.epoch)
        if tail.last > document.settled:
            room.settle_soon()
        return room

    def _let_go(self, room: Room) -> None:
        if not room.guests and not room.is_closing:
            self._begin(self._close(room))

    async def _close(self, room: Room) -> None:
        room.is_closing = True
        self.rooms.pop(room.item.pk, None)
        await room.close()

    async def _check_always(self) -> None:
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            for room in self._open_rooms():
                await room.check_guests()

    def hear_of_document(self, payload: str) -> None:
        """Something was stored: '12:345', update 345 of item 12; '' where that may have been missed."""
        number, _, update = payload.partition(":")
        for room in self._open_rooms(number):
            if payload == MISSED or int(update) > room.last:
                room.look()

    def hear_of_authors(self, payload: str) -> None:
        """Who may write changed, for one item or ('') for all."""
        for room in self._open_rooms(payload):
            self._begin(room.check_guests())

    def hear_of_remarks(self, payload: str) -> None:
        """Something is said of the draft of one item, or ('') may be of any."""
        for room in self._open_rooms(payload):
            room.tell(remarks_message())

    def _open_rooms(self, number: str = MISSED) -> list[Room]:
        chosen = self.rooms.values() if number == MISSED else filter(None, [self.rooms.get(int(number))])
        return [
            future.result() for future in chosen if future.done() and not future.cancelled() and not future.exception()
        ]

    def _begin(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


def _stored(item: Item) -> tuple[Document, Tail]:
    document = Document.objects.get(pk=item.pk)
    return document, tail_of(document, since=BEGINNING)


house = House()
listener.hear(CHANNEL, lambda payload: house.hear_of_document(payload))
listener.hear(AUTHORS_CHANNEL, lambda payload: house.hear_of_authors(payload))
listener.hear(REMARKS_CHANNEL, lambda payload: house.hear_of_remarks(payload))
