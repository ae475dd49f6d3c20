"""Doors to a week's plan: looking at it, having it made, what it was chosen from, minutes and quiet weeks."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core import clock
from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.people.requests import MemberRequest
from upwell.planning.actions.making import make_plan
from upwell.planning.actions.pieces import take_back
from upwell.planning.actions.rhythm import set_rhythm
from upwell.planning.forms import RhythmForm
from upwell.planning.models import SetAside
from upwell.planning.queries.choice import choice_of
from upwell.planning.queries.plan import this_week
from upwell.planning.queries.rhythm import declined_by, rhythm_of
from upwell.planning.views.leading import lead_back
from upwell.planning.weeks import week_of


@members_only
@require_safe
def plan(request: MemberRequest) -> HttpResponse:
    """The whole plan of this week."""
    return render(request, "planning/plan.html", {"week": this_week(request.user)})


@members_only
@require_POST
def make(request: MemberRequest) -> HttpResponse:
    """Have this week planned, or planned anew."""
    make_plan(request.user, by=request.user)
    messages.success(request, _("Your week is planned."))
    return lead_back(request)


@members_only
@require_safe
def choices(request: MemberRequest) -> HttpResponse:
    """What a plan of this moment is chosen from, and by which rules."""
    return render(request, "planning/choices.html", {"choice": choice_of(request.user)})


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: MemberRequest) -> HttpResponse:
    """Choose one's minutes and quiet weeks; see what one declined."""
    person = request.user
    week = week_of(person, clock.now())
    form = RhythmForm(request.POST if request.method == "POST" else None, rhythm_of(person), week)
    if request.method == "POST" and form.is_valid():
        try:
            set_rhythm(person, by=person, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(
                request, _("Kept. It holds from the next plan on; have this week planned anew if you like.")
            )
            return redirect("planning:plan")
    context = {"form": form, "declined": declined_by(person)}
    return render(request, "planning/rhythm.html", context, status=422 if request.method == "POST" else 200)


@members_only
@require_POST
def bring_back(request: MemberRequest, aside_id: int) -> HttpResponse:
    """Let something that one declined come back."""
    take_back(get_object_or_404(SetAside, pk=aside_id, person=request.user), by=request.user)
    messages.success(request, _("It may come back."))
    return redirect("planning:rhythm")
