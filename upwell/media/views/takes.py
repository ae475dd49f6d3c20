"""Doors to takes: looking at one's own, making a file of it, throwing it away."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.store import read
from upwell.media.actions.takes import keep_take
from upwell.media.actions.uploads import drop_upload
from upwell.media.kinds import HEAD, played
from upwell.media.models import Upload
from upwell.media.views.files import told_of
from upwell.media.views.ranged import answer_with, careful
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def take(request: MemberRequest, key: str) -> HttpResponseBase:
    """A take as far as it came, for who made it alone."""
    row = take_of(request, key)
    try:
        with row.path.open("rb") as content:
            known = played(content.read(HEAD))
    except FileNotFoundError as error:
        raise Http404 from error
    content_type = known[1] if known else "application/octet-stream"
    pieces, length = partial(read, row.path), row.path.stat().st_size
    return answer_with(request, pieces, length, content_type=content_type, headers=careful("no-store"))


@members_only
@require_POST
def keep(request: MemberRequest, key: str) -> JsonResponse:
    """Make a file of a take, for a page that shows it; answers like `add_file`, or with a sentence that says why not."""
    try:
        row = keep_take(take_of(request, key), by=request.user)
    except ValidationError as refusal:
        return JsonResponse({"fault": " ".join(refusal.messages)}, status=422)
    return JsonResponse(told_of(row), status=201)


@members_only
@require_POST
def drop(request: MemberRequest, key: str) -> HttpResponse:
    """Throw a take away. Where it became part of a page, it stays there."""
    drop_upload(take_of(request, key), by=request.user)
    return redirect("library:record")


def take_of(request: MemberRequest, key: str) -> Upload:
    """One's own take of this address; anybody else's is not there."""
    return get_object_or_404(Upload.objects.visible_to(request.user).takes(), key=key)
