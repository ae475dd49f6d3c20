"""Doors to who has a hand in a module: authors, its owner, whoever reads the draft, everybody."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.library.actions import curating, inviting
from upwell.library.forms import ColleagueForm
from upwell.library.views.care_page import care_page, done, named
from upwell.library.views.seeing import LARGEST_ID, seen_item
from upwell.people.models import Person
from upwell.people.queries.colleagues import colleagues_named
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def colleagues(request: MemberRequest) -> HttpResponse:
    """Who may be meant, while one types a name."""
    return render(request, "library/_colleagues.html", {"people": colleagues_named(request.GET.get("email", ""))})


@members_only
@require_POST
def add_author(request: MemberRequest, item_id: int) -> HttpResponse:
    """Somebody writes along."""
    item = seen_item(request, item_id)
    form, person = _accepted(request, lambda person: curating.add_author(item, by=request.user, person=person))
    if person is None:
        return care_page(request, item, author_form=form, status=422)
    return done(request, item, _("%(name)s writes along now.") % {"name": person.name})


@members_only
@require_POST
def remove_author(request: MemberRequest, item_id: int, person_id: int) -> HttpResponse:
    """Somebody writes along no more."""
    item = seen_item(request, item_id)
    person = item.authorships.select_related("person").filter(person=min(person_id, LARGEST_ID)).first()
    if person is None:
        return done(request, item, _("They do not write along."))
    try:
        curating.remove_author(item, by=request.user, person=person.person)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:care", item.pk)
    if person.person == request.user:
        messages.success(request, _("You do not write along any more."))
        return redirect("library:learn")
    return done(request, item, _("%(name)s does not write along any more.") % {"name": person.person.name})


@members_only
@require_POST
def hand_over(request: MemberRequest, item_id: int) -> HttpResponse:
    """Somebody else looks after it from now on."""
    item = seen_item(request, item_id)
    form, person = _accepted(request, lambda person: curating.hand_over(item, by=request.user, to=person))
    if person is None:
        return care_page(request, item, owner_form=form, status=422)
    messages.success(request, _("%(name)s looks after it now.") % {"name": person.name})
    return redirect(item)


@members_only
@require_POST
def open_up(request: MemberRequest, item_id: int) -> HttpResponse:
    """Everybody may write on it, or its authors alone."""
    item = seen_item(request, item_id)
    is_open = request.POST.get("open") == "yes"
    inviting.open_to_anyone(item, by=request.user, is_open=is_open)
    said = _("Everybody who sees it may write on it now.") if is_open else _("Only its authors write on it now.")
    return done(request, item, said)


@members_only
@require_POST
def ask_reviewer(request: MemberRequest, item_id: int) -> HttpResponse:
    """Somebody reads the draft first."""
    item = seen_item(request, item_id)
    form, person = _accepted(request, lambda person: inviting.ask_reviewer(item, by=request.user, person=person))
    if person is None:
        return care_page(request, item, reviewer_form=form, status=422)
    return done(request, item, _("%(name)s sees the draft now, and is told.") % {"name": person.name})


@members_only
@require_POST
def dismiss_reviewer(request: MemberRequest, item_id: int, person_id: int) -> HttpResponse:
    """Somebody reads the draft no more."""
    item = seen_item(request, item_id)
    found = item.reviewers.select_related("person").filter(person=min(person_id, LARGEST_ID)).first()
    if found is not None:
        inviting.dismiss_reviewer(item, by=request.user, person=found.person)
    if found is not None and found.person == request.user:
        messages.success(request, _("You do not read the draft any more."))
        return redirect("library:learn")
    return done(request, item, _("They do not read the draft any more."))


def _accepted(request: MemberRequest, act: Callable[[Person], object]) -> tuple[ColleagueForm, Person | None]:
    """The form and the colleague it named, once `act` has taken them; None, with why in the form, where it did not."""
    form, person = named(request)
    if person is None:
        return form, None
    try:
        act(person)
    except ValidationError as refusal:
        form.add_error("email", refusal)
        return form, None
    return form, person
