"""Doors for admins who look after accounts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import admins_only
from upwell.core.paging import page
from upwell.core.refusals import show_refusal
from upwell.people import actions
from upwell.people.forms.settings import ROLES, AccountForm
from upwell.people.models import Person
from upwell.people.queries import accounts as queries
from upwell.people.requests import MemberRequest

editing = require_http_methods(["GET", "HEAD", "POST"])


@admins_only
@require_safe
def accounts(request: MemberRequest) -> HttpResponse:
    """Everybody with an account, and those who have left."""
    text, role, left = request.GET.get("q", ""), request.GET.get("role", ""), bool(request.GET.get("left"))
    people = queries.accounts(text, role=role, left=left)
    found = page(people, by=("sort_name", "id"), after=request.GET.get("after", ""), size=50)
    context = {"page": found, "text": text, "role": role, "left": left, "roles": ROLES}
    return render(request, "people/accounts.html", context)


@admins_only
@editing
def add(request: MemberRequest) -> HttpResponse:
    """Add a colleague, who signs in by link."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("%(name)s is here, and signs in by a link.") % {"name": person.name})
            return redirect("people:account", person.pk)
    return render(request, "people/add.html", {"form": form}, status=422 if form.errors else 200)


@admins_only
@editing
def account(request: MemberRequest, person_id: int) -> HttpResponse:
    """Where somebody belongs, what they may do, and what hangs on them."""
    person = _person(person_id)
    form = AccountForm(request.POST) if request.method == "POST" else AccountForm.of(person)
    if form.is_bound and form.is_valid():
        try:
            actions.edit_profile(person, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("It is as you left it."))
            return redirect("people:account", person.pk)
    context = {"account": queries.account_of(person), "person": person, "form": form, "roles": ROLES}
    return render(request, "people/account.html", context, status=422 if form.errors else 200)


@admins_only
@require_POST
def role(request: MemberRequest, person_id: int) -> HttpResponse:
    """Make somebody a member, a steward or an admin."""
    person = _person(person_id)
    try:
        person = actions.set_role(person, by=request.user, role=request.POST.get("role", ""))
    except ValidationError as refusal:
        return _refused(request, person, refusal)
    messages.success(
        request, _("%(name)s is now: %(role)s.") % {"name": person.name, "role": person.get_role_display()}
    )
    return redirect("people:account", person.pk)


@admins_only
@require_POST
def deactivate(request: MemberRequest, person_id: int) -> HttpResponse:
    """Close the account of somebody who leaves."""
    person = _person(person_id)
    try:
        actions.deactivate_person(person, by=request.user)
    except ValidationError as refusal:
        return _refused(request, person, refusal)
    messages.success(request, _("%(name)s’s account is closed; what they made stays.") % {"name": person.name})
    return redirect("people:account", person.pk)


@admins_only
@require_POST
def reactivate(request: MemberRequest, person_id: int) -> HttpResponse:
    """Open the account of somebody who comes back."""
    person = actions.reactivate_person(_person(person_id), by=request.user)
    messages.success(request, _("%(name)s is back, and signs in by a link.") % {"name": person.name})
    return redirect("people:account", person.pk)


def _person(person_id: int) -> Person:
    person: Person = get_object_or_404(Person.objects.select_related("team__parent", "lead"), pk=person_id)
    return person


def _refused(request: MemberRequest, person: Person, refusal: ValidationError) -> HttpResponse:
    context = {
        "account": queries.account_of(person),
        "person": person,
        "form": AccountForm.of(person),
        "roles": ROLES,
        "refusal": " ".join(refusal.messages),
    }
    return render(request, "people/account.html", context, status=422)
