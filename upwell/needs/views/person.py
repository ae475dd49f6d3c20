"""The door to what one colleague asked and answered in the open: part of their page, or a page by itself without script."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.core.paging import page
from upwell.needs.models import Answer, Need
from upwell.people.models import Person
from upwell.people.requests import MemberRequest

AT_ONCE = 6


@members_only
@require_safe
def of_person(request: MemberRequest, person_id: int) -> HttpResponse:
    """Needs this colleague answered under their name, each once, the latest first, and those they asked so; what the reader
    may see.

    ?of=asked shows the second list further, ?of=answered the first.
    """
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id)
    visible = Need.objects.visible_to(request.user).standing()
    named = Answer.objects.filter(by=person, is_nameless=False)
    later = named.filter(need=OuterRef("need")).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    answers = named.filter(~Exists(later), need__in=visible).select_related("need")
    asked = visible.filter(asked_by=person, is_nameless=False)
    of, after = request.GET.get("of", ""), request.GET.get("after", "")
    context = {
        "person": person,
        "answers": page(answers, by=("-at", "-id"), after=after if of == "answered" else "", size=AT_ONCE),
        "asked": page(asked, by=("-asked_at", "-id"), after=after if of == "asked" else "", size=AT_ONCE),
    }
    return render(request, "needs/_of_person.html" if request.htmx else "needs/of_person.html", context)
