"""Doors to one's settings, and to those of the organisation."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import admins_only, members_only
from upwell.core.paging import page
from upwell.core.refusals import show_refusal
from upwell.people import queries, signin
from upwell.people.actions import change_password, edit_organisation, issue_token, revoke_token
from upwell.people.forms.me import TokenForm
from upwell.people.forms.settings import OrganisationForm
from upwell.people.forms.signing_in import PasswordForm
from upwell.people.models import Token
from upwell.people.requests import MemberRequest

editing = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@require_safe
def settings(request: MemberRequest) -> HttpResponse:
    """Everything one may set, in words."""
    return render(request, "people/settings.html", {"organisation": queries.organisation()})


@members_only
@never_cache
@editing
def tokens(request: MemberRequest) -> HttpResponse:
    """One's API tokens; a new one is shown here this once."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = issue_token(request.user, by=request.user, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            form = TokenForm()
    mine = Token.objects.filter(person=request.user, revoked_at=None)
    found = page(mine, by=("-created_at", "-id"), after=request.GET.get("after", ""))
    context = {"form": form, "secret": secret, "page": found}
    return render(request, "people/tokens.html", context, status=422 if form.errors else 200)


@members_only
@require_POST
def revoke(request: MemberRequest, token_id: int) -> HttpResponse:
    """End one of one's tokens."""
    token = get_object_or_404(Token, pk=token_id, person=request.user)
    revoke_token(token, by=request.user)
    messages.success(request, _("‘%(name)s’ opens nothing any more.") % {"name": token.name})
    return redirect("people:tokens")


@members_only
@never_cache
@sensitive_post_parameters("current", "new")
@editing
def password(request: MemberRequest) -> HttpResponse:
    """Set one's password; the present one is asked for, unless one has come in by a link."""
    asks = request.user.has_usable_password() and not signin.has_just_come_by_link(request)
    form = PasswordForm(request.POST or None, asks_for_current=asks)
    if request.method == "POST" and signin.is_too_often(request, "change_password"):
        form.full_clean()
        form.add_error(None, _("That was tried too often. Wait a few minutes, then try again."))
        return render(request, "people/password.html", {"form": form}, status=429)
    if request.method == "POST" and form.is_valid():
        try:
            person = change_password(request.user, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            update_session_auth_hash(request, person)
            messages.success(request, _("Your password is set. Everywhere else you are signed out."))
            return redirect("people:settings")
    return render(request, "people/password.html", {"form": form}, status=422 if form.errors else 200)


@admins_only
@editing
def organisation(request: MemberRequest) -> HttpResponse:
    """What the organisation is called, how it greets, who may join."""
    form = OrganisationForm.of(queries.organisation(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            edit_organisation(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("It is as you left it, from now on and for everybody."))
            return redirect("people:settings")
    return render(request, "people/organisation.html", {"form": form}, status=422 if form.errors else 200)
