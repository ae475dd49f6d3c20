"""How long a keystroke takes to a co-author's screen: 20 people typing in one module while 50 are open.

It measures a running `upwell serve` from outside, as browsers see it: the time from sending a change until it arrives on each
co-author's line. By then it is checked and stored, because the server tells nobody before. Nothing else is in the figures: no
drawing, no network. Everybody types at random moments, four keys a second in the full module and one in each of the others.
"""

import argparse
import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

import psutil
from pycrdt import Doc, XmlElement, XmlFragment, XmlText, write_message, write_var_uint

from bench.client import Client
from bench.pages import children, cpu_seconds, percentile
from bench.sockets import Socket

MODULES, EDITORS = 50, 20
KEYS_A_SECOND, KEYS_ELSEWHERE = 4.0, 1.0
PARAGRAPHS = 60  # in each module: a long page
CARET_SECONDS = 0.25
SYNC, STATE, UPDATE = 0, 0, 2
STORED = 10


@dataclass
class Measured:
    """What was sent when, and how long it took to arrive and to be stored, in seconds."""

    sent: dict[bytes, float] = field(default_factory=dict)
    arrived: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    counts: bool = False


class Typist:
    """One open page and the person at it."""

    def __init__(self, socket: Socket, number: int, chance: random.Random, measured: Measured) -> None:
        self.socket = socket
        self.number = number
        self.chance = chance
        self.measured = measured
        self.doc: Doc[Any] = Doc()
        self.text: Any = None
        self.times: list[float] = []
        self.clock = 0

    async def begin(self, paragraphs: int) -> None:
        """Take the page, and add paragraphs of one's own to it; one types into the last."""
        self.socket.send(bytes([SYNC, STATE]) + write_message(self.doc.get_state()))
        data = await self.socket.receive()
        assert data is not None, "turned away"
        before = self.doc.get_state()
        page = self.doc.get("page", type=XmlFragment)
        with self.doc.transaction():
            for number in range(paragraphs):
                element = page.children.append(XmlElement("paragraph", {"block": ""}))
                self.text = element.children.append(
                    XmlText(f"Paragraph {number} of somebody, with a few words in it. ")
                )
        self._send(self.doc.get_update(before))

    def _send(self, update: bytes) -> None:
        now = time.perf_counter()
        self.times.append(now)
        self.measured.sent[update] = now
        self.socket.send(bytes([SYNC, UPDATE]) + write_message(update))

    async def type(self, rate: float, until: float) -> None:
        """Type `rate` keys a second, at random moments; say now and then where the caret is."""
        pointed = 0.0
        while (now := time.perf_counter()) < until:
            await asyncio.sleep(self.chance.expovariate(rate))
            before = self.doc.get_state()
            self.text.insert(len(self.text), self.chance.choice("etaoin shrdlu"))
            self._send(self.doc.get_update(before))
            if now - pointed > CARET_SECONDS:
                pointed, self.clock = now, self.clock + 1
                state = json.dumps({"user": {"name": "x", "hue": 7}, "cursor": {"at": len(self.text)}}).encode()
                row = write_var_uint(self.number) + write_var_uint(self.clock) + write_message(state)
                self.socket.send(bytes([1]) + write_message(write_var_uint(1) + row))

    async def listen(self) -> None:
        """Take whatever comes, and note when what others typed is here."""
        while (data := await self.socket.receive()) is not None:
            self._note(data, time.perf_counter())

    def _note(self, data: bytes, now: float) -> None:
        place = 0
        while place < len(data):
            kind, place = _number(data, place)
            if kind == STORED:
                count, place = _number(data, place)
                if self.measured.counts and count <= len(self.times):
                    self.measured.stored.append(now - self.times[count - 1])
                continue
            if kind == SYNC:
                place += 1
            length, place = _number(data, place)
            begun = self.measured.sent.get(data[place : place + length]) if kind == SYNC else None
            if begun is not None and self.measured.counts:
                self.measured.arrived.append(now - begun)
            place += length


def _number(data: bytes, place: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[place]
        number |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return number, place


async def measure(chosen: argparse.Namespace, client: Client, modules: list[int]) -> None:
    """Open everything, let everybody type, print."""
    chance = random.Random(1)
    measured = Measured()
    headers = {
        "Origin": f"http://127.0.0.1:{chosen.port}",
        "Cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items()),
    }
    wanted = [modules[0]] * EDITORS + modules[1:]
    typists = []
    for number, module in enumerate(wanted):
        socket = await Socket.open(chosen.port + 1, f"/live/modules/{module}/", headers)
        typist = Typist(socket, 1000 + number, chance, measured)
        await typist.begin(PARAGRAPHS if number >= EDITORS else PARAGRAPHS // EDITORS)
        typists.append(typist)
    listening = [asyncio.create_task(typist.listen()) for typist in typists]
    await asyncio.sleep(3)
    realtime = children(psutil.Process(chosen.pid), "asgi:application")
    used, begun = cpu_seconds(realtime), time.perf_counter()
    measured.counts = True
    until = begun + chosen.seconds
    await asyncio.gather(
        *(
            typist.type(KEYS_A_SECOND if number < EDITORS else KEYS_ELSEWHERE, until)
            for number, typist in enumerate(typists)
        )
    )
    took = time.perf_counter() - begun
    share = (cpu_seconds(realtime) - used) / took
    await asyncio.sleep(2)
    for task, typist in zip(listening, typists, strict=True):
        task.cancel()
        typist.socket.close()
    keys = sum(len(typist.times) - 1 for typist in typists)
    memory = sum(process.memory_info().rss for process in realtime) / 2**20
    print(
        f"Writing together: {EDITORS} people in one module, {len(modules)} modules open, {keys / took:.0f} keys a second"
    )
    for label, values in (("to a co-author's screen", measured.arrived), ("until stored", measured.stored)):
        figures = ", ".join(f"p{share} {percentile(values, share / 100) * 1000:.0f} ms" for share in (50, 95, 99))
        print(f"  {label:24}{figures}  ({len(values):,} times)")
    print(f"  the realtime process used {share:.0%} of a core and {memory:.0f} MB")


def start_modules(client: Client, count: int) -> list[int]:
    """Start so many modules and give their numbers."""
    numbers = []
    for number in range(count):
        answer = client.post("/make/", title=f"Written together {number}")
        assert answer.status == 302, (answer.status, answer.text[:500])
        numbers.append(int(answer.location.split("/modules/")[1].split("/")[0]))
    return numbers


def main() -> None:
    """Sign in, start the modules, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--seconds", type=float, default=30.0)
    chosen = parser.parse_args()
    client = Client(chosen.port)
    client.sign_in(chosen.email, chosen.password)
    asyncio.run(measure(chosen, client, start_modules(client, MODULES)))


if __name__ == "__main__":
    main()
