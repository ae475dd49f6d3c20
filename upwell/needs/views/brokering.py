"""Doors for stewards: setting needs aside, taking them up again, joining those that ask the same."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import stewards_only
from upwell.core.refusals import show_refusal
from upwell.needs.actions.brokering import merge_need, park_need, unpark_need
from upwell.needs.forms import MergeForm, ParkForm
from upwell.needs.models import Need
from upwell.needs.queries.choosing import needs_titled
from upwell.needs.views.showing import changed, form_page, seen_need
from upwell.people.requests import MemberRequest

form_or_post = require_http_methods(["GET", "HEAD", "POST"])


@stewards_only
@form_or_post
def park(request: MemberRequest, need_id: int) -> HttpResponse:
    """Set a need aside, with a reason that everybody sees."""
    need = seen_need(request, need_id)
    if request.method != "POST":
        return form_page(request, need, "park", ParkForm())
    form = ParkForm(request.POST)
    try:
        parking = park_need(need, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as refusal:
        form.is_valid()
        show_refusal(refusal, form)
        return form_page(request, need, "park", form, status=422)
    return changed(request, parking.need, _("Set aside. Everybody who waits for it is told why."))


@stewards_only
@require_POST
def unpark(request: MemberRequest, need_id: int) -> HttpResponse:
    """Take a need up again."""
    need = seen_need(request, need_id)
    unpark_need(need, by=request.user)
    return changed(request, need, _("It is open again."))


@stewards_only
@form_or_post
def merge(request: MemberRequest, need_id: int) -> HttpResponse:
    """Join a need with another that asks the same."""
    need = seen_need(request, need_id)
    typed = request.POST.get("q", request.GET.get("q", ""))
    found = needs_titled(typed, need, request.user)
    if request.method != "POST":
        return form_page(request, need, "merge", MergeForm(initial={"q": typed}), needs=found, typed=typed)
    if "look" in request.POST:
        return form_page(request, need, "merge", MergeForm(initial={"q": typed}), needs=found, typed=typed)
    form = MergeForm(request.POST)
    into = (
        Need.objects.visible_to(request.user).filter(pk=form.data.get("into") or 0).first() if form.is_valid() else None
    )
    if into is None:
        form.add_error("q", _("Choose one of those found."))
    else:
        try:
            standing = merge_need(need, by=request.user, into=into)
        except ValidationError as refusal:
            show_refusal(refusal, form, into="q")
        else:
            return changed(request, standing, _("Joined. Nobody lost anything by it."))
    return form_page(request, need, "merge", form, status=422, needs=found, typed=typed)


@stewards_only
@require_safe
def twins(request: MemberRequest, need_id: int) -> HttpResponse:
    """Needs with such words, to choose from while one types."""
    need = seen_need(request, need_id)
    typed = request.GET.get("q", "")
    return render(request, "needs/_twins.html", {"needs": needs_titled(typed, need, request.user), "typed": typed})
