"""How people sign in, where allauth asks us: the flow, the limits on trying and the session are its own."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from upwell.people import links
from upwell.people.models import Person

BY_LINK = "signed_in_by_link"


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Accounts come from an import, an admin or a link to join; allauth's own sign-up stays shut."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("We know no account with this address and this password. Try again, or by link."),
        "too_many_login_attempts": _("That was tried too often. Wait five minutes, or have a link sent to you."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account without showing that the address is theirs; see `actions.signing_in`."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Somebody who has left and typed the right password is told so."""
        messages.error(request, _("Your account is closed, because you have left. An admin can open it again."))
        return redirect("account_login")


def sign_in(request: HttpRequest, person: Person, *, how: str, next_page: str) -> HttpResponse:
    """Begin a session for somebody who has shown who they are, `how` ('link', 'demo'), and lead them on."""
    record_authentication(request, person, method=how)
    response: HttpResponse = perform_login(request, Login(user=person, email=person.email, redirect_url=next_page))
    if how == "link" and request.user == person:
        request.session[BY_LINK] = time.time()
    return response


def has_just_come_by_link(request: HttpRequest) -> bool:
    """Whether this session began with a link within the last quarter of an hour; then the mail was theirs just now."""
    began = request.session.get(BY_LINK, 0.0)
    return time.time() - float(began) < links.SECONDS


def sign_out(request: HttpRequest) -> None:
    """End the session."""
    logout(request, show_message=False)


def is_too_often(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Whether `action` was done too often, from this address or for this key (the limits are in the settings)."""
    return not ratelimit.consume(request, action=action, key=key)


def next_page(request: HttpRequest) -> str:
    """Where somebody wanted to go before they were asked to sign in; nothing foreign, else Today."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted[:500] if is_ours and wanted != reverse("account_logout") else "/"
