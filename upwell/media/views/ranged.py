"""Answering with a file, or with the part of it that a player asks for (HTTP ranges), a piece in memory at a time."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

PIECE = 256 * 1024  # bytes in memory at once
# bytes of one answer to a player: it asks again for what follows, so that nobody on a slow line holds a thread for an hour
WINDOW = 2 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def answer_with(request: HttpRequest, path: Path, *, content_type: str, headers: dict[str, str]) -> HttpResponseBase:
    """What lies at `path`: all of it, or what the range says; 304 and If-Range by the ETag among `headers`, if any."""
    length, mark = path.stat().st_size, headers.get("ETag")
    headers = {"Accept-Ranges": "bytes", **headers}
    if mark and request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers=headers)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", mark) != mark:
        return _part(path, 0, length, 200, content_type, headers)
    begin, end = _window(asked, length)
    if begin >= end:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{length}"})
    headers["Content-Range"] = f"bytes {begin}-{end - 1}/{length}"
    return _part(path, begin, end, 206, content_type, headers)


def careful(cache: str) -> dict[str, str]:
    """Headers under which nothing of a file runs here, its type is not guessed again, and no other site shows it."""
    return {
        "Cache-Control": cache,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def _window(asked: re.Match[str], length: int) -> tuple[int, int]:
    """From where to where (not included) to answer; an empty one where there is nothing to give."""
    first, last = asked[1], asked[2]
    if not first:
        return (max(0, length - int(last)), length) if last and int(last) else (length, length)
    begin = int(first)
    end = min(length, int(last) + 1 if last else length, begin + WINDOW)
    return begin, end


def _part(
    path: Path, begin: int, end: int, status: int, content_type: str, headers: dict[str, str]
) -> StreamingHttpResponse:
    headers = {**headers, "Content-Length": str(end - begin)}
    return StreamingHttpResponse(_pieces(path, begin, end), status=status, content_type=content_type, headers=headers)


def _pieces(path: Path, begin: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as content:
        content.seek(begin)
        while begin < end and (piece := content.read(min(PIECE, end - begin))):
            begin += len(piece)
            yield piece
