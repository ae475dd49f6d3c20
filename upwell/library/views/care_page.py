"""The page on which one looks after an item: drawn in one place, because many forms lead back to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from upwell.library.forms import AudienceForm, ColleagueForm, LifeForm
from upwell.library.models import Happening, Item
from upwell.library.permissions import can_check, can_curate, can_edit, can_endorse, can_open_to_anyone
from upwell.library.queries.keeping import asks_for_answer
from upwell.people.models import Person
from upwell.people.queries.colleagues import colleague
from upwell.people.requests import MemberRequest

HAPPENINGS = 30
WAYS = {"add-author": "author_%s", "hand-over": "owner_%s", "ask-reviewer": "reviewer_%s"}


def care_page(request: MemberRequest, item: Item, *, status: int = 200, **forms: object) -> HttpResponse:
    """Everything one may do about an item that is not writing, for whoever may do any of it."""
    person = request.user
    may = {
        "check": can_check(person, item),
        "curate": can_curate(person, item),
        "edit": can_edit(person, item),
        "endorse": can_endorse(person, item),
        "open": can_open_to_anyone(person, item),
    }
    if not (may["check"] or may["curate"] or may["endorse"]):
        raise PermissionDenied
    context: dict[str, Any] = {
        "item": item,
        "may": may,
        "asks": asks_for_answer(item),
        "authors": [authorship.person for authorship in item.authorships.all()],
        "reviewers": item.reviewers.select_related("person__team"),
        "endorsements": item.endorsements.standing().select_related("by")[:5] if item.endorsed_version else [],
        "happenings": Happening.objects.ahead().order_by("-at")[:HAPPENINGS] if may["curate"] else [],
        "life_form": LifeForm.of(item),
        "audience_form": AudienceForm(initial={"team": item.team_id}, person=person, item=item),
        **{f"{way.partition('_')[0]}_form": ColleagueForm(auto_id=way) for way in WAYS.values()},
        **forms,
    }
    return render(request, "library/care.html", context, status=status)


def named(request: MemberRequest) -> tuple[ColleagueForm, Person | None]:
    """Whom the form names; None, with the fault in the form, for nobody."""
    way = request.path.rstrip("/").rpartition("/")[2]
    form = ColleagueForm(request.POST, auto_id=WAYS[way])
    if not form.is_valid():
        return form, None
    person = colleague(form.cleaned_data["email"])
    if person is None:
        form.add_error("email", _("Nobody here has this name or address. Choose one of those shown while you type."))
    return form, person


def done(request: MemberRequest, item: Item, said: str) -> HttpResponse:
    """Back to the page, with a word about what was done."""
    messages.success(request, said)
    return redirect("library:care", item.pk)
