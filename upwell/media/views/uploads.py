"""Doors to files that come in pieces: the tus protocol 1.0, so that any of its clients may be used.

Creation (also without knowing the length yet), checksums, expiration and taking back. Who sends is known by the session
or by a bearer token. A session alone is not enough for a change: the protocol's own header must be there, which another
site cannot send without asking, and where the browser says which page asked, it must be ours.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import http_date
from django.utils.translation import gettext as _

from upwell.core.access import members_only
from upwell.media.actions import uploads as actions
from upwell.media.models import Upload
from upwell.media.recordings.partial import ALGORITHMS
from upwell.media.recordings.refusals import UploadRefused
from upwell.media.recordings.upload import pairs_in
from upwell.media.views.files import told_of
from upwell.people.queries import person_for_token
from upwell.people.requests import MemberRequest

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-defer-length,checksum,termination,expiration"
PIECE = 128 * 1024  # bytes in memory at once, and what is lost at most where a connection breaks
PIECES_TYPE = "application/offset+octet-stream"
READING = {"GET", "HEAD", "OPTIONS"}
NUMBER = re.compile(r"\d{1,18}")

View = Callable[..., HttpResponseBase]


def tus(view: View) -> View:
    """Know who sends, refuse what another site may have asked for, and put the protocol's headers on every answer."""

    @wraps(view)
    def answered(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponseBase:
        response = _refused_at_the_door(request) or _with_words(view, request, *arguments, **keywords)
        response.headers["Tus-Resumable"] = VERSION
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # the door itself looks at where a request comes from
    return answered


@tus
@members_only
def uploads(request: MemberRequest) -> HttpResponse:
    """OPTIONS says what is possible here; POST begins a file and answers with where its pieces go."""
    if request.method == "OPTIONS":
        return _what_is_possible()
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "OPTIONS, POST"})
    metadata = request.headers.get("Upload-Metadata", "")
    said = pairs_in(metadata)  # `filename` as most clients say, or `name`; `take` where it waits to be used
    upload = actions.start_upload(
        by=request.user,
        name=_decoded(said.get("filename") or said.get("name") or "").decode("utf-8", "replace"),
        byte_count=_promised_length(request),
        metadata=metadata,
        is_take="take" in said,
    )
    return HttpResponse(status=201, headers={"Location": upload.get_absolute_url(), **_state(upload)})


@tus
@members_only
def upload(request: MemberRequest, key: str) -> HttpResponse:
    """HEAD says how much is here, PATCH brings more, DELETE takes it back; GET tells a page what became of it."""
    row = get_object_or_404(Upload.objects.visible_to(request.user).select_related("file"), key=key)
    method = (
        request.headers.get("X-HTTP-Method-Override", request.method) if request.method == "POST" else request.method
    )
    if method == "HEAD":
        return _how_far(row)
    if method == "GET":
        return _told(row)
    if method == "PATCH":
        return _more(request, row)
    if method == "DELETE":
        actions.drop_upload(row, by=request.user)
        return HttpResponse(status=204)
    return HttpResponse(status=405, headers={"Allow": "GET, HEAD, PATCH, DELETE"})


def _refused_at_the_door(request: HttpRequest) -> HttpResponse | None:
    bearer = request.headers.get("Authorization", "")
    if bearer.startswith("Bearer "):
        person = person_for_token(bearer.removeprefix("Bearer ").strip())
        if person is None:
            return _plain(_("This token is not, or no longer, known here."), 401)
        request.user = person
    elif not request.user.is_authenticated:
        return None if request.method == "GET" else _plain(_("Sign in first."), 401)
    elif request.method not in READING and not _is_from_here(request):
        return _plain(_("This came from another site, and was not done."), 403)
    needs_version = request.method not in {"GET", "OPTIONS"}
    if needs_version and request.headers.get("Tus-Resumable") != VERSION:
        answer = _plain(_("Say Tus-Resumable: %(version)s.") % {"version": VERSION}, 412)
        answer.headers["Tus-Version"] = VERSION
        return answer
    return None


