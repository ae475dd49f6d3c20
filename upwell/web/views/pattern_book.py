"""The pattern book: every component in every state, for whoever builds a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.web.patterns import half, samples


@members_only
@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component in light and in dark, side by side, with long names and odd content."""
    context = {"halves": [half("light"), half("dark")], **samples()}
    return render(request, "web/patterns.html", context)
