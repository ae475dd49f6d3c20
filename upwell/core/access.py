"""Who may open a page: every view carries exactly one of these decorators (a house test walks the URLs).

They say who may come in; whether one may see a certain thing is the QuerySet's `visible_to`, and unseen is 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

View = Callable[..., HttpResponseBase]


def everyone(view: View) -> View:
    """Anybody, signed in or not."""
    return _mark(view, "everyone")


def members_only(view: View) -> View:
    """Whoever is signed in; others are sent to the sign-in page and come back."""
    return _mark(_guarded(view, lambda person: True), "members")


def stewards_only(view: View) -> View:
    """Stewards and admins; other members get 403."""
    return _mark(_guarded(view, lambda person: person.is_steward), "stewards")


def admins_only(view: View) -> View:
    """Admins; other members get 403."""
    return _mark(_guarded(view, lambda person: person.is_admin), "admins")


def page_in_view(request: HttpRequest) -> str:
    """The address of the page somebody has before them: the one asked for, or the one whose form or part asked; else '/'.

    Only ever a page of our own.
    """
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    said = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return urlsplit(said)._replace(scheme="", netloc="", fragment="").geturl() or "/"


def _guarded(view: View, may: Callable[[Any], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not may(request.user):
            raise PermissionDenied
        return view(request, *arguments, **keywords)

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Who was signed out while they wrote comes back to the page on which it stands, where the browser has kept it."""
    way = cast(HttpResponse, redirect_to_login(page_in_view(request)))
    if request.headers.get("HX-Request"):
        # htmx would swap the sign-in page into a corner of this one; the whole page goes there instead
        return HttpResponse(status=401, headers={"HX-Redirect": way.headers["Location"]})
    return way


def _mark(view: View, access: str) -> View:
    @wraps(view)
    def marked(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponseBase:
        return view(request, *arguments, **keywords)

    marked.access = access  # type: ignore[attr-defined]  # read by tests/house
    return marked
