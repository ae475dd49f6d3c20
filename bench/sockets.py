"""A WebSocket client of a page, as far as measuring needs one: binary frames, no extensions, no fragments (RFC 6455)."""

import asyncio
import base64
import os
import struct

BINARY, CLOSE, PING, PONG = 2, 8, 9, 10


class Socket:
    """One open line to a server on 127.0.0.1."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(cls, port: int, path: str, headers: dict[str, str]) -> "Socket":
        """Shake hands; anything but 101 is an error."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        key = base64.b64encode(os.urandom(16)).decode()
        told = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
            **headers,
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()), "", ""]
        writer.write("\r\n".join(lines).encode())
        answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        if " 101 " not in answer.split("\r\n", 1)[0]:
            raise SystemExit(f"The realtime process refused: {answer}")
        return cls(reader, writer)

    def send(self, data: bytes, kind: int = BINARY) -> None:
        """Send one frame, masked as clients must."""
        if len(data) < 126:
            head = struct.pack("!BB", 0x80 | kind, 0x80 | len(data))
        elif len(data) < 65_536:
            head = struct.pack("!BBH", 0x80 | kind, 0x80 | 126, len(data))
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, len(data))
        # a mask of zeros changes nothing, and costs the one who measures nothing
        self.writer.write(head + bytes(4) + data)

    async def receive(self) -> bytes | None:
        """The next frame's data; None once the server has closed."""
        while True:
            first, second = await self.reader.readexactly(2)
            length = second & 127
            if length == 126:
                (length,) = struct.unpack("!H", await self.reader.readexactly(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", await self.reader.readexactly(8))
            data = await self.reader.readexactly(length)
            if first & 15 == CLOSE:
                return None
            if first & 15 == PING:
                self.send(data, PONG)
            elif first & 15 == BINARY:
                return data

    def close(self) -> None:
        """End it."""
        self.writer.close()
