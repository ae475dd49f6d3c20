"""The door from a need to a mentoring: taking up an offer."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.needs.actions.mentoring import take_up_offer
from upwell.needs.forms import TakeUpForm
from upwell.needs.models import Offer
from upwell.needs.permissions import can_take_up_offer
from upwell.needs.views.showing import seen_need
from upwell.people.requests import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: MemberRequest, need_id: int, offer_id: int) -> HttpResponse:
    """Take up what a colleague offered: to be mentored."""
    need = seen_need(request, need_id)
    offers = Offer.objects.standing().select_related("by__team", "need")
    offer = get_object_or_404(offers, pk=offer_id, need=need.merged_into_id or need.pk)
    if not can_take_up_offer(request.user, offer):
        raise PermissionDenied
    form = TakeUpForm(request.POST if request.method == "POST" else None, initial={"goals": need.title})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(take_up_offer(offer, by=request.user, goals=form.cleaned_data["goals"]))
        except ValidationError as refusal:
            show_refusal(refusal, form)
    status = 422 if request.method == "POST" else 200
    return render(request, "needs/take_up.html", {"need": need, "offer": offer, "form": form}, status=status)
