"""People, for programs."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.folding import folded
from upwell.core.paging import page
from upwell.core.problems import REFUSALS
from upwell.core.text import one_line
from upwell.people.bearer import ProgramRequest
from upwell.people.models import Person
from upwell.people.schemas import MeOut, PersonCard, PersonOut

router = Router(tags=["people"])


@router.get("/me", response={200: MeOut, **REFUSALS})
def me(request: ProgramRequest) -> Person:
    """The person whose token this is."""
    return request.auth


@router.get("/people", response={200: Listing[PersonCard], **REFUSALS})
def people(
    request: ProgramRequest,
    name: Annotated[str, Query(max_length=200)] = "",
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """Colleagues by name; `name` finds part of one."""
    rows = Person.objects.active().visible_to(request.auth).with_team()
    if wanted := one_line(name):
        rows = rows.filter(sort_name__contains=folded(wanted))
    found = page(rows, by=("sort_name", "id"), after=after, size=limit)
    return listing(found)


@router.get("/people/{person_id}", response={200: PersonOut, **REFUSALS})
def person(request: ProgramRequest, person_id: Id) -> Person:
    """One colleague."""
    found: Person = get_object_or_404(Person.objects.visible_to(request.auth).with_team(), pk=person_id)
    return found
