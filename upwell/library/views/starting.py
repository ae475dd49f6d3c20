"""The doors to a new module: with a title, half written by a template, or out of a document."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from upwell.core.access import members_only
from upwell.library.actions.taking_in import start_from_document
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.library.queries.shelf import open_drafts
from upwell.library.queries.starting import blocks_of, starts
from upwell.library.views.left_out import remember_left_out
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: MemberRequest) -> HttpResponse:
    """Start a module with its title, from a template (`start_from`) or a document (`file`). ?for_need_id= says which need
    it is written for."""
    given = request.POST if request.method == "POST" else request.GET
    title, for_need_id = given.get("title", ""), need_in(given)
    fault, is_about_file = "", "from_file" in request.POST
    if request.method == "POST":
        try:
            item = _started(request, title, for_need_id, is_about_file)
        except ValidationError as refusal:
            fault = " ".join(refusal.messages)
        else:
            return redirect("library:edit", item.pk)
    context = {
        "title": title,
        "fault": "" if is_about_file else fault,
        "file_fault": fault if is_about_file else "",
        "for_need_id": for_need_id,
        "starts": starts(),
        "drafts": open_drafts(request.user, most=6),
    }
    return render(request, "library/make.html", context, status=422 if fault else 200)


def need_in(given: QueryDict) -> int | None:
    """Which need a page is made for, as an address or a form says it in `for_need_id`."""
    need = given.get("for_need_id", "")
    return int(need) if need.isascii() and need.isdigit() and len(need) < 19 else None


def _started(request: MemberRequest, title: str, for_need_id: int | None, is_from_file: bool) -> Item:
    if is_from_file:
        sent = _file(request)
        item, document = start_from_document(sent, by=request.user, title=title, for_need_id=for_need_id)
        remember_left_out(request, item.pk, sent.name or "", document.left_out)
        return item
    key = request.POST.get("start_from", "")
    blocks = blocks_of(key) if key else None
    if key and blocks is None:
        raise ValidationError(_("This template is not offered any more. Choose another, or begin with an empty page."))
    return start_module(by=request.user, title=title, blocks=blocks, for_need_id=for_need_id)


def _file(request: MemberRequest) -> UploadedFile[bytes]:
    if is_too_large(request):
        raise ValidationError(too_large())
    sent = request.FILES.get("file")
    if sent is None:
        raise ValidationError(_("Choose a file first."))
    return sent
