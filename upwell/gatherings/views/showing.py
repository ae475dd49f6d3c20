"""How the doors of gatherings find what an address means, and answer after something happened."""

from collections.abc import Callable
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from upwell.core.refusals import show_refusal
from upwell.gatherings.models import Circle, Event
from upwell.gatherings.permissions import can_host, can_plan_in
from upwell.gatherings.queries.events import seen_event
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1


class Addressed(Protocol):
    """What has a page of its own."""

    def get_absolute_url(self) -> str:
        """Where it is."""


Place = str | Callable[[], str]  # what follows a thing's address; called where it is known only once it happened
form_page = require_http_methods(["GET", "HEAD", "POST"])


def seen(request: MemberRequest, event_id: int) -> Event:
    """The event of this address, if this person may see it; else it is not there."""
    found = seen_event(request.user, event_id) if event_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def hosted(request: MemberRequest, event_id: int) -> Event:
    """The same, for whoever may change it."""
    found = seen(request, event_id)
    if not can_host(request.user, found):
        raise PermissionDenied
    return found


def circle_to_plan_in(request: MemberRequest) -> Circle | None:
    """The circle that an address or a form names, if this person may plan in it; none where it names none."""
    named = request.POST.get("circle") or request.GET.get("circle", "")
    if not named:
        return None
    found = get_object_or_404(Circle.objects.visible_to(request.user), pk=number(named))
    if not can_plan_in(request.user, found):
        raise PermissionDenied
    return found


def typed(request: MemberRequest) -> QueryDict | None:
    """What somebody typed into the form of a page; nothing yet where they only open it."""
    return request.POST if request.method == "POST" else None


def fill_in(
    request: MemberRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], Addressed],
    said: str,
    *,
    at: Place = "",
    **context: Any,
) -> HttpResponse:
    """A page with a form. Opened, it shows it; sent, `act` is carried out and leads to the page of what it returns, with a
    sentence that says what happened. Where the form or the action refuses, the page comes back with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            return done(request, act(), said, at=at)
        except ValidationError as refusal:
            show_refusal(refusal, form)
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **context}, status=status)


def number(written: str) -> int:
    """A number from an address or a form; what is none finds nothing."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0


def numbers(request: MemberRequest, name: str) -> list[int]:
    """The numbers that boxes of a form sent."""
    return [number(written) for written in request.POST.getlist(name)]


def done(request: MemberRequest, thing: Addressed, said: str, *, at: Place = "") -> HttpResponse:
    """Back to the thing's page, with a sentence that says what happened."""
    messages.success(request, said)
    return _back(thing, at)


def carry_out(
    request: MemberRequest, thing: Addressed, act: Callable[[], object], said: str, *, at: Place = ""
) -> HttpResponse:
    """Do it and say so, or say why it could not be; back to the thing's page either way."""
    try:
        act()
    except ValidationError as refusal:
        return refused(request, thing, refusal, at=at)
    return done(request, thing, said, at=at)


def refused(request: MemberRequest, thing: Addressed, refusal: ValidationError, *, at: Place = "") -> HttpResponse:
    """Back to the thing's page, with why it could not be."""
    messages.warning(request, " ".join(refusal.messages))
    return _back(thing, at)


def _back(thing: Addressed, at: Place) -> HttpResponse:
    return redirect(f"{thing.get_absolute_url()}{at if isinstance(at, str) else at()}")
