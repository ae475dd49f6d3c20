"""Doors to files: adding one, playing it, taking it along."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.media import actions
from upwell.media.models import StoredFile
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest

YEAR = 60 * 60 * 24 * 365
PIECE = 256 * 1024  # bytes in memory at once
# bytes of one answer to a player: it asks again for what follows, so that nobody on a slow line holds a thread for an hour
WINDOW = 2 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@members_only
@require_safe
def file(request: MemberRequest, sha256: str) -> HttpResponseBase:
    """A file, to members only: videos and sounds play and can be wound to any place (HTTP ranges), the rest downloads."""
    row = get_object_or_404(StoredFile, sha256=sha256)
    path = settings.FILES / row.file
    if not path.is_file():
        raise Http404
    headers = _headers(row, is_wanted="take" in request.GET)
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", headers["ETag"]) != headers["ETag"]:
        return _part(row, path, 0, row.byte_count, 200, headers)
    begin, end = _window(asked, row.byte_count)
    if begin >= end:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{row.byte_count}"})
    headers["Content-Range"] = f"bytes {begin}-{end - 1}/{row.byte_count}"
    return _part(row, path, begin, end, 206, headers)


@members_only
@require_POST
def add_file(request: MemberRequest) -> JsonResponse:
    """Add a file: a form's `file`, or the bare bytes as the body with the name in X-File-Name.

    Answers with its SHA-256, name, type and length, or with a sentence that says what is wrong with it.
    """
    if request.content_type == "multipart/form-data":
        sent = request.FILES.get("file")
        if sent is None:
            return _refused(too_large() if is_too_large(request) else _("Choose a file first."))
        chunks, name = sent.chunks(PIECE), sent.name or ""
    else:
        chunks, name = iter(lambda: request.read(PIECE), b""), unquote(request.headers.get("X-File-Name", ""))
    try:
        row = actions.add_file(chunks, name=name, by=request.user)
    except ValidationError as refusal:
        return _refused(" ".join(refusal.messages))
    told = {"sha256": row.sha256, "name": row.name, "type": row.content_type, "bytes": row.byte_count}
    return JsonResponse({**told, "kind": row.kind, "url": row.get_absolute_url()}, status=201)


def _refused(fault: str) -> JsonResponse:
    return JsonResponse({"fault": fault}, status=422)


def _headers(row: StoredFile, *, is_wanted: bool) -> dict[str, str]:
    """Nothing of a file may run here: its type is ours, not guessed again, and where it is not played it is saved."""
    placed = "inline" if row.is_played and not is_wanted else "attachment"
    plain = re.sub(r"[^A-Za-z0-9 ._-]", "_", row.name)
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": f"private, max-age={YEAR}, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": f"{placed}; filename=\"{plain}\"; filename*=UTF-8''{quote(row.name, safe='')}",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{row.sha256}"',
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
    row: StoredFile, path: Path, begin: int, end: int, status: int, headers: dict[str, str]
) -> StreamingHttpResponse:
    headers = {**headers, "Content-Length": str(end - begin)}
    return StreamingHttpResponse(
        _pieces(path, begin, end), status=status, content_type=row.content_type, headers=headers
    )


def _pieces(path: Path, begin: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as content:
        content.seek(begin)
        while begin < end and (piece := content.read(min(PIECE, end - begin))):
            begin += len(piece)
            yield piece
