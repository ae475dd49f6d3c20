"""The doors to recording: the page one records on, the same inside the page one writes on, and what becomes of a take."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import members_only
from upwell.library.actions.recording import start_from_film, start_from_take
from upwell.library.queries.recorder import recorder, take_named
from upwell.library.views.starting import need_in
from upwell.media.actions.joining import join_takes
from upwell.media.models import Upload
from upwell.media.queries import takes_of
from upwell.media.recordings.refusals import size_in_words
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: MemberRequest) -> HttpResponse:
    """Record something, bring a film, or go on with a take of the last days (?take=). ?for_need_id= says for which need.

    A film that comes with a form (`film`), as browsers without script send it, becomes a draft at once.
    """
    if request.method != "POST":
        return _page(request)
    sent = request.FILES.get("film")
    try:
        if sent is None:
            raise ValidationError(too_large() if is_too_large(request) else _("Choose a film or a sound first."))
        title, name = request.POST.get("title", ""), sent.name or ""
        item = start_from_film(
            sent.chunks(), name=name, by=request.user, title=title, for_need_id=need_in(request.POST)
        )
    except ValidationError as refusal:
        return _page(request, film_fault=" ".join(refusal.messages))
    return redirect("library:edit", item.pk)


@members_only
@require_POST
def use(request: MemberRequest) -> HttpResponse:
    """Make a draft of the take `take`, under `title`, and go on to the page one writes on."""
    take = take_named(request.POST.get("take", ""), request.user)
    if take is None:
        raise Http404
    title = request.POST.get("title", "")
    try:
        item = start_from_take(take, by=request.user, title=title, for_need_id=need_in(request.POST))
    except ValidationError as refusal:
        return _page(request, fault=" ".join(refusal.messages))
    return redirect("library:edit", item.pk)


@members_only
@require_POST
def join(request: MemberRequest) -> HttpResponse:
    """Make one take of those that are ticked (`take`), in the order in which they come."""
    keys = request.POST.getlist("take")
    found = {take.key: take for take in takes_of(request.user)}
    if any(key not in found for key in keys):
        raise Http404
    try:
        join_takes([found[key] for key in keys], by=request.user)
    except ValidationError as refusal:
        return _page(request, join_fault=" ".join(refusal.messages), ticked=keys)
    return redirect(f"{reverse('library:record')}#takes")


@members_only
@require_safe
def here(request: MemberRequest) -> HttpResponse:
    """The recorder alone, for the page one writes on."""
    return render(request, "library/record_here.html", recorder())


def _page(
    request: MemberRequest, *, fault: str = "", film_fault: str = "", join_fault: str = "", ticked: Sequence[str] = ()
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    chosen = take_named(given.get("take", ""), request.user)
    if chosen is not None and not chosen.is_usable and not fault:
        chosen = None
    takes = takes_of(request.user)
    context = recorder() | {
        "chosen": chosen,
        "takes": [take for take in takes if take != chosen],
        "joinable": _in_order([take for take in takes if take.is_usable], ticked),
        "ticked": ticked,
        "join_fault": join_fault,
        "title": given.get("title", ""),
        "for_need_id": need_in(given),
        "fault": fault,
        "film_fault": film_fault,
        "largest": size_in_words(settings.UPLOAD_MAX_BYTES),
    }
    return render(request, "library/record.html", context, status=422 if fault or film_fault or join_fault else 200)


def _in_order(takes: list[Upload], ticked: Sequence[str]) -> list[Upload]:
    """Those that are ticked as they were put, then the others, the first recorded first."""
    places = {key: place for place, key in enumerate(ticked)}
    return sorted(takes, key=lambda take: (places.get(take.key, len(places)), take.pk))
