"""Doors to mentoring: one's desk, the wish, the offer, and figures for stewards."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only, stewards_only
from upwell.core.text import one_line
from upwell.gatherings.actions.mentoring import wishing
from upwell.gatherings.forms import OfferForm, WishForm
from upwell.gatherings.models import MentoringOffer, MentoringWish
from upwell.gatherings.queries.mentoring import desk_of, figures
from upwell.gatherings.views.showing import fill_in, form_page, typed
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def mentoring(request: MemberRequest) -> HttpResponse:
    """What is proposed to me, what goes on, what I wish and offer: ?after=<key> for what was."""
    desk = desk_of(request.user, after=request.GET.get("after", ""))
    return render(request, "gatherings/mentoring.html", {"desk": desk})


@members_only
@form_page
def wish(request: MemberRequest) -> HttpResponse:
    """Wish for a mentor; ?skill=<name> fills in the skill."""
    standing = MentoringWish.objects.standing().select_related("skill").filter(person=request.user).first()
    form = WishForm.of(standing, typed(request), skill=one_line(request.GET.get("skill", ""))[:80])

    def act() -> MentoringWish:
        return wishing.wish_for_mentor(by=request.user, **form.cleaned_data)

    told = _("Wished. You hear as soon as there is somebody who fits.")
    return fill_in(request, "gatherings/wish.html", form, act, told, wish=standing)


@members_only
@form_page
def offer(request: MemberRequest) -> HttpResponse:
    """Offer to mentor; what one would teach is filled in."""
    standing = MentoringOffer.objects.standing().prefetch_related("skills").filter(person=request.user).first()
    teaches = request.user.skills.filter(teaches=True).order_by("skill__name").values_list("skill__name", flat=True)
    form = OfferForm.of(standing, typed(request), skills=", ".join(teaches[:10]))

    def act() -> MentoringOffer:
        return wishing.offer_mentoring(by=request.user, **form.said())

    told = _("Offered. You hear as soon as somebody wishes for it.")
    return fill_in(request, "gatherings/offer.html", form, act, told, offer=standing)


@members_only
@require_POST
def unwish(request: MemberRequest) -> HttpResponse:
    """Wish no more."""
    standing = get_object_or_404(MentoringWish.objects.standing(), person=request.user)
    return _done(request, partial(wishing.take_back_wish, standing, by=request.user), _("Taken back."))


@members_only
@require_POST
def unoffer(request: MemberRequest) -> HttpResponse:
    """Be proposed to nobody any more."""
    standing = get_object_or_404(MentoringOffer.objects.standing(), person=request.user)
    told = _("Taken back. What goes on stays as it is.")
    return _done(request, partial(wishing.take_back_offer, standing, by=request.user), told)


@members_only
@require_POST
def match(request: MemberRequest) -> HttpResponse:
    """Look for somebody now."""
    told = _("We look now. If there is somebody who fits, you both hear of it in a minute or two.")
    return _done(request, partial(wishing.ask_for_match, by=request.user), told)


@stewards_only
@require_safe
def mentoring_figures(request: MemberRequest) -> HttpResponse:
    """How mentoring goes on the whole, without names."""
    return render(request, "gatherings/mentoring_figures.html", {"figures": figures()})


def _done(request: MemberRequest, act: partial[None], said: str) -> HttpResponse:
    try:
        act()
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, said)
    return redirect("gatherings:mentoring")
