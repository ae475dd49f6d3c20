"""Events and circles, for programs: the same actions and the same permissions as the pages."""

from typing import Literal

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.problems import REFUSALS
from upwell.gatherings.actions.circling import join_circle, start_circle
from upwell.gatherings.actions.planning import cancel_event, plan_event
from upwell.gatherings.actions.seating import leave_event, take_seat
from upwell.gatherings.models import Circle, Event, EventQuerySet, Membership, Seat
from upwell.gatherings.queries.circles import circles_of
from upwell.gatherings.queries.events import events_of
from upwell.gatherings.schemas import CancelIn, CircleIn, CircleOut, EventIn, EventOut, MembershipOut, SeatOut
from upwell.people.bearer import ProgramRequest

router = Router(tags=["gatherings"])


@router.get("/events", response={200: Listing[EventOut], **REFUSALS})
def events(
    request: ProgramRequest,
    view: Literal["coming", "mine", "looking", "past"] = "coming",
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """Events one may see: coming, one's own, looking for a date, past."""
    found = events_of(request.auth, view=view, after=after, size=limit)
    return listing(found)


@router.post("/events", response={201: EventOut, **REFUSALS})
def plan(request: ProgramRequest, body: EventIn) -> Status[Event]:
    """Plan an event as its host."""
    circle = get_object_or_404(Circle.objects.visible_to(request.auth), pk=body.circle) if body.circle else None
    made = plan_event(body.details(), by=request.auth, day=body.day, at=body.time, circle=circle)
    return Status(201, _events(request).get(pk=made.pk))


@router.get("/events/{event_id}", response={200: EventOut, **REFUSALS})
def event(request: ProgramRequest, event_id: Id) -> Event:
    """One event."""
    return get_object_or_404(_events(request), pk=event_id)


@router.post("/events/{event_id}/seat", response={201: SeatOut, **REFUSALS})
def come(request: ProgramRequest, event_id: Id) -> Status[Seat]:
    """Take a seat, or wait for one (`taken_at` null)."""
    return Status(201, take_seat(get_object_or_404(_events(request), pk=event_id), by=request.auth))


@router.post("/events/{event_id}/leave", response={200: EventOut, **REFUSALS})
def leave(request: ProgramRequest, event_id: Id) -> Event:
    """Give one's seat back, or wait no more."""
    leave_event(get_object_or_404(_events(request), pk=event_id), by=request.auth)
    return _events(request).get(pk=event_id)


@router.post("/events/{event_id}/cancel", response={200: EventOut, **REFUSALS})
def cancel(request: ProgramRequest, event_id: Id, body: CancelIn) -> Event:
    """Call it off, with a word."""
    cancel_event(get_object_or_404(_events(request), pk=event_id), by=request.auth, word=body.word)
    return _events(request).get(pk=event_id)


@router.get("/circles", response={200: Listing[CircleOut], **REFUSALS})
def circles(
    request: ProgramRequest,
    view: Literal["all", "mine"] = "all",
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """Circles one may see, by name."""
    found = circles_of(request.auth, view=view, after=after, size=limit)
    return listing(found)


@router.post("/circles", response={201: CircleOut, **REFUSALS})
def start(request: ProgramRequest, body: CircleIn) -> Status[Circle]:
    """Start a circle."""
    made = start_circle(by=request.auth, name=body.name, about=body.about, openness=body.openness, skills=body.skills)
    return Status(201, made)


@router.post("/circles/{circle_id}/join", response={201: MembershipOut, **REFUSALS})
def join(request: ProgramRequest, circle_id: Id) -> Status[Membership]:
    """Come into a circle, or ask to (`since` null)."""
    found = get_object_or_404(Circle.objects.visible_to(request.auth), pk=circle_id)
    return Status(201, join_circle(found, by=request.auth))


def _events(request: ProgramRequest) -> EventQuerySet:
    return Event.objects.visible_to(request.auth).with_card().select_related("item__owner")
