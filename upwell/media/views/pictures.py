"""Doors to pictures: adding one, and looking at one."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.store import store
from upwell.media.actions import add_picture, check_picture_size
from upwell.media.models import Picture
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest

YEAR = 60 * 60 * 24 * 365


@members_only
@require_safe
def picture(request: MemberRequest, sha256: str) -> HttpResponse | StreamingHttpResponse:
    """A picture, to members only. Its address names its content, so a browser keeps it for good."""
    row = get_object_or_404(Picture, sha256=sha256)
    headers = {
        "Cache-Control": f"private, max-age={YEAR}, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline",
        "ETag": f'"{sha256}"',
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    try:
        pieces = store().pieces(row.file)
    except FileNotFoundError as error:
        raise Http404 from error
    headers["Content-Length"] = str(row.byte_count)
    return StreamingHttpResponse(pieces, content_type=row.content_type, headers=headers)


@members_only
@require_POST
def add(request: MemberRequest) -> JsonResponse:
    """Add the file `picture`; answers with its address, or with a sentence that says what is wrong with it."""
    sent = request.FILES.get("picture")
    if is_too_large(request):
        return JsonResponse({"fault": too_large()}, status=422)
    if sent is None:
        return JsonResponse({"fault": _("Choose a picture first.")}, status=422)
    try:
        check_picture_size(sent.size or 0)
        row = add_picture(sent.read(), by=request.user)
    except ValidationError as refusal:
        return JsonResponse({"fault": " ".join(refusal.messages)}, status=422)
    return JsonResponse(
        {"url": row.get_absolute_url(), "sha256": row.sha256, "width": row.width, "height": row.height}, status=201
    )
