"""How the doors of practice find what an address means, and answer after something happened."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from upwell.people.requests import MemberRequest
from upwell.practice.forms import DeclineForm
from upwell.practice.models import Practice, Take
from upwell.practice.queries.practices import practice_page

LARGEST_ID = 2**63 - 1
form_page = require_http_methods(["GET", "HEAD", "POST"])


def seen(request: MemberRequest, practice_id: int) -> Practice:
    """The practice of this address, if this person may see it; else it is not there."""
    if practice_id > LARGEST_ID:
        raise Http404
    return get_object_or_404(Practice.objects.visible_to(request.user).with_people(), pk=practice_id)


def seen_take(request: MemberRequest, take_id: int) -> Take:
    """The take of this address, if this person may see it; else it is not there."""
    if take_id > LARGEST_ID:
        raise Http404
    return get_object_or_404(Take.objects.visible_to(request.user).with_practice(), pk=take_id)


def own_take(request: MemberRequest, take_id: int) -> Take:
    """The take of this address, if this person recorded it; for everybody else what one does with it is not there."""
    found = seen_take(request, take_id)
    if found.practice.person_id != request.user.pk:
        raise Http404
    return found


def typed(request: MemberRequest) -> QueryDict | None:
    """What somebody typed into the form of a page; nothing yet where they only open it."""
    return request.POST if request.method == "POST" else None


def draw(request: MemberRequest, practice: Practice, *, status: int = 200, **more: object) -> HttpResponse:
    """The page of a practice, also with what was typed on it and refused."""
    context = {"page": practice_page(practice, request.user), "decline": DeclineForm(), **more}
    return render(request, "practice/practice.html", context, status=status)


def done(request: MemberRequest, to: str, said: str) -> HttpResponse:
    """On to where it leads, with a sentence that says what happened."""
    messages.success(request, said)
    return redirect(to)


def carry_out(request: MemberRequest, act: Callable[[], object], said: str, to: str) -> HttpResponse:
    """Do it and say so, or say why it could not be; on to the same page either way."""
    try:
        act()
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect(to)
    return done(request, to, said)
