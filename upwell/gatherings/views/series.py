"""Doors to series and to calendars."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core import clock
from upwell.core.access import everyone, members_only
from upwell.gatherings.actions import changing_series, feeding, repeating, rotating
from upwell.gatherings.forms import SeriesChangeForm, SeriesForm
from upwell.gatherings.models import Circle, Feed, Series
from upwell.gatherings.permissions import can_run
from upwell.gatherings.queries.feeds import address_of, key_of
from upwell.gatherings.queries.series import seen_series, series_page
from upwell.gatherings.views.showing import (
    LARGEST_ID,
    carry_out,
    circle_to_plan_in,
    done,
    fill_in,
    form_page,
    number,
    typed,
)
from upwell.people.requests import MemberRequest

A_SECOND = 1.0  # as fine as Last-Modified tells times: what was written within it could be written again unseen


@members_only
@require_safe
def series(request: MemberRequest, series_id: int) -> HttpResponse:
    """A series: its dates, who hosts in turn."""
    found = _seen(request, series_id)
    return render(request, "gatherings/series.html", {"page": series_page(found, request.user), "series": found})


@members_only
@form_page
def repeat(request: MemberRequest) -> HttpResponse:
    """Start a series; ?circle=<id> starts it there."""
    circle = circle_to_plan_in(request)
    form = SeriesForm(typed(request), person=request.user)

    def act() -> Series:
        said = form.cleaned_data
        return repeating.start_series(
            form.details(), by=request.user, day=said["day"], at=said["time"], rule=form.rule_of(), circle=circle
        )

    told = _("Started. The next dates are open.")
    return fill_in(request, "gatherings/repeat.html", form, act, told, circle=circle)


@members_only
@form_page
def change_series(request: MemberRequest, series_id: int) -> HttpResponse:
    """Change what a series is."""
    found = _seen(request, series_id)
    if not can_run(request.user, found):
        raise PermissionDenied
    form = SeriesChangeForm.of(found, request.user, typed(request))

    def act() -> Series:
        at = form.cleaned_data["time"] or found.time
        return changing_series.change_series(found, by=request.user, details=form.details(), at=at)

    told = _("Changed. Who has a seat at one of its dates is told.")
    return fill_in(request, "gatherings/change_series.html", form, act, told, series=found)


@members_only
@require_POST
def always(request: MemberRequest, series_id: int) -> HttpResponse:
    """Come to every date, or, with `no`, not any more."""
    found = _seen(request, series_id)
    if "no" in request.POST:
        repeating.come_no_more(found, by=request.user)
        return done(request, found, _("You come to further dates only where you say so."))
    repeating.come_always(found, by=request.user)
    return done(request, found, _("You come to every date, as far as there are seats."))


@members_only
@require_POST
def turns(request: MemberRequest, series_id: int) -> HttpResponse:
    """Host in turn, or, with `no`, not any more."""
    found = _seen(request, series_id)
    if "no" in request.POST:
        given_up = partial(rotating.give_turns_up, found, by=request.user)
        return carry_out(request, found, given_up, _("The next in turn hosts what you would have."))
    taken = partial(rotating.take_turns, found, by=request.user)
    return carry_out(request, found, taken, _("You take turns to host. You are told when it is yours."))


@members_only
@require_POST
def skip(request: MemberRequest, series_id: int) -> HttpResponse:
    """Leave out a date."""
    found = _seen(request, series_id)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise Http404 from error
    act = partial(repeating.skip_date, found, by=request.user, day=day, word=request.POST.get("word", ""))
    return carry_out(request, found, act, _("Left out. Who wanted to come is told."))


@members_only
@require_POST
def end(request: MemberRequest, series_id: int) -> HttpResponse:
    """End a series."""
    found = _seen(request, series_id)
    act = partial(repeating.end_series, found, by=request.user, word=request.POST.get("word", ""))
    return carry_out(request, found, act, _("Ended."))


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
    known = get_conditional_response(request, etag, int(written_at))
    if known is None:
        body = live.values_list("body", flat=True).first() or ""
        return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
    for name, value in headers.items():
        known.headers[name] = value
    return known


def _seen(request: MemberRequest, series_id: int) -> Series:
    found = seen_series(request.user, series_id) if series_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found
