"""Doors to looking at needs: the board, a need, and who says me too."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.needs.forms import CommentForm
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
            "tabs": _tabs(request, found.view),
            "filters": [
                _filter(request, "skill", "tag", _("Any skill"), skill, boards.skills_to_filter(request.user)),
                _filter(request, "team", "users", _("Every team"), team, boards.teams_to_filter(request.user, team)),
            ],
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


def _tabs(request: MemberRequest, view: str) -> list[dict[str, object]]:
    labels = {
        "open": _("I could help"),
        "mine": _("Mine"),
        "growing": _("Growing"),
        "waiting": _("Waiting longest"),
        "solved": _("Solved"),
    }
    if request.user.is_steward or view == "parked":
        labels["parked"] = _("Set aside")
    link = _links(request, "view")
    return [{"url": link(name), "label": label, "is_here": name == view} for name, label in labels.items()]


def _filter(
    request: MemberRequest,
    name: str,
    icon: str,
    every: str,
    chosen: Skill | Team | None,
    choices: Sequence[Skill | Team],
) -> dict[str, object]:
    link = _links(request, name)
    rows = [(link(one.pk), str(one), one == chosen) for one in choices]
    return {"icon": icon, "label": chosen or every, "every": every, "rows": rows, "none": link("") if chosen else ""}


def _links(request: MemberRequest, name: str) -> Callable[[object], str]:
    """Makes addresses of this board with another value of `name`; the page begins anew."""
    kept = urlencode([(each, value) for each, value in request.GET.items() if each not in {name, "after"}])
    before = f"?{kept}&{name}=" if kept else f"?{name}="
    return lambda value: f"{before}{value}"


def _number(request: MemberRequest, name: str) -> int:
    """A number from the address; what is none finds nothing."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
