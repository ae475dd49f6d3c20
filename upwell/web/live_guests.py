"""Who is in a room: one connection each, what it sent, and whether it may still be there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings

from upwell.library.models import Item
from upwell.library.permissions import can_edit
from upwell.people.models import Person


class Guest:
    """One connection in a room: who it is, and what is to be sent to it. `close` ends it with a code."""

    def __init__(self, person: Person, session: str, close: Callable[[int], None]) -> None:
        self.person = person
        self.session = session
        self.close = close
        self.outbox: asyncio.Queue[bytes] = asyncio.Queue(maxsize=1000)
        self.is_refused = False
        self.stored = 0
        self.received = 0

    def tell(self, message: bytes) -> None:
        """Send a message soon. Somebody who takes nothing for so long is let go, and comes back when they can."""
        try:
            self.outbox.put_nowait(message)
        except asyncio.QueueFull:
            self.close(1013)


@dataclass
class Change:
    """What somebody typed, and which of their changes it is; `state` instead asks for what they lack."""

    guest: Guest
    update: bytes = b""
    number: int = 0
    state: bytes | None = None


def who_may_write(item: Item, sessions: dict[str, Person]) -> set[str]:
    """Which of these sessions are still signed in as somebody who may write on this item."""
    item = Item.objects.get(pk=item.pk)
    ids = {person.pk for person in sessions.values()}
    allowed = {person.pk for person in Person.objects.filter(pk__in=ids, is_active=True) if can_edit(person, item)}
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    return {key for key, person in sessions.items() if person.pk in allowed and store.exists(key)}
