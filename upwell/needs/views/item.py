"""Doors to what needs have to do with an item: which it answers, who helps with the one it is
written for, and what is asked there. Parts of
the item's pages, or pages by themselves without script."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.library.models import Item
from upwell.library.permissions import can_curate, can_edit
from upwell.needs.models import Need, Offer
from upwell.needs.queries.asked import asked_of
from upwell.people.models import Person
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


@members_only
@require_safe
def who_helps(request: MemberRequest, item_id: int) -> HttpResponse:
    """Colleagues who offered help on the need this is written for, for its authors to ask along; at most five."""
    item = get_object_or_404(Item.objects.visible_to(request.user).select_related("module"), pk=item_id)
    if not can_curate(request.user, item) or not hasattr(item, "module"):
        raise PermissionDenied
    need = Need.objects.visible_to(request.user).standing().filter(pk=item.module.for_need_id or 0).first()
    offers = need.offers.filter(withdrawn_at__isnull=True) if need else Offer.objects.none()
    people = Person.objects.active().filter(offers__in=offers).exclude(authorships__item=item).with_team().distinct()
    name = "needs/_who_helps.html" if request.htmx else "needs/who_helps.html"
    return render(request, name, {"item": item, "people": people.order_by("sort_name", "id")[:MOST]})


@members_only
@require_safe
def beside(request: MemberRequest, item_id: int) -> HttpResponse:
    """The need a module is written for, for those who write it: its sentence, why people need it, what they still ask.

    Where the writer may not see the need, it is not there.
    """
    item = get_object_or_404(Item.objects.visible_to(request.user).select_related("module").with_authors(), pk=item_id)
    if not can_edit(request.user, item):
        raise PermissionDenied
    wanted = item.module.for_need_id if hasattr(item, "module") else None
    need = get_object_or_404(Need.objects.visible_to(request.user).select_related("asked_by", "thread"), pk=wanted)
    context = {"item": item, "need": need, **asked_of(need)}
    return render(request, "needs/_beside.html" if request.htmx else "needs/beside.html", context)
