"""The door to the service worker of recall: a browser lets it see only what lies below its own address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from upwell.core.access import everyone
from upwell.web.assets import asset_bytes


@everyone
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The script that gives /recall/ once more where there is no connection; asked for anew each time, so that a new build
    is noticed."""
    return HttpResponse(
        asset_bytes("offline.js"), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )
