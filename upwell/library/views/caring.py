"""Doors to looking after what is out: still right, how long it holds, who sees it, who writes along, who owns it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.library.actions import curating
from upwell.library.forms import AudienceForm, ColleagueForm, LifeForm
from upwell.library.models import Item
from upwell.library.permissions import can_check, can_curate
from upwell.library.queries.colleagues import colleague, colleagues_named
from upwell.library.views.seeing import seen_item
from upwell.people.models import Person
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def care(request: MemberRequest, item_id: int) -> HttpResponse:
    """Everything one may do about an item that is not writing."""
    return _page(request, seen_item(request, item_id))


@members_only
@require_safe
def colleagues(request: MemberRequest) -> HttpResponse:
    """Who may be meant, while one types a name."""
    return render(request, "library/_colleagues.html", {"people": colleagues_named(request.GET.get("email", ""))})


@members_only
@require_POST
def check(request: MemberRequest, item_id: int) -> HttpResponse:
    """It is still right."""
    item = curating.check_item(seen_item(request, item_id), by=request.user)
    messages.success(request, _("Thank you. Readers see that it was checked today."))
    return redirect(item)


@members_only
@require_POST
def life(request: MemberRequest, item_id: int) -> HttpResponse:
    """Until when it holds."""
    item = seen_item(request, item_id)
    form = LifeForm(request.POST)
    if not form.is_valid():
        return _page(request, item, life_form=form, status=422)
    curating.set_valid_until(item, by=request.user, until=form.cleaned_data["valid_until"])
    return _done(request, item, _("Kept."))


@members_only
@require_POST
def audience(request: MemberRequest, item_id: int) -> HttpResponse:
    """Who may see it."""
    item = seen_item(request, item_id)
    form = AudienceForm(request.POST, person=request.user, item=item)
    if not form.is_valid():
        return _page(request, item, audience_form=form, status=422)
    curating.set_audience(item, by=request.user, team=form.cleaned_data["team"])
    return _done(request, item, _("Kept."))


@members_only
@require_POST
def add_author(request: MemberRequest, item_id: int) -> HttpResponse:
    """Somebody writes along."""
    item = seen_item(request, item_id)
    form, person = _named(request)
    if person is not None:
        try:
            curating.add_author(item, by=request.user, person=person)
        except ValidationError as refusal:
            form.add_error("email", refusal)
        else:
            return _done(request, item, _("%(name)s writes along now.") % {"name": person.name})
    return _page(request, item, author_form=form, status=422)


@members_only
@require_POST
def remove_author(request: MemberRequest, item_id: int, person_id: int) -> HttpResponse:
    """Somebody writes along no more."""
    item = seen_item(request, item_id)
    person = item.authorships.select_related("person").filter(person=min(person_id, 2**63 - 1)).first()
    if person is None:
        return _done(request, item, _("They do not write along."))
    try:
        curating.remove_author(item, by=request.user, person=person.person)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:care", item.pk)
    if person.person == request.user:
        messages.success(request, _("You do not write along any more."))
        return redirect("library:learn")
    return _done(request, item, _("%(name)s does not write along any more.") % {"name": person.person.name})


@members_only
@require_POST
def hand_over(request: MemberRequest, item_id: int) -> HttpResponse:
    """Somebody else looks after it from now on."""
    item = seen_item(request, item_id)
    form, person = _named(request)
    if person is not None:
        try:
            curating.hand_over(item, by=request.user, to=person)
        except ValidationError as refusal:
            form.add_error("email", refusal)
        else:
            messages.success(request, _("%(name)s looks after it now.") % {"name": person.name})
            return redirect(item)
    return _page(request, item, owner_form=form, status=422)


@members_only
@require_POST
def retire(request: MemberRequest, item_id: int) -> HttpResponse:
    """Take it out of the lists."""
    item = seen_item(request, item_id)
    try:
        curating.retire_item(item, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:care", item.pk)
    messages.success(request, _("Retired. It is out of the lists; links to it still work."))
    return redirect(item)


@members_only
@require_POST
def unretire(request: MemberRequest, item_id: int) -> HttpResponse:
    """Bring it back into the lists."""
    item = curating.unretire_item(seen_item(request, item_id), by=request.user)
    messages.success(request, _("It is back in the lists."))
    return redirect(item)


def _page(request: MemberRequest, item: Item, *, status: int = 200, **forms: object) -> HttpResponse:
    may_check, may_curate = can_check(request.user, item), can_curate(request.user, item)
    if not (may_check or may_curate):
        raise PermissionDenied
    context = {
        "item": item,
        "may_curate": may_curate,
        "may_check": may_check,
        "authors": [authorship.person for authorship in item.authorships.all()],
        "life_form": LifeForm(initial={"valid_until": item.valid_until}),
        "audience_form": AudienceForm(initial={"team": item.team_id}, person=request.user, item=item),
        "author_form": ColleagueForm(auto_id="author_%s"),
        "owner_form": ColleagueForm(auto_id="owner_%s"),
        **forms,
    }
    return render(request, "library/care.html", context, status=status)


def _named(request: MemberRequest) -> tuple[ColleagueForm, Person | None]:
    form = ColleagueForm(request.POST, auto_id="owner_%s" if request.path.endswith("hand-over/") else "author_%s")
    if not form.is_valid():
        return form, None
    person = colleague(form.cleaned_data["email"])
    if person is None:
        form.add_error("email", _("Nobody here has this name or address. Choose one of those shown while you type."))
    return form, person


def _done(request: MemberRequest, item: Item, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("library:care", item.pk)
