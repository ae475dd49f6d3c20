"""Doors to series."""

from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.gatherings.actions import changing_series, repeating, rotating
from upwell.gatherings.forms import SeriesChangeForm, SeriesForm
from upwell.gatherings.models import Series
from upwell.gatherings.permissions import can_run
from upwell.gatherings.queries.series import seen_series, series_page
from upwell.gatherings.views.showing import (
    LARGEST_ID,
    carry_out,
    circle_to_plan_in,
    done,
    fill_in,
    form_page,
    typed,
)
from upwell.people.requests import MemberRequest


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


def _seen(request: MemberRequest, series_id: int) -> Series:
    found = seen_series(request.user, series_id) if series_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found
