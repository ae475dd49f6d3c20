"""The door to what one colleague made: part of their page, or a page by itself without script."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.core.paging import page
from upwell.library.models import Authorship, Item
from upwell.people.models import Person
from upwell.people.requests import MemberRequest

AT_ONCE = 6


@members_only
@require_safe
def made_by(request: MemberRequest, person_id: int) -> HttpResponse:
    """What this colleague wrote or looks after and the reader may see, the newest first."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id)
    wrote = Authorship.objects.filter(person=person).values("item")
    items = Item.objects.published().visible_to(request.user).filter(pk__in=wrote).select_related("thread")
    found = page(items, by=("-published_at", "-id"), after=request.GET.get("after", ""), size=AT_ONCE)
    name = "library/_made_by.html" if request.htmx else "library/made_by.html"
    return render(request, name, {"person": person, "page": found})
