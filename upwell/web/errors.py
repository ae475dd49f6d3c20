"""What somebody sees when a page is not for them, not there, out of date or broken."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from upwell.core.access import everyone, page_in_view
from upwell.core.http import answer_in_need


@everyone
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: one may see the thing, but not do this to it."""
    return render(request, "403.html", status=403)


@everyone
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it is not there, or not for this person, and the two are not told apart."""
    return render(request, "404.html", status=404)


@everyone
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, said plainly, without asking the database anything."""
    error = sys.exc_info()[1]
    if error is not None and (answer := answer_in_need(request, error)):
        return answer
    return HttpResponse(render_to_string("500.html"), status=500)


@everyone
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that lay open too long, or came from elsewhere: what was typed is kept by the browser; one sends it again."""
    return render(request, "stale.html", {"page": page_in_view(request)}, status=403)
