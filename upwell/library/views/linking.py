"""Doors to links and files: one of them, sharing one, changing it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.library.actions import linking
from upwell.library.link_forms import LinkForm
from upwell.library.models import ItemKind, Link
from upwell.library.permissions import can_change_link
from upwell.library.queries.links import link_page
from upwell.library.views.seeing import seen_item
from upwell.media.actions import add_file
from upwell.media.models import StoredFile
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest

PIECE = 256 * 1024  # bytes in memory at once
form_page = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@require_safe
def link(request: MemberRequest, item_id: int) -> HttpResponse:
    """A link: what it is, where, why it is worth it, and what others say of it."""
    item = seen_item(request, item_id)
    if item.kind != ItemKind.LINK:
        raise Http404
    page = link_page(item, request.user, after=request.GET.get("after", ""))
    return render(request, "library/link.html", {"sheet": page})


@members_only
@form_page
def share_link(request: MemberRequest) -> HttpResponse:
    """Share something outside, or a file."""
    if request.method != "POST":
        start = {"title": request.GET.get("title", ""), "url": request.GET.get("url", "")}
        return render(request, "library/share_link.html", {"form": LinkForm(initial=start)})
    form = LinkForm(request.POST, request.FILES)

    def share(file: StoredFile | None) -> Link:
        return linking.share_link(form.details(file), by=request.user)

    return _kept(request, "library/share_link.html", form, share, _("Shared. Whoever looks for it finds it now."))


@members_only
@form_page
def change_link(request: MemberRequest, item_id: int) -> HttpResponse:
    """Change what is said of a link."""
    item = seen_item(request, item_id)
    found = get_object_or_404(Link.objects.select_related("item", "file"), pk=item.pk)
    if not can_change_link(request.user, item):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "library/change_link.html", {"form": LinkForm.of(found), "item": item, "link": found})
    form = LinkForm.of(found, request.POST, request.FILES)

    def change(file: StoredFile | None) -> Link:
        return linking.change_link(found, by=request.user, details=form.details(file))

    return _kept(request, "library/change_link.html", form, change, _("Changed."), item=item, link=found)


def _kept(
    request: MemberRequest,
    template: str,
    form: LinkForm,
    act: Callable[[StoredFile | None], Link],
    said: str,
    **context: object,
) -> HttpResponse:
    """Keep the file the form brings, carry out, and lead to the link; or show the form again with why not."""
    file = None
    if is_too_large(request):
        form.add_error("upload", too_large())
    is_valid = form.is_valid()
    try:
        file = _file(form, request)  # kept even where something else does not fit
    except ValidationError as refusal:
        show_refusal(refusal, form)
    if is_valid and not form.errors:
        try:
            made = act(file)
        except ValidationError as refusal:
            show_refusal(refusal, form, file="upload")
        else:
            messages.success(request, said)
            return redirect(made.item)
    return render(request, template, {"form": form, "file": file, **context}, status=422)


def _file(form: LinkForm, request: MemberRequest) -> StoredFile | None:
    """What is brought now, else what was brought before."""
    sent, kept = form.cleaned_data.get("upload"), form.cleaned_data.get("kept_file")
    if not sent:
        return StoredFile.objects.filter(sha256=kept).first() if kept else None
    try:
        return add_file(sent.chunks(PIECE), name=sent.name or "", by=request.user)
    except ValidationError as refusal:
        raise ValidationError({"upload": refusal.messages}) from refusal
