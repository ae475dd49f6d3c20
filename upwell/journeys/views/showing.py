"""How the doors of tasks find what an address means, and answer after something happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upwell.core.refusals import show_refusal
from upwell.journeys.models import Attempt, Task
from upwell.journeys.queries.trying import seen_attempt, seen_task
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1
form_page = require_http_methods(["GET", "HEAD", "POST"])


def task_of(request: MemberRequest, task_id: int) -> Task:
    """The task of this address, if this person may see it; else it is not there."""
    found = seen_task(request.user, task_id) if task_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def attempt_of(request: MemberRequest, attempt_id: int) -> Attempt:
    """The attempt of this address, if it is theirs or they were asked to look; else it is not there."""
    found = seen_attempt(request.user, attempt_id) if attempt_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def fill_in(
    request: MemberRequest,
    template: str,
    form: forms.Form,
    act: Callable[[], Task | Attempt],
    said: str,
    **context: Any,
) -> HttpResponse:
    """A page with a form: opened, it shows it; sent, `act` is carried out and leads to what it returns, with a sentence.
    Where the form or the action refuses, the page comes back with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, said)
            return redirect(made)
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **context}, status=status)
