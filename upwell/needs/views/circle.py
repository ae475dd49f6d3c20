"""Door to the needs of a circle's topic, for its page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.gatherings.models import Circle
from upwell.needs.queries.choosing import needs_about
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1


@members_only
@require_safe
def of_circle(request: MemberRequest, circle_id: int) -> HttpResponse:
    """What waits of what the circle is about; nothing where it names no skills."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), pk=min(circle_id, LARGEST_ID))
    found = needs_about(list(circle.skills.values_list("pk", flat=True)), request.user)
    return render(request, "needs/_of_circle.html", {"needs": found, "circle": circle})
