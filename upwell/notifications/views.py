"""The inbox, and what one wants to hear of."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from upwell.core.access import members_only
from upwell.core.paging import page
from upwell.notifications.actions import choose, mark_read
from upwell.notifications.forms import PreferencesForm
from upwell.notifications.mail import path_of
from upwell.notifications.models import Notice
from upwell.notifications.queries.inbox import bundles, preferences_of, unread_count
from upwell.people.requests import MemberRequest


@members_only
@require_GET
def inbox(request: MemberRequest) -> HttpResponse:
    """What came back to me, newest first."""
    mine = Notice.objects.filter(person=request.user).select_related("actor")
    found = page(mine, by=("-at", "-id"), after=request.GET.get("after", ""), size=30)
    context = {"bundles": bundles(found.rows), "page": found, "unread": unread_count(request.user)}
    return render(request, "notifications/inbox.html", context)


@members_only
@require_POST
def read(request: MemberRequest) -> HttpResponse:
    """Mark everything as read."""
    mark_read(None, by=request.user)
    return redirect("notifications:inbox")


@members_only
@require_POST
def open_notice(request: MemberRequest, notice_id: int) -> HttpResponse:
    """Mark a notice, and those told together with it, as read, and go to what it speaks of."""
    notice = get_object_or_404(Notice, pk=notice_id, person=request.user)
    alike = Notice.objects.unread().filter(
        person=request.user, kind=notice.kind, about_kind=notice.about_kind, about_id=notice.about_id, at__lte=notice.at
    )
    mark_read(list(alike.values_list("pk", flat=True)), by=request.user)
    return redirect(path_of(notice))


@members_only
def preferences(request: MemberRequest) -> HttpResponse:
    """What lights the bell and what is mailed, every kind on one page."""
    form = PreferencesForm(request.POST or None, preferences=preferences_of(request.user))
    if request.method == "POST" and form.is_valid():
        choose(form.chosen(), by=request.user)
        messages.success(request, _("Kept. From now on you are told as you chose."))
        return redirect("notifications:preferences")
    status = 422 if request.method == "POST" else 200
    return render(request, "notifications/preferences.html", {"form": form}, status=status)
