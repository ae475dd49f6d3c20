"""The door to what stands beside a page while it is written: what to look at before it is published."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.library.checks import look_over
from upwell.library.queries.draft import desk
from upwell.library.views.left_out import left_out_of
from upwell.library.views.seeing import written_module
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def checks(request: MemberRequest, item_id: int) -> HttpResponse:
    """What to look at before publishing, as the draft is saved now; for its authors."""
    item = written_module(request, item_id)
    now = desk(item)
    context = {
        "checks": look_over(now.title, now.blocks, item.language),
        "left_out": left_out_of(request, item.pk),
    }
    return render(request, "library/edit/checks.html", context)
