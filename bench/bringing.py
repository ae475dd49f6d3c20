"""Brings a film of many gigabytes over a connection that drops again and again, and looks whether it arrived bit for bit."""

import hashlib
import http.client
import json
import random
import socket
import struct
import time
from collections.abc import Iterator

BLOCK = 1024 * 1024  # bytes
HEAD = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
PATIENCE_SECONDS = 600  # the last answer comes once all of it has been looked through


def bring(port: int, token: str, *, gigabytes: float, drops: int) -> None:
    """Send it, cut the connection `drops` times at places drawn by chance (seed 7), and print how long it took."""
    length = int(gigabytes * 1024**3)
    chance = random.Random(7)
    places = sorted(chance.randrange(length) for _drop in range(drops))
    begun = time.time()
    address, went_on = _begin(port, token, length), []
    for until in [*places, length]:
        offset = _offset(port, token, address)
        went_on.append(offset)
        _send(port, token, address, offset, until, length)
    sent = time.time() - begun
    whole = hashlib.sha256()
    for block in _blocks(0, length, length):
        whole.update(block)
    kept = _kept(port, token, address)
    is_same = kept == whole.hexdigest()
    print(
        f"{gigabytes:g} GB over a connection that dropped {drops} times: {'bit for bit' if is_same else 'NOT THE SAME'},"
        f" {sent:.0f} s ({length / sent / 1e6:.0f} MB/s)",
        flush=True,
    )
    if not is_same:
        raise SystemExit(f"kept as {kept}, sent as {whole.hexdigest()}; it went on from {went_on}")


def _blocks(begin: int, end: int, length: int) -> Iterator[bytes]:
    """The film from byte `begin` to `end`: after its head, blocks of noise, each another by its number."""
    noise = random.Random(1).randbytes(BLOCK)
    for number in range(begin // BLOCK, -(-end // BLOCK)):
        block = bytearray(noise)
        struct.pack_into("!Q", block, 0, number)
        struct.pack_into("!Q", block, BLOCK // 2, number * 0x9E3779B97F4A7C15 % 2**64)
        if number == 0:
            block[: len(HEAD)] = HEAD
        first = number * BLOCK
        yield bytes(block[max(0, begin - first) : min(end, length) - first])


def _headers(token: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Tus-Resumable": "1.0.0", **more}


def _ask(port: int, method: str, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    connection.request(method, path, None, headers)
    return connection.getresponse()


def _begin(port: int, token: str, length: int) -> str:
    said = {"Upload-Length": str(length), "Upload-Metadata": "filename ZmlsbS5tcDQ="}  # film.mp4
    answer = _ask(port, "POST", "/uploads/", _headers(token, **said))
    assert answer.status == 201, (answer.status, answer.read()[:500])
    return str(answer.headers["Location"])


def _offset(port: int, token: str, address: str) -> int:
    """How much is there, once whoever held the connection that dropped has noticed."""
    last = -1
    while True:
        answer = _ask(port, "HEAD", address, _headers(token))
        assert answer.status == 200, answer.status
        found = int(answer.headers["Upload-Offset"])
        if found == last:
            return found
        last = found
        time.sleep(0.2)


def _send(port: int, token: str, address: str, begin: int, until: int, length: int) -> None:
    """Send the rest, and drop the connection at `until` without a word, unless that is the end."""
    told = _headers(
        token,
        **{
            "Host": "127.0.0.1",
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(begin),
            "Content-Length": str(length - begin),
        },
    )
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as line:
        line.sendall(f"PATCH {address} HTTP/1.1\r\n{lines}\r\n".encode())
        for block in _blocks(begin, max(begin, until), length):
            line.sendall(block)
        if until < length:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        answer = line.recv(64)
        assert b" 204 " in answer, answer


def _kept(port: int, token: str, address: str) -> str:
    """Under which SHA-256 it is kept."""
    answer = _ask(port, "GET", address, _headers(token))
    told = json.loads(answer.read())
    return str(told.get("file", {}).get("sha256", told.get("fault")))
