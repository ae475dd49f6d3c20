"""Doors to a person's page, and to confirming what they can do."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.paging import page
from upwell.core.refusals import show_refusal
from upwell.people.actions import confirm_skill, withdraw_confirmation
from upwell.people.forms.directory import EvidenceForm
from upwell.people.languages import name_of
from upwell.people.models import Person, PersonSkill
from upwell.people.permissions import can_confirm_skill
from upwell.people.queries.pages import person_page
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def person(request: MemberRequest, person_id: int) -> HttpResponse:
    """Who somebody is, what they can do, teach and want to learn."""
    people = Person.objects.visible_to(request.user).select_related("team", "lead")
    colleague = get_object_or_404(people, pk=person_id)
    context = {
        "shown": person_page(colleague, seen_by=request.user),
        "person": colleague,
        "languages": [name_of(code) for code in colleague.languages],
        "is_me": colleague == request.user,
    }
    return render(request, "people/person.html", context)


@members_only
@require_safe
def skill(request: MemberRequest, skill_id: int) -> HttpResponse:
    """One skill of somebody: who confirmed it, with what they saw; and the form to do so."""
    return _skill_page(request, _visible_skill(request, skill_id))


@members_only
@require_POST
def confirm(request: MemberRequest, skill_id: int) -> HttpResponse:
    """Say what one saw of it."""
    held = _visible_skill(request, skill_id)
    form = EvidenceForm(request.POST)
    if form.is_valid():
        try:
            confirm_skill(held, by=request.user, evidence=form.cleaned_data["evidence"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Thank you. %(name)s is told.") % {"name": held.person.first_name})
            return redirect(held.person)
    return _skill_page(request, held, form)


@members_only
@require_POST
def unconfirm(request: MemberRequest, skill_id: int) -> HttpResponse:
    """Take back what one had confirmed."""
    held = _visible_skill(request, skill_id)
    withdraw_confirmation(held, by=request.user)
    messages.success(request, _("It is taken back."))
    return redirect(held.person)


def _visible_skill(request: MemberRequest, skill_id: int) -> PersonSkill:
    visible = PersonSkill.objects.filter(person__in=Person.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related("person__team", "skill"), pk=skill_id)


def _skill_page(request: MemberRequest, held: PersonSkill, form: EvidenceForm | None = None) -> HttpResponse:
    mine = held.confirmations.filter(by=request.user).first()
    context = {
        "held": held,
        "page": page(
            held.confirmations.select_related("by__team"), by=("-at", "-id"), after=request.GET.get("after", "")
        ),
        "mine": mine,
        "may_confirm": can_confirm_skill(request.user, held),
        "form": form or EvidenceForm(initial={"evidence": mine.evidence if mine else ""}),
    }
    return render(request, "people/skill.html", context, status=422 if form else 200)
