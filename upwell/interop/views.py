"""The doors of imports: a page in Settings, for admins."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import admins_only
from upwell.core.paging import page
from upwell.interop.actions.uploading import begin_import, keep_upload, put_upload_away
from upwell.interop.forms import UploadForm
from upwell.interop.models import Upload
from upwell.interop.progress import progress_of
from upwell.people.requests import MemberRequest


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_files(request: MemberRequest) -> HttpResponse:
    """Upload files to import; what was imported before."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            upload = keep_upload(form.cleaned_data["chosen"], by=request.user)
        except ValidationError as refusal:
            form.add_error("chosen", refusal)
        else:
            return redirect("interop:upload", upload.pk)
    before = page(Upload.objects.select_related("by"), by=("-at", "-id"), after=request.GET.get("after", ""), size=20)
    context = {"form": form, "page": before}
    return render(request, "interop/import.html", context, status=422 if form.errors else 200)


@admins_only
@require_safe
def upload(request: MemberRequest, upload_id: int) -> HttpResponse:
    """What an upload would change, is changing, or has changed. Asked for by htmx: that part alone."""
    found = _upload(upload_id)
    template = "interop/_state.html" if request.htmx else "interop/upload.html"
    return render(request, template, _context(found))


@admins_only
@require_POST
def begin(request: MemberRequest, upload_id: int) -> HttpResponse:
    """Import it."""
    found = _upload(upload_id)
    try:
        begin_import(found, by=request.user)
    except ValidationError as refusal:
        return render(
            request, "interop/upload.html", {**_context(found), "refusal": " ".join(refusal.messages)}, status=422
        )
    return redirect("interop:upload", found.pk)


@admins_only
@require_POST
def put_away(request: MemberRequest, upload_id: int) -> HttpResponse:
    """Let the files go."""
    put_upload_away(_upload(upload_id), by=request.user)
    messages.success(cast(HttpRequest, request), _("The files are gone. Nothing was imported."))
    return redirect("interop:import")


def _upload(upload_id: int) -> Upload:
    found: Upload = get_object_or_404(Upload.objects.select_related("by"), pk=upload_id)
    return found


def _context(found: Upload) -> dict[str, object]:
    done, total = progress_of(found)
    return {"upload": found, "done": done, "total": total}
