"""Doors to files: adding one, playing it, taking it along."""

import re
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.store import PIECE, store
from upwell.media import actions
from upwell.media.models import StoredFile
from upwell.media.permissions import can_fetch_file
from upwell.media.recordings.tickets import is_let_in
from upwell.media.uploading import is_too_large, too_large
from upwell.media.views.ranged import answer_with, careful
from upwell.people.requests import MemberRequest

YEAR = 60 * 60 * 24 * 365


@members_only
@require_safe
def file(request: MemberRequest, sha256: str) -> HttpResponseBase:
    """A file for whoever has a ticket to it, and for who brought it; to everybody else it is not there.

    Videos and sounds play and can be wound to any place (HTTP ranges), the rest downloads.
    """
    row = get_object_or_404(StoredFile, sha256=sha256)
    if not is_let_in(request.GET.get("ticket", ""), row, request.user) and not can_fetch_file(request.user, row):
        raise Http404
    headers, pieces = _headers(row, is_wanted="take" in request.GET), partial(store().pieces, row.file)
    return answer_with(request, pieces, row.byte_count, content_type=row.content_type, headers=headers)


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
    return JsonResponse(told_of(row), status=201)


def told_of(row: StoredFile) -> dict[str, Any]:
    """What whoever brought a file is told of it."""
    told = {"sha256": row.sha256, "name": row.name, "type": row.content_type, "bytes": row.byte_count}
    return {**told, "kind": row.kind, "url": row.get_absolute_url()}


def _refused(fault: str) -> JsonResponse:
    return JsonResponse({"fault": fault}, status=422)


def _headers(row: StoredFile, *, is_wanted: bool) -> dict[str, str]:
    """Nothing of a file may run here: its type is ours, not guessed again, and where it is not played it is saved."""
    placed = "inline" if row.is_played and not is_wanted else "attachment"
    plain = re.sub(r"[^A-Za-z0-9 ._-]", "_", row.name)
    return {
        **careful(f"private, max-age={YEAR}, immutable"),
        "Content-Disposition": f"{placed}; filename=\"{plain}\"; filename*=UTF-8''{quote(row.name, safe='')}",
        "ETag": f'"{row.sha256}"',
    }
