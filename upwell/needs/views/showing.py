"""How the doors of needs answer: a whole page to a link or a form, only what changed to htmx."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from upwell.needs.models import Need
from upwell.needs.queries.board import rows_of
from upwell.needs.queries.page import need_page, seen_by
from upwell.people.requests import MemberRequest


def seen_need(request: MemberRequest, need_id: int) -> Need:
    """The need of this address, if this person may see it; else it is not there."""
    found = seen_by(request.user, need_id)
    if found is None:
        raise Http404
    return found


def changed(request: MemberRequest, need: Need, said: str, *, kind: str = "success") -> HttpResponse:
    """After something happened: the row of the board or the need's page anew, with a sentence that says so.

    A need that was joined meanwhile shows as the one it was joined with.
    """
    if not request.htmx:
        messages.add_message(request, messages.SUCCESS if kind == "success" else messages.WARNING, said)
        return redirect(_where_from(request) or need.get_absolute_url())
    now = seen_need(request, need.merged_into_id or need.pk)
    if request.POST.get("as") == "row":
        row = rows_of([now], request.user)[0]
        response = render(request, "needs/_row.html", {"row": row, "next": request.POST.get("next", "")})
    else:
        response = render(request, "needs/_need.html", {"page": need_page(now, request.user)})
    return _saying(response, said, kind)


def form_page(
    request: MemberRequest, need: Need, part: str, form: forms.Form, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A form about a need: alone on a page of its own, or, for htmx, below the actions of the need's page."""
    context |= {"need": need, "form": form, "part": f"needs/forms/{part}.html"}
    if not request.htmx:
        return render(request, "needs/doing.html", context, status=status)
    response = render(request, context["part"], context, status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#doing", "innerHTML"
    return response


def _where_from(request: MemberRequest) -> str:
    """The page of the list that a button was pressed on, where the form says so and it is one of ours."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith(
        reverse("needs:board")
    )
    return address if is_ours else ""


def _saying(response: HttpResponse, said: str, kind: str) -> HttpResponse:
    words = {"toast": {"text": str(said), "kind": kind}}
    # a header holds ASCII alone; json.dumps escapes the rest
    response.headers["HX-Trigger"] = json.dumps(words)
    return response
