"""Doors to the calendars that programs read: their addresses, and what stands in them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core import clock
from upwell.core.access import everyone, members_only
from upwell.gatherings.actions import feeding
from upwell.gatherings.models import Circle, Feed
from upwell.gatherings.queries.feeds import address_of, key_of
from upwell.gatherings.views.showing import LARGEST_ID, number
from upwell.people.requests import MemberRequest

A_SECOND = 1.0  # as fine as Last-Modified tells times: what was written within it could be written again unseen


@members_only
@require_safe
def feeds(request: MemberRequest) -> HttpResponse:
    """The addresses at which one's calendar program reads."""
    mine = list(Feed.objects.live().filter(person=request.user).select_related("circle").order_by("circle__name", "pk"))
    rows = [(feed, address_of(feed)) for feed in mine]
    has_own = any(feed.circle_id is None for feed in mine)
    taken = [feed.circle_id for feed in mine if feed.circle_id is not None]
    circles = Circle.objects.with_member(request.user).exclude(pk__in=taken).order_by("name")[:50]
    return render(request, "gatherings/feeds.html", {"rows": rows, "has_own": has_own, "circles": circles})


@members_only
@require_POST
def make_feed(request: MemberRequest) -> HttpResponse:
    """A fresh address; the one before works no more."""
    named = request.POST.get("circle", "")
    circle = get_object_or_404(Circle.objects.visible_to(request.user), pk=number(named)) if named else None
    feeding.make_feed(by=request.user, circle=circle)
    messages.success(request, _("Made. Give the address to your calendar and to nobody else."))
    return redirect("gatherings:feeds")


@members_only
@require_POST
def revoke_feed(request: MemberRequest, feed_id: int) -> HttpResponse:
    """Let an address work no more."""
    feeding.revoke_feed(get_object_or_404(Feed, pk=min(feed_id, LARGEST_ID), person=request.user), by=request.user)
    messages.success(request, _("The address works no more."))
    return redirect("gatherings:feeds")


@everyone
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads; it was written when something changed, so reading is one look-up by a key.

    However often it asks: who has it already gets 304, by its ETag or by when it was written, and nothing else is read.
    """
    live = Feed.objects.live().filter(key=key_of(secret) or "-")
    found = live.values_list("etag", "written_at").first()
    if found is None:
        raise Http404
    etag, written_at = f'"{found[0]}"', found[1].timestamp() if found[1] else 0
    headers = {"ETag": etag, "Cache-Control": "private, max-age=300"}
    if clock.now().timestamp() - written_at > A_SECOND:
        headers["Last-Modified"] = http_date(written_at)
    answer = HttpResponse(content_type="text/calendar; charset=utf-8", headers=headers)
    unchanged = get_conditional_response(request, etag, int(written_at), answer)
    if unchanged is not None and unchanged is not answer:
        return unchanged
    answer.content = live.values_list("body", flat=True).first() or ""
    return answer
