"""Doors to looking at needs: the board, a need, and who says me too."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.needs.forms import CommentForm, NeedForm
from upwell.needs.queries import board as boards
from upwell.needs.queries.page import need_page, voices_of
from upwell.needs.views.showing import seen_need
from upwell.people.models import Skill, Team
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def board(request: MemberRequest) -> HttpResponse:
    """What people need to learn: open for me to help, mine, growing, waiting longest, solved."""
    view = request.GET.get("view", "open")
    skill = Skill.objects.filter(pk=_number(request, "skill")).first() if request.GET.get("skill") else None
    team = Team.objects.filter(pk=_number(request, "team")).first() if request.GET.get("team") else None
    found = boards.board(
        request.user,
        view=view if view in boards.VIEWS else "open",
        skill=skill,
        team=team,
        after=request.GET.get("after", ""),
    )
    context: dict[str, object] = {"board": found, "skill": skill, "team": team}
    if not request.htmx:
        context |= {
            "form": NeedForm(person=request.user),
            "skills": boards.skills_to_filter(request.user),
            "teams": boards.teams_to_filter(request.user, team),
        }
    return render(request, "needs/_rows.html" if request.htmx else "needs/board.html", context)


@members_only
@require_safe
def need(request: MemberRequest, need_id: int) -> HttpResponse:
    """A need and everything that happened to it; one that was joined with another leads on to that one."""
    found = seen_need(request, need_id)
    if found.merged_into is not None:
        return redirect(f"{found.merged_into.get_absolute_url()}?from={found.pk}")
    page = need_page(found, request.user, after=request.GET.get("after", ""))
    context = {"page": page, "need": found, "form": CommentForm(), "came_from": _number(request, "from")}
    return render(request, "needs/need.html", context)


@members_only
@require_safe
def voices(request: MemberRequest, need_id: int) -> HttpResponse:
    """Everybody who says me too, with why."""
    found = seen_need(request, need_id)
    page = voices_of(found, request.GET.get("after", ""))
    return render(request, "needs/voices.html", {"need": found, "page": page})


def _number(request: MemberRequest, name: str) -> int:
    """A number from the address; what is none finds nothing."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