def _is_from_here(request: HttpRequest) -> bool:
    """What the browser says of the page that asked; a program that is no browser says nothing, and no other site uses it."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None or origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    return origin == f"{request.scheme}://{request.get_host()}" and bool(urlsplit(origin).hostname)


def _with_words(view: View, request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponseBase:
    """The view's answer, or its refusal as one sentence in plain text."""
    try:
        return view(request, *arguments, **keywords)
    except UploadRefused as refusal:
        return _plain(" ".join(refusal.messages), refusal.status)
    except ValidationError as refusal:
        return _plain(" ".join(refusal.messages), 400)
    except Http404:
        return _plain(_("This upload is not here."), 404)
    except PermissionDenied:
        return _plain(_("You may not do this."), 403)


def _what_is_possible() -> HttpResponse:
    headers = {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(settings.UPLOAD_MAX_BYTES),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    }
    return HttpResponse(status=204, headers=headers)


def _how_far(row: Upload) -> HttpResponse:
    if row.fault:
        return _plain(row.fault, 410)
    headers = _state(row)
    if row.metadata:
        headers["Upload-Metadata"] = row.metadata
    return HttpResponse(status=200, headers=headers)


def _told(row: Upload) -> JsonResponse:
    """What a page shows: how much is here, and the file it has become, or why it has not."""
    told: dict[str, Any] = {"name": row.name, "bytes": row.byte_count, "offset": row.offset, "fault": row.fault}
    if row.file:
        told["file"] = told_of(row.file)
    return JsonResponse(told)


def _more(request: MemberRequest, row: Upload) -> HttpResponse:
    if request.content_type != PIECES_TYPE:
        return _plain(_("Send pieces as %(type)s.") % {"type": PIECES_TYPE}, 415)
    offset = _number(request, "Upload-Offset")
    if (length := request.headers.get("Upload-Length")) is not None and NUMBER.fullmatch(length):
        row = actions.say_length(row, by=request.user, byte_count=int(length))
    row = actions.keep_on(row, by=request.user)
    checksum = _checksum(request)
    _give_connection_back()
    actions.receive_pieces(row, by=request.user, offset=offset, pieces=_pieces(request), checksum=checksum)
    if row.is_ripe:
        row = actions.finish_upload(row, by=request.user)
    if row.fault:
        return _plain(row.fault, 422)
    return HttpResponse(status=204, headers=_state(row))


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """What comes, until it ends or the connection breaks; what came before that counts."""
    try:
        while piece := request.read(PIECE):
            yield piece
    except (UnreadablePostError, OSError):
        return


def _give_connection_back() -> None:
    """A slow sender holds a thread, and must not hold one of the few connections to the database as well."""
    if not connection.in_atomic_block:
        connection.close()


def _state(row: Upload) -> dict[str, str]:
    """How much is here, of how much, and until when it is kept."""
    headers = {"Upload-Offset": str(row.offset), "Upload-Expires": http_date(row.expires_at.timestamp())}
    if row.byte_count is None:
        headers["Upload-Defer-Length"] = "1"
    else:
        headers["Upload-Length"] = str(row.byte_count)
    return headers


def _promised_length(request: HttpRequest) -> int | None:
    is_deferred = request.headers.get("Upload-Defer-Length") == "1"
    if is_deferred == ("Upload-Length" in request.headers):
        raise ValidationError(_("Say Upload-Length, or Upload-Defer-Length: 1."))
    return None if is_deferred else _number(request, "Upload-Length")


def _number(request: HttpRequest, header: str) -> int:
    value = request.headers.get(header, "")
    if not NUMBER.fullmatch(value):
        raise ValidationError(_("%(header)s must be a number of bytes.") % {"header": header})
    return int(value)


def _checksum(request: HttpRequest) -> tuple[str, bytes] | None:
    given = request.headers.get("Upload-Checksum")
    if given is None:
        return None
    algorithm, _space, digest = given.partition(" ")
    if algorithm not in ALGORITHMS:
        raise ValidationError(_("Checksums may be: %(names)s.") % {"names": ", ".join(ALGORITHMS)})
    return algorithm, _decoded(digest)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValidationError(_("What is in base64 there cannot be read.")) from error


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
