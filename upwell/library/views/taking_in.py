"""The door through which a document comes onto the page one writes on."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.library.actions.taking_in import take_in_document
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest


@members_only
@require_POST
def intake(request: MemberRequest) -> JsonResponse:
    """Make blocks of the document `file`: its title, the heading it was, its blocks, and what was left out. Nothing is written
    with it yet."""
    sent = request.FILES.get("file")
    if is_too_large(request):
        return JsonResponse({"faults": [too_large()]}, status=422)
    if sent is None:
        return JsonResponse({"faults": [_("Choose a file first.")]}, status=422)
    try:
        document = take_in_document(sent, by=request.user)
    except ValidationError as refusal:
        return JsonResponse({"faults": refusal.messages}, status=422)
    told = ("title", "heading", "blocks", "left_out")
    return JsonResponse({name: getattr(document, name) for name in told})
