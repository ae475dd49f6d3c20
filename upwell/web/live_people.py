"""Who is on a page, and where: the awareness of the y-protocols, with names that nobody can choose for themselves.

An update is a count, then for each client its number, a clock, and its state as JSON ('null': it has left).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pycrdt import write_message, write_var_uint

from upwell.library.documents.framing import read_number
from upwell.people.models import Person

LARGEST_STATE = 20_000  # bytes of one client's state: a name and a selection
MOST_CLIENTS = 5  # of one connection: a browser has one, and a new one after it was reloaded
LEFT = "null"


@dataclass
class Presence:
    """One client on a page, with what was last said of it."""

    clock: int
    state: str
    connection: object


class People:
    """The clients on one page."""

    def __init__(self) -> None:
        self.clients: dict[int, Presence] = {}
        self.changed: set[int] = set()

    def hear(self, data: bytes, connection: object, person: Person) -> None:
        """Take in what a connection says of its own clients; what it says of others', or cannot be read, is passed over."""
        for client, clock, state in _read(data):
            known = self.clients.get(client)
            if known and (known.connection is not connection or known.clock >= clock):
                continue
            own = sum(1 for presence in self.clients.values() if presence.connection is connection)
            if known is None and (own >= MOST_CLIENTS or state == LEFT):
                continue
            self.clients[client] = Presence(clock, _signed(state, person), connection)
            self.changed.add(client)

    def leave(self, connection: object) -> None:
        """A connection is gone, and its clients with it."""
        for client, presence in self.clients.items():
            if presence.connection is connection and presence.state != LEFT:
                presence.clock, presence.state = presence.clock + 1, LEFT
                self.changed.add(client)

    def take_changes(self) -> bytes | None:
        """What changed since this was asked last, as an update; None where nothing did. Who has left is then forgotten."""
        changed, self.changed = self.changed, set()
        if not changed:
            return None
        told = self._told(changed)
        for client in changed:
            if self.clients[client].state == LEFT:
                del self.clients[client]
        return told

    def everybody(self) -> bytes | None:
        """All who are here, for somebody who comes; None where nobody is."""
        return self._told(set(self.clients)) if self.clients else None

    def _told(self, clients: set[int]) -> bytes:
        rows = [
            write_var_uint(client)
            + write_var_uint(self.clients[client].clock)
            + write_message(self.clients[client].state.encode())
            for client in sorted(clients)
        ]
        return write_var_uint(len(rows)) + b"".join(rows)


def _read(data: bytes) -> list[tuple[int, int, str]]:
    found = []
    try:
        count, place = read_number(data, 0)
        for _client in range(min(count, MOST_CLIENTS)):
            client, place = read_number(data, place)
            clock, place = read_number(data, place)
            length, place = read_number(data, place)
            if length > LARGEST_STATE or place + length > len(data):
                return []
            found.append((client, clock, data[place : place + length].decode()))
            place += length
    except (IndexError, ValueError):
        return []
    return found


def _signed(state: str, person: Person) -> str:
    """The state, with the person's own number and name, whatever it said."""
    try:
        said: Any = json.loads(state)
    except (ValueError, RecursionError):
        return LEFT
    if not isinstance(said, dict):
        return LEFT
    user = said.get("user")
    if isinstance(user, dict):
        said["user"] = {**user, "id": str(person.pk), "name": person.name}
    return json.dumps(said)
