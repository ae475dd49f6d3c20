"""The home page, and the health page."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from upwell.core import clock
from upwell.core.access import everyone, members_only
from upwell.people.requests import MemberRequest
from upwell.web.greeting import greeting
from upwell.web.home import today_of


@members_only
@require_GET
def today(request: MemberRequest) -> HttpResponse:
    """What to do now, whom one could help, what came back."""
    context = {"today": today_of(request.user), "greeting": greeting(request.user, clock.now())}
    return render(request, "web/today.html", context)


@everyone
@require_GET
def healthz(request: MemberRequest) -> HttpResponse:
    """Whether this process answers and reaches its database; for `upwell serve` and load balancers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
