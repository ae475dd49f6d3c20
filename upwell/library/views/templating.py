"""The doors to templates: which there are, adding one of a module, calling it otherwise, retiring it. For stewards."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import stewards_only
from upwell.library.actions import templating
from upwell.library.models import Template
from upwell.library.starters import starters
from upwell.library.views.seeing import seen_module
from upwell.people.requests import MemberRequest


@stewards_only
@require_safe
def templates(request: MemberRequest) -> HttpResponse:
    """The templates that are offered here; at most thirty."""
    return _page(request)


@stewards_only
@require_safe
def as_template(request: MemberRequest, item_id: int) -> HttpResponse:
    """Say under which name a module is to be offered as a template."""
    item = seen_module(request, item_id)
    return render(request, "library/as_template.html", {"item": item, "name": item.title[: templating.LONGEST_NAME]})


@stewards_only
@require_POST
def add_template(request: MemberRequest, item_id: int) -> HttpResponse:
    """Offer it."""
    item = seen_module(request, item_id)
    name, about = request.POST.get("name", ""), request.POST.get("about", "")
    try:
        templating.add_template(item, by=request.user, name=name, about=about)
    except ValidationError as refusal:
        context = {"item": item, "name": name, "about": about, "fault": " ".join(refusal.messages)}
        return render(request, "library/as_template.html", context, status=422)
    messages.success(request, _("Whoever makes a module can start from it now."))
    return redirect("library:templates")


@stewards_only
@require_POST
def rename_template(request: MemberRequest, template_id: int) -> HttpResponse:
    """Call it otherwise."""
    template = get_object_or_404(Template, pk=min(template_id, 2**63 - 1))
    name, about = request.POST.get("name", ""), request.POST.get("about", "")
    try:
        templating.rename_template(template, by=request.user, name=name, about=about)
    except ValidationError as refusal:
        typed = {"wrong": template.pk, "name": name, "about": about, "fault": " ".join(refusal.messages)}
        return _page(request, status=422, **typed)
    messages.success(request, _("Its name is kept."))
    return redirect("library:templates")


@stewards_only
@require_POST
def retire_template(request: MemberRequest, template_id: int) -> HttpResponse:
    """Offer it no longer."""
    templating.retire_template(get_object_or_404(Template, pk=min(template_id, 2**63 - 1)), by=request.user)
    messages.success(request, _("It is offered no longer. What was started from it stays."))
    return redirect("library:templates")


def _page(request: MemberRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    context |= {
        "templates": Template.objects.offered().select_related("item", "by").order_by("name"),
        "starters": starters().values(),
    }
    return render(request, "library/templates.html", context, status=status)
