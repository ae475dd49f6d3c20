"""The door to what needs attention."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.library.queries.attention import attention_of
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def attention(request: MemberRequest) -> HttpResponse:
    """What readers say does not help, of what one wrote; a steward sees everybody's with ?of=everybody."""
    everybodys = request.GET.get("of") == "everybody" and request.user.is_steward
    found = attention_of(request.user, everybodys=everybodys, after=request.GET.get("after", ""))
    return render(request, "library/attention.html", {"attention": found, "everybodys": everybodys})
