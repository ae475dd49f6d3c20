"""Answering with a file, or with the part of it that a player asks for (HTTP ranges), a piece in memory at a time."""

import re
from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

# bytes of one answer to a player: it asks again for what follows, so that nobody on a slow line holds a thread for an hour
WINDOW = 2 * 1024 * 1024
Pieces = Callable[[int, int], Iterator[bytes]]  # from which byte, and to which (not included)
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def answer_with(
    request: HttpRequest, pieces: Pieces, length: int, *, content_type: str, headers: dict[str, str]
) -> HttpResponseBase:
    """`length` bytes that `pieces` gives: all of them, or what the range says; 304 and If-Range by the ETag among
    `headers`, if any. What is not there is a 404."""
    mark = headers.get("ETag")
    headers = {"Accept-Ranges": "bytes", **headers}
    if mark and request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers=headers)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", mark) != mark:
        return _part(pieces, 0, length, 200, content_type, headers)
    begin, end = _window(asked, length)
    if begin >= end:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{length}"})
    headers["Content-Range"] = f"bytes {begin}-{end - 1}/{length}"
    return _part(pieces, begin, end, 206, content_type, headers)


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
    pieces: Pieces, begin: int, end: int, status: int, content_type: str, headers: dict[str, str]
) -> StreamingHttpResponse:
    headers = {**headers, "Content-Length": str(end - begin)}
    try:
        content = pieces(begin, end)
    except FileNotFoundError as error:
        raise Http404 from error
    return StreamingHttpResponse(content, status=status, content_type=content_type, headers=headers)
