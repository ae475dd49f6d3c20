"""Doors to recording: the recorder for a practice, what becomes of a take, and a film that one has."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.library.queries.recorder import recorder, take_named
from upwell.media.models import Upload
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest
from upwell.practice.actions import recording
from upwell.practice.models import Practice, Take
from upwell.practice.permissions import can_record
from upwell.practice.views.showing import carry_out, done, form_page, own_take, seen


@members_only
@form_page
def record(request: MemberRequest, practice_id: int) -> HttpResponse:
    """Record a take; sent with a `take` it is kept, or with a `film` that one has, as browsers without script send it."""
    found = seen(request, practice_id)
    if not can_record(request.user, found):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, found)
    try:
        take = recording.record_take(found, by=request.user, upload=_upload(request)) if _is_take(request) else None
        if take is None:
            take = _film(request, found)
    except ValidationError as refusal:
        return _page(request, found, fault=" ".join(refusal.messages))
    return done(request, take.get_absolute_url(), _("Kept. Only you see it, until you show it to somebody."))


@members_only
@form_page
def take_away(request: MemberRequest, take_id: int) -> HttpResponse:
    """Take a take away whole: opened, what that means; sent, done."""
    found = own_take(request, take_id)
    if request.method != "POST":
        return render(request, "practice/take_back.html", {"practice": found.practice, "take": found})
    act = partial(recording.take_back_take, found, by=request.user)
    return carry_out(request, act, _("It is taken away, for everybody."), found.practice.get_absolute_url())


@members_only
@require_POST
def keep(request: MemberRequest, take_id: int) -> HttpResponse:
    """Begin a page of the library with it."""
    item = recording.keep_in_library(own_take(request, take_id), by=request.user)
    told = _("A draft with your take. Nobody sees it until you publish it.")
    return done(request, reverse("library:edit", args=[item.pk]), told)


def _is_take(request: MemberRequest) -> bool:
    return "take" in request.POST


def _upload(request: MemberRequest) -> Upload:
    found = take_named(request.POST.get("take", ""), request.user)
    if found is None:
        raise Http404
    return found


def _film(request: MemberRequest, practice: Practice) -> Take:
    sent = request.FILES.get("film")
    if sent is None:
        raise ValidationError(too_large() if is_too_large(request) else _("Choose a film or a sound first."))
    return recording.record_film(practice, sent.chunks(), by=request.user, name=sent.name or "")


def _page(request: MemberRequest, practice: Practice, *, fault: str = "") -> HttpResponse:
    context = {**recorder(), "practice": practice, "aspects": practice.aspects.all(), "fault": fault}
    context |= {"use_url": request.path, "chosen_aim": practice.aim_seconds}
    return render(request, "practice/record.html", context, status=422 if fault else 200)
