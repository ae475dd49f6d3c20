"""Doors to rules: thinking of one, seeing by name whom it means, letting it hold, taking it away."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.gatherings.views.showing import LARGEST_ID, carry_out, done, form_page
from upwell.journeys.actions.ruling import MeansEverybody
from upwell.journeys.actions.ruling import add_rule as add
from upwell.journeys.actions.ruling import put_rule_live as put_live
from upwell.journeys.actions.ruling import remove_rule as remove
from upwell.journeys.models import Path, Rule
from upwell.journeys.permissions import can_rule
from upwell.journeys.queries.meaning import are_nearly_all, previewed
from upwell.journeys.rule_forms import RuleForm
from upwell.journeys.views.making import made_here
from upwell.people.requests import MemberRequest


@members_only
@form_page
def add_rule(request: MemberRequest, path_id: int) -> HttpResponse:
    """Think of a rule; whom it means comes next."""
    found = _ruled(request, path_id)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            rule = add(found, by=request.user, **form.said())
        except ValidationError as refusal:
            show_refusal(refusal, form)
        except PermissionDenied:
            form.add_error("team", _("Name the team you lead, or one below it; a steward makes rules for others."))
        else:
            return redirect("journeys:preview", found.pk, rule.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "journeys/add_rule.html", {"form": form, "path": found}, status=status)


@members_only
@require_safe
def preview(request: MemberRequest, path_id: int, rule_id: int) -> HttpResponse:
    """Whom a rule means, by name: ?after=<key>."""
    found, rule = _asked(request, path_id, rule_id)
    return _preview(request, found, rule)


@members_only
@require_POST
def put_rule_live(request: MemberRequest, path_id: int, rule_id: int) -> HttpResponse:
    """Let it hold; `everybody=yes` says once more that nearly everybody is meant."""
    found, rule = _asked(request, path_id, rule_id)
    try:
        put_live(rule, by=request.user, although_everybody=request.POST.get("everybody") == "yes")
    except MeansEverybody:
        return _preview(request, found, rule, status=422)
    except ValidationError as refusal:
        return _preview(request, found, rule, status=422, fault=" ".join(refusal.messages))
    return done(request, found, _("It holds. Whoever it means has the path in a moment."), at="line/#rules")


@members_only
@require_POST
def remove_rule(request: MemberRequest, path_id: int, rule_id: int) -> HttpResponse:
    """Take it away."""
    found, rule = _asked(request, path_id, rule_id)
    said = _("Taken away. Whoever had the path by it alone leaves it.")
    return carry_out(request, found, partial(remove, rule, by=request.user), said, at="line/#rules")


def _preview(request: MemberRequest, found: Path, rule: Rule, *, status: int = 200, fault: str = "") -> HttpResponse:
    count, new, page = previewed(rule, after=request.GET.get("after", ""))
    context = {
        "path": found,
        "rule": rule,
        "count": count,
        "new": new,
        "page": page,
        "fault": fault,
        "is_everybody": rule.live_at is None and are_nearly_all(count),
    }
    return render(request, "journeys/preview.html", context, status=status)


def _asked(request: MemberRequest, path_id: int, rule_id: int) -> tuple[Path, Rule]:
    found = _ruled(request, path_id)
    rules = found.rules.select_related("team", "skill", "by")
    return found, get_object_or_404(rules, pk=min(rule_id, LARGEST_ID))


def _ruled(request: MemberRequest, path_id: int) -> Path:
    found = made_here(request, path_id)
    if not can_rule(request.user, found):
        raise PermissionDenied
    return found
