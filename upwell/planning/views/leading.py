"""Where a button of a plan leads back to: the page it was pressed on."""

from django.http import HttpResponse
from django.shortcuts import redirect

from upwell.people.requests import MemberRequest


def lead_back(request: MemberRequest) -> HttpResponse:
    """To Today, where the form says that it stands there; else to the plan."""
    return redirect("web:today" if request.POST.get("from") == "today" else "planning:plan")
