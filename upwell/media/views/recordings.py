"""Doors to recordings: how one plays, its pieces by range, its picture, and where one left off.

Each address begins with a ticket: signed, for one person, for some hours. Whoever drew the page has asked whether they may.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.store import store
from upwell.media.actions.recordings import note_viewing
from upwell.media.models import MakingState, Recording, Rendition, Transcript, Viewing
from upwell.media.recordings.captions import vtt
from upwell.media.recordings.cuts import is_cut, moved
from upwell.media.recordings.tickets import HOURS, recording_for
from upwell.media.views.ranged import answer_with, careful
from upwell.people.requests import MemberRequest

LIST = "application/vnd.apple.mpegurl"


@members_only
@require_safe
def recording(request: MemberRequest, ticket: str) -> JsonResponse:
    """How far it is, how it plays, what went wrong with it, and where this person left off.

    All seconds are those of the file as it came; what plays is without `shown_cuts`, and players pass over `cuts`.
    """
    row = _row(request, ticket)
    viewing = Viewing.objects.filter(person=request.user, recording=row).first()
    sizes = [
        {"label": size.label, "width": size.width, "url": _address("piece", ticket, size.label)}
        for size in row.shown_sizes()
    ]
    told: dict[str, Any] = {
        "state": row.state,
        "percent": row.percent,
        "fault": row.fault,
        "edition": row.shown_edition,
        "seconds": row.seconds,
        "second": viewing.second if viewing else 0,
        "cuts": row.cuts,
        "shown_cuts": row.shown_cuts,
        "chapters": [[second, title] for second, title in row.chapters if not is_cut(row.cuts, second)],
        "sizes": sizes,
        "list": _address("master", ticket) if sizes else "",
        "captions": _address("captions", ticket) if _transcript(row) else "",
        "poster": f"{_address('poster', ticket)}?{row.shown_edition}" if row.has_poster else "",
        "strip": {"url": f"{_address('strip', ticket)}?{row.shown_edition}", "every": row.strip_every}
        if row.strip_every
        else None,
    }
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


@members_only
@require_safe
def master(request: MemberRequest, ticket: str) -> HttpResponse:
    """The HLS list of all sizes that are there by now."""
    row = _row(request, ticket)
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for size in row.shown_sizes():
        shape = f",RESOLUTION={size.width}x{size.height}" if size.height else ""
        lines += [
            f"#EXT-X-STREAM-INF:BANDWIDTH={max(size.bits_per_second, 1)}{shape}",
            _address("pieces", ticket, size.label),
        ]
    return _list("\n".join([*lines, ""]))


@members_only
@require_safe
def pieces(request: MemberRequest, ticket: str, label: str) -> HttpResponse:
    """The HLS list of the pieces of one size."""
    row = _row(request, ticket)
    size = _size(row, label)
    try:
        told = b"".join(store().pieces(row.place(f"{size.label}.m3u8")))
    except FileNotFoundError as error:
        raise Http404 from error
    return _list(told.decode().replace(f"{size.label}.mp4", _address("piece", ticket, size.label)))


@members_only
@require_safe
def piece(request: MemberRequest, ticket: str, label: str) -> HttpResponseBase:
    """One size as a film that plays by itself, or the part of it that a player asks for."""
    row = _row(request, ticket)
    size = _size(row, label)
    content_type = "video/mp4" if size.height else "audio/mp4"
    pieces = partial(store().pieces, row.place(f"{size.label}.mp4"))
    headers = careful(f"private, max-age={HOURS * 3600}")
    return answer_with(request, pieces, size.byte_count, content_type=content_type, headers=headers)


@members_only
@require_safe
def poster(request: MemberRequest, ticket: str) -> HttpResponse:
    """The picture that stands there until it plays."""
    return _picture(_row(request, ticket).place("poster.jpg"))


@members_only
@require_safe
def strip(request: MemberRequest, ticket: str) -> HttpResponse:
    """Small pictures of it side by side, for whoever moves along the bar."""
    return _picture(_row(request, ticket).strip)


@members_only
@require_safe
def captions(request: MemberRequest, ticket: str) -> HttpResponse:
    """What is said, as a player shows it."""
    row = _row(request, ticket)
    found = _transcript(row)
    if found is None:
        raise Http404
    told = vtt(moved(found.lines, row.shown_cuts))
    return HttpResponse(told, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": "no-store"})


@members_only
@require_safe
def film(request: MemberRequest, ticket: str) -> HttpResponseBase:
    """The largest size there is, as a film to play or (`take`) to take along: what was cut out is not in it."""
    size = _row(request, ticket).shown_sizes().last()
    if size is None:
        raise Http404
    answer = piece(request, ticket, size.label)
    if "take" in request.GET:
        answer["Content-Disposition"] = f'attachment; filename="{size.label}.mp4"'
    return answer


@members_only
@require_POST
def seen(request: MemberRequest, ticket: str) -> HttpResponse:
    """Keep where one left off, and what one has played: JSON with `second` and `played` [[from, to], ...]."""
    row = _row(request, ticket)
    try:
        told = json.loads(request.body)
        second = float(told["second"])
        played = [(float(begin), float(end)) for begin, end in told.get("played", [])][:100]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return HttpResponse(status=400)
    if not all(number == number and abs(number) < 10**9 for pair in [(second, second), *played] for number in pair):
        return HttpResponse(status=400)
    note_viewing(row, by=request.user, second=second, played=played)
    return HttpResponse(status=204)


def _row(request: MemberRequest, ticket: str) -> Recording:
    row = recording_for(ticket, request.user)
    if row is None:
        raise Http404
    return row


def _transcript(row: Recording) -> Transcript | None:
    return Transcript.objects.filter(recording=row, state=MakingState.READY).first()


def _picture(place: str) -> HttpResponse:
    try:
        content = b"".join(store().pieces(place))
    except FileNotFoundError as error:
        raise Http404 from error
    return HttpResponse(content, content_type="image/jpeg", headers=careful(f"private, max-age={HOURS * 3600}"))


def _size(row: Recording, label: str) -> Rendition:
    for size in row.renditions.all():
        if size.label == label:
            return size
    raise Http404


def _address(name: str, ticket: str, *more: str) -> str:
    return reverse(f"media:{name}", args=[ticket, *more])


def _list(told: str) -> HttpResponse:
    return HttpResponse(told, content_type=LIST, headers={"Cache-Control": "no-store"})
