"""Doors to the events that modules hold until."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import stewards_only
from upwell.core.paging import page
from upwell.library.actions.life import declare_happened, name_happening
from upwell.library.models import Happening
from upwell.library.views.seeing import LARGEST_ID
from upwell.people.requests import MemberRequest


@stewards_only
@require_safe
def happenings(request: MemberRequest) -> HttpResponse:
    """What is awaited, and what has come, the newest first."""
    return _page(request)


@stewards_only
@require_POST
def add_happening(request: MemberRequest) -> HttpResponse:
    """Name one."""
    name = request.POST.get("name", "")
    try:
        name_happening(name, by=request.user)
    except ValidationError as refusal:
        return _page(request, typed=name, fault=" ".join(refusal.messages), status=422)
    return redirect("library:happenings")


@stewards_only
@require_POST
def declare_happening(request: MemberRequest, happening_id: int) -> HttpResponse:
    """It has happened."""
    found = get_object_or_404(Happening, pk=min(happening_id, LARGEST_ID))
    ended = declare_happened(found, by=request.user)
    said = ngettext("%(count)s module ended with it.", "%(count)s modules ended with it.", ended) % {"count": ended}
    messages.success(request, _("‘%(name)s’ has happened.") % {"name": found.name} + " " + said)
    return redirect("library:happenings")


def _page(request: MemberRequest, *, status: int = 200, **context: object) -> HttpResponse:
    waiting = Count("items", filter=Q(items__published_at__isnull=False))
    rows = Happening.objects.select_related("by", "declared_by").annotate(waiting=waiting)
    found = page(rows, by=("-at", "-id"), after=request.GET.get("after", ""))
    return render(request, "library/happenings.html", {"page": found, **context}, status=status)
