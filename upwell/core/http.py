"""The edge to the browser: what a page may load, and what it says while the database is away or the disk is full."""

import errno
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from psycopg.errors import DiskFull
from psycopg_pool import PoolTimeout

from upwell.core.access import page_in_view

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self' {live}",
        "media-src 'self' blob:",
        "frame-src {frames}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


class ContentSecurityMiddleware:
    """Says on every answer that a page loads nothing but our own files, and runs nothing written into it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", policy(request))
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
        return response


def policy(request: HttpRequest) -> str:
    """What a page may load: our own files, the live process, and frames of the sites the organisation allows."""
    frames = " ".join(f"https://{host}" for host in settings.EMBED_HOSTS) or "'none'"
    return POLICY.format(live=f"{live_origin(request)} {live_socket(request)}".strip(), frames=frames)


def live_origin(request: HttpRequest) -> str:
    """Where the realtime process is reached: UPWELL_LIVE_URL, else the host of this request, one port further on."""
    if settings.LIVE_URL:
        return str(settings.LIVE_URL)
    try:
        parts = urlsplit(f"//{request.get_host()}")
    except DisallowedHost:
        return "'self'"  # the answer says so itself in a moment; this is only its header
    return f"{request.scheme}://{parts.hostname}:{(parts.port or settings.PORT) + 1}"


def live_socket(request: HttpRequest) -> str:
    """The same place for WebSockets (ws://, or wss:// where pages come over https); '' where nobody knows it."""
    origin = live_origin(request)
    return f"ws{origin.removeprefix('http')}" if origin.startswith("http") else ""


class DatabaseAwayMiddleware:
    """While the database cannot be reached, answers 503 in words and asks to try again; 507 while there is no room on the disk.

    Nothing typed is lost by it: the way back leads to the page on which it stands. Django turns errors into answers inside its
    own handler, so views' errors come through `process_exception`, and those of other middleware (sessions) as a raised error.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer_in_need(request, exception)


def answer_in_need(request: HttpRequest, exception: BaseException) -> HttpResponse | None:
    """What is said when the house itself is in need: 507 without room on the disk, 503 without a database; else nothing."""
    if _is_full(exception):
        return _say(
            request, 507, _("There is no room left on the server; nothing can be saved until somebody makes some.")
        )
    if _is_away(exception):
        return _say(request, 503, _("The database is away; try again soon."))
    return None


def _is_full(exception: BaseException) -> bool:
    """Whether `exception` says that the disk is full, the database's or our own."""
    if isinstance(exception, OSError):
        return exception.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(exception.__cause__, DiskFull)


def _is_away(exception: BaseException) -> bool:
    """Whether `exception` says that the database itself cannot be reached, as against a question it refused."""
    return isinstance(exception, PoolTimeout | InterfaceError | OperationalError)


def _say(request: HttpRequest, status: int, title: str) -> HttpResponse:
    """The page (or problem document, for the API), with a time in seconds after which to try again."""
    headers = {"Retry-After": "5" if status == 503 else "600"}
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": title, "status": status}
        return JsonResponse(problem, status=status, headers=headers, content_type="application/problem+json")
    page = render_to_string(f"{status}.html", {"page": page_in_view(request)})
    return HttpResponse(page, status=status, headers=headers)
