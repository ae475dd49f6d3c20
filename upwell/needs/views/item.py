"""The door to which needs an item answers: part of the item's page, or a page by itself without script."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.library.models import Item
from upwell.needs.models import Need
from upwell.people.requests import MemberRequest

MOST = 5


@members_only
@require_safe
def answered_by(request: MemberRequest, item_id: int) -> HttpResponse:
    """The needs this item answers and the reader may see: those that most people asked first, at most five."""
    item = get_object_or_404(Item.objects.visible_to(request.user), pk=item_id)
    needs = Need.objects.visible_to(request.user).standing().filter(answers__item=item)
    shown = needs.only("title", "voice_count", "solved_count").order_by("-voice_count", "-id")[:MOST]
    name = "needs/_answered_by.html" if request.htmx else "needs/answered_by.html"
    return render(request, name, {"item": item, "needs": shown})
