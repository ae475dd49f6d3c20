"""What every answer carries to the shell: that a form was accepted, and what just happened, in words."""

import re
from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django_htmx.http import trigger_client_event

Answer = Callable[[HttpRequest], HttpResponse]

KEPT_COOKIE = "upwell_kept"
TOKEN = re.compile(r"\d{1,10}-\d{1,10}")
LEADING_AWAY = ("HX-Redirect", "HX-Refresh", "HX-Location")


class AcceptedFormMiddleware:
    """Tells the browser which draft it may forget: the one whose form was accepted, and no other.

    <x-keep> puts a draft's token into its form. A form was accepted when somebody who is signed in is led on after it;
    a page shown again with faults, a refusal, an error or the sign-in page leave the draft where it is.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if request.method == "POST" and response.status_code in {302, 303} and request.user.is_authenticated:
            token = request.POST.get("kept", "")
            if TOKEN.fullmatch(token):
                response.set_cookie(KEPT_COOKIE, token, max_age=3600, samesite="Lax", secure=request.is_secure())
        return response


class ToastMiddleware:
    """Sends django.contrib.messages along with answers to htmx, where no page is drawn that would show them."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if not request.headers.get("HX-Request") or not _stays_here(response):
            return response
        said = [{"text": str(message), "kind": message.level_tag} for message in get_messages(request)]
        if said:
            trigger_client_event(response, "toast", {"messages": said})
        return response


def _stays_here(response: HttpResponse) -> bool:
    leads_away = 300 <= response.status_code < 400 or any(name in response for name in LEADING_AWAY)
    return response.status_code < 500 and not leads_away


class CompressPagesMiddleware(GZipMiddleware):
    """Sends pages compressed, where the browser takes that; streams and files go as they are.

    Django masks its CSRF token anew for every page and pads what it compresses, so nothing can be guessed from sizes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress `response` if it is a page, a fragment or JSON."""
        kind = response.headers.get("Content-Type", "").split(";")[0]
        if response.streaming or kind not in {"text/html", "application/json", "application/problem+json"}:
            return response
        return super().process_response(request, response)
