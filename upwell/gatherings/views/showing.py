"""How the doors of gatherings find what an address means, and answer after something happened."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from upwell.gatherings.models import Event
from upwell.gatherings.queries.events import seen_event
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1


def seen(request: MemberRequest, event_id: int) -> Event:
    """The event of this address, if this person may see it; else it is not there."""
    found = seen_event(request.user, event_id) if event_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def number(typed: str) -> int:
    """A number from an address or a form; what is none finds nothing."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def numbers(request: MemberRequest, name: str) -> list[int]:
    """The numbers that boxes of a form sent."""
    return [number(typed) for typed in request.POST.getlist(name)]


def done(request: MemberRequest, thing: Model, said: str, *, at: str = "") -> HttpResponse:
    """Back to the thing's page, with a sentence that says what happened."""
    messages.success(request, said)
    return redirect(f"{thing.get_absolute_url()}{at}")  # type: ignore[attr-defined]


def carry_out(
    request: MemberRequest, thing: Model, act: Callable[[], object], said: str, *, at: str = ""
) -> HttpResponse:
    """Do it and say so, or say why it could not be; back to the thing's page either way."""
    try:
        act()
    except ValidationError as refusal:
        return refused(request, thing, refusal)
    return done(request, thing, said, at=at)


def refused(request: MemberRequest, thing: Model, refusal: ValidationError) -> HttpResponse:
    """Back to the thing's page, with why it could not be."""
    messages.warning(request, " ".join(refusal.messages))
    return redirect(thing.get_absolute_url())  # type: ignore[attr-defined]
