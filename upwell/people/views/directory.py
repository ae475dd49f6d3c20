"""Doors to finding people."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from upwell.core.access import admins_only, members_only
from upwell.core.text import one_line
from upwell.people.forms.directory import SoughtForm
from upwell.people.forms.me import language_names
from upwell.people.languages import code_of, name_of
from upwell.people.models import Skill, Team
from upwell.people.queries.directory import Sought, people_like, skills_like
from upwell.people.queries.directory import directory as look
from upwell.people.queries.teams import branch_at, teams_like
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def directory(request: MemberRequest) -> HttpResponse:
    """Who knows about something?"""
    sought = _sought(request)
    cards, page = look(sought, seen_by=request.user, after=request.GET.get("after", ""))
    context = {
        "sought": sought,
        "cards": cards,
        "page": page,
        "branch": branch_at(sought.team),
        "language": name_of(sought.language),
        "languages": language_names(),
    }
    return render(request, "people/directory.html", context)


@members_only
@require_safe
def suggest_skills(request: MemberRequest) -> HttpResponse:
    """Skills that are called like what somebody types, as options."""
    options = [(skill.name, "") for skill in skills_like(request.GET.get("name", ""))]
    return render(request, "people/_options.html", {"options": options})


@admins_only
@require_safe
def suggest_teams(request: MemberRequest) -> HttpResponse:
    """Teams that are called like what somebody types, as options."""
    typed = request.GET.get("team") or request.GET.get("parent") or ""
    teams = teams_like(typed.rpartition(" › ")[2]) if typed else []
    options = [(f"{team.parent.name} › {team.name}" if team.parent else team.name, "") for team in teams]
    return render(request, "people/_options.html", {"options": options})


@admins_only
@require_safe
def suggest_people(request: MemberRequest) -> HttpResponse:
    """People who are called like what somebody types, as options: their address, and who that is."""
    typed = request.GET.get("lead", "")
    options = [(person.email, person.name) for person in (people_like(typed) if typed else [])]
    return render(request, "people/_options.html", {"options": options})


def _sought(request: MemberRequest) -> Sought:
    """What is asked for; a skill or a team that is not there, and words that are no language, are left aside."""
    form = SoughtForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    text = one_line(asked.get("q", ""))
    return Sought(
        text="" if len(text) == 1 and text.isascii() else text,  # a letter is no question; one Chinese character may be
        skill=Skill.objects.filter(pk=asked["skill"]).first() if asked.get("skill") else None,
        team=Team.objects.filter(pk=asked["team"]).first() if asked.get("team") else None,
        language=code_of(asked.get("language", "")),
        teaches=asked.get("teaches", False),
    )
