"""Doors to the shelf."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.library.models import ItemKind
from upwell.library.queries.shelf import LENGTHS, VIEWS, open_drafts, shelf, skills_to_choose, soon_out_of_date
from upwell.library.views.translating import read_first
from upwell.people.models import Skill
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def learn(request: MemberRequest) -> HttpResponse:
    """What one can learn from: ?view=new|useful|short|mine|expiring &skill=<id> &length=short|medium|long
    &kind=<kind of item> &after=<key>."""
    view = request.GET.get("view", "new")
    skill = _skill(request.GET.get("skill", ""))
    length, kind = request.GET.get("length", ""), request.GET.get("kind", "")
    if view not in VIEWS or length not in {"", *LENGTHS} or kind not in {"", *ItemKind.values}:
        raise Http404
    after, language = request.GET.get("after", ""), read_first(request)
    page = shelf(request.user, view=view, skill=skill, after=after, language=language, length=length, kind=kind)
    expiring = soon_out_of_date(request.user)
    context = {
        "view": view,
        "skill": skill,
        "page": page,
        "drafts": open_drafts(request.user) if view == "new" and not (skill or length or kind) else [],
        "expiring": expiring,
        "skills": [] if after else skills_to_choose(request.user),
        "tabs": _tabs(view, skill, expiring),
        "lengths": _choices("length", length, _lengths()),
        "kinds": _choices("kind", kind, _kinds()),
        "is_narrowed": bool(length or kind),
    }
    return render(request, "library/learn.html", context)


def _skill(named: str) -> Skill | None:
    if not named:
        return None
    found = Skill.objects.filter(pk=named).first() if named.isascii() and named.isdigit() and len(named) < 18 else None
    if found is None:
        raise Http404
    return found


def _lengths() -> list[tuple[str, str]]:
    return [("short", _("under two minutes")), ("medium", _("up to ten minutes")), ("long", _("longer"))]


def _kinds() -> list[tuple[str, str]]:
    named = {
        ItemKind.MODULE: _("modules"),
        ItemKind.LINK: _("links"),
        ItemKind.EVENT: _("events"),
        ItemKind.TASK: _("tasks"),
        ItemKind.PATH: _("paths"),
    }
    return [(kind.value, words) for kind, words in named.items()]


def _choices(name: str, chosen: str, options: list[tuple[str, str]]) -> list[dict[str, object]]:
    """The options of a filter; the chosen one leads back to all."""
    return [
        {"name": name, "value": None if value == chosen else value, "label": label, "is_chosen": value == chosen}
        for value, label in options
    ]


def _tabs(view: str, skill: Skill | None, expiring: int) -> list[dict[str, object]]:
    labels = {
        "new": _("Lately"),
        "useful": _("Most useful"),
        "short": _("Under two minutes"),
        "mine": _("Yours"),
        "expiring": _("Soon out of date"),
    }
    kept = f"&skill={skill.pk}" if skill else ""
    return [
        {
            "url": f"{reverse('library:learn')}?view={name}{kept}",
            "label": labels[name],
            "is_here": name == view,
            "count": expiring if name == "expiring" else "",
        }
        for name in VIEWS
        if name != "expiring" or expiring or view == name
    ]
