"""Doors for admins who look after the tree of teams."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import admins_only
from upwell.core.paging import page
from upwell.core.refusals import show_refusal
from upwell.people import actions
from upwell.people.forms.settings import LeadForm, PlaceForm, TeamForm, written
from upwell.people.models import Team
from upwell.people.queries.teams import line_of
from upwell.people.requests import MemberRequest


@admins_only
@require_safe
def teams(request: MemberRequest) -> HttpResponse:
    """The top of the tree."""
    return _teams_page(request, TeamForm())


@admins_only
@require_safe
def team(request: MemberRequest, team_id: int) -> HttpResponse:
    """One team: its name, its lead, its place, and the teams below it."""
    return _team_page(request, _team(team_id))


@admins_only
@require_POST
def add_team(request: MemberRequest, team_id: int | None = None) -> HttpResponse:
    """Add a team below another, or at the top."""
    parent = _team(team_id) if team_id else None
    form = TeamForm(request.POST)
    if form.is_valid():
        try:
            added = actions.add_team(form.cleaned_data["name"], by=request.user, parent=parent)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("‘%(name)s’ is there.") % {"name": added.name})
            return redirect("people:team", parent.pk) if parent else redirect("people:teams")
    return _team_page(request, parent, adding=form) if parent else _teams_page(request, form)


@admins_only
@require_POST
def rename(request: MemberRequest, team_id: int) -> HttpResponse:
    """Give a team another name."""
    form = TeamForm(request.POST)
    if form.is_valid():
        try:
            actions.rename_team(_team(team_id), by=request.user, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
    return _answer(request, _team(team_id), naming=form)


@admins_only
@require_POST
def move(request: MemberRequest, team_id: int) -> HttpResponse:
    """Put a team, with all below it, in another place."""
    form = PlaceForm(request.POST)
    if form.is_valid():
        try:
            actions.move_team(_team(team_id), by=request.user, parent=form.cleaned_data["parent"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
    return _answer(request, _team(team_id), placing=form)


@admins_only
@require_POST
def lead(request: MemberRequest, team_id: int) -> HttpResponse:
    """Say who leads a team."""
    form = LeadForm(request.POST)
    if form.is_valid():
        try:
            actions.set_team_lead(_team(team_id), by=request.user, lead=form.cleaned_data["lead"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
    return _answer(request, _team(team_id), leading=form)


def _team(team_id: int) -> Team:
    return get_object_or_404(Team.objects.select_related("parent", "lead"), pk=team_id)


def _answer(request: MemberRequest, changed: Team, **form: forms.Form) -> HttpResponse:
    if any(each.errors for each in form.values()):
        return _team_page(request, changed, **form)
    messages.success(request, _("It is as you left it."))
    return redirect("people:team", changed.pk)


def _teams_page(request: MemberRequest, form: TeamForm) -> HttpResponse:
    roots = Team.objects.filter(parent=None).select_related("lead")
    found = page(roots, by=("name", "id"), after=request.GET.get("after", ""), size=50)
    return render(request, "people/teams.html", {"page": found, "adding": form}, status=422 if form.errors else 200)


def _team_page(request: MemberRequest, shown: Team, **form: forms.Form) -> HttpResponse:
    below = Team.objects.filter(parent=shown).select_related("lead")
    context = {
        "team": shown,
        "line": line_of(shown)[:-1],
        "page": page(below, by=("name", "id"), after=request.GET.get("after", ""), size=50),
        "naming": TeamForm(initial={"name": shown.name}),
        "placing": PlaceForm(initial={"parent": written(shown.parent)}),
        "leading": LeadForm(initial={"lead": shown.lead.email if shown.lead else ""}),
        "adding": TeamForm(auto_id="adding_%s"),
        **form,
    }
    return render(request, "people/team.html", context, status=422 if form else 200)
