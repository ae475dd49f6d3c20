"""Doors to certificates: the page that proves one, for anybody who has its address, and the paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from upwell.core.access import everyone
from upwell.journeys.certificates.asking import drawn
from upwell.journeys.models import Certificate


@everyone
@require_safe
def certificate(request: HttpRequest, certificate_key: UUID) -> HttpResponse:
    """What was certified, when, and by which organisation."""
    found = get_object_or_404(Certificate, key=certificate_key)
    return render(request, "journeys/certificate.html", {"certificate": found, "by_browser": "print" in request.GET})


@everyone
@require_safe
def certificate_file(request: HttpRequest, certificate_key: UUID) -> HttpResponse:
    """The same on paper; where our fonts have not all the letters of a name, back to the page, which a browser prints."""
    found = get_object_or_404(Certificate, key=certificate_key)
    try:
        paper = drawn(found)
    except LookupError:
        return redirect(f"{found.get_absolute_url()}?print")
    response = HttpResponse(paper, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="certificate-{found.key}.pdf"'
    return response
