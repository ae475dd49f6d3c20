"""Doors to coming: a seat, giving it back, saying when one would come; and for the host who was there."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.gatherings.actions import choosing, seating
from upwell.gatherings.queries.people import people_of
from upwell.gatherings.views.showing import carry_out, done, numbers, refused, seen
from upwell.people.requests import MemberRequest


@members_only
@require_POST
def come(request: MemberRequest, event_id: int) -> HttpResponse:
    """Take a seat, or wait for one."""
    found = seen(request, event_id)
    try:
        seat = seating.take_seat(found, by=request.user)
    except ValidationError as refusal:
        return refused(request, found, refusal)
    if seat.taken_at is None:
        return done(request, found, _("All seats are taken, so you wait. You move up as soon as one comes free."))
    return done(request, found, _("You have a seat. It is on its way to your calendar."))


@members_only
@require_POST
def leave(request: MemberRequest, event_id: int) -> HttpResponse:
    """Give the seat back, or wait no more."""
    found = seen(request, event_id)
    act = partial(seating.leave_event, found, by=request.user)
    return carry_out(request, found, act, _("Given back. Whoever waits longest moves up."))


@members_only
@require_POST
def would_come(request: MemberRequest, event_id: int) -> HttpResponse:
    """Say when one would come."""
    found = seen(request, event_id)
    try:
        count = choosing.say_when(found, by=request.user, options=numbers(request, "option"))
    except ValidationError as refusal:
        return refused(request, found, refusal)
    said = ngettext("You would come on %(count)s of them.", "You would come on %(count)s of them.", count)
    return done(request, found, said % {"count": count} if count else _("You would come on none of them."))


@members_only
@require_POST
def choose(request: MemberRequest, event_id: int, option_id: int) -> HttpResponse:
    """Settle on a date."""
    found = seen(request, event_id)
    option = get_object_or_404(found.options, pk=option_id)
    said = _("Chosen. Everybody who would come then has a seat, as far as there are seats.")
    return carry_out(request, found, partial(choosing.choose_date, option, by=request.user), said)


@members_only
@require_safe
def people(request: MemberRequest, event_id: int) -> HttpResponse:
    """Everybody who comes, however many: ?after=<key>; for the host, once it began, who was there."""
    found = seen(request, event_id)
    named = people_of(found, request.user, after=request.GET.get("after", ""))
    return render(request, "gatherings/people.html", {"event": found, "people": named})


@members_only
@require_POST
def attendance(request: MemberRequest, event_id: int) -> HttpResponse:
    """Note who was there."""
    found = seen(request, event_id)
    there, asked = set(numbers(request, "there")), set(numbers(request, "asked"))
    act = partial(seating.note_attendance, found, by=request.user, there=there, asked=asked)
    return carry_out(request, found, act, _("Noted."))
