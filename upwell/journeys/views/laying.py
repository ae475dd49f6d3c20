"""Doors to one step of a line: putting it on in one movement, writing it, changing it, taking it off."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.gatherings.views.showing import LARGEST_ID, carry_out, fill_in, form_page, number, typed
from upwell.journeys.actions import stepping
from upwell.journeys.laying import StepDetails
from upwell.journeys.models import Path, Step, StepKind, Whom
from upwell.journeys.queries.line import name_on_line, names_on
from upwell.journeys.step_form import StepForm
from upwell.journeys.views.making import made_here, where_on_line
from upwell.library.models import Item, ItemKind
from upwell.people.models import Person
from upwell.people.requests import MemberRequest

KINDS = {
    ItemKind.MODULE: StepKind.MODULE,
    ItemKind.LINK: StepKind.LINK,
    ItemKind.EVENT: StepKind.EVENT,
    ItemKind.TASK: StepKind.TASK,
}


@members_only
@require_POST
def put(request: MemberRequest, path_id: int) -> HttpResponse:
    """Put a thing (`item`) or a colleague (`person`) on the line, at `place` where it was dropped."""
    found = made_here(request, path_id)
    place = request.POST.get("place", "")
    at = number(place) if place.isdigit() else None
    details = _of_item(request) if request.POST.get("item") else _of_person(request)
    act = partial(stepping.add_step, found, by=request.user, details=details, place=at)
    text = request.POST.get("text", "")
    return carry_out(request, found, act, _("On the line."), at=partial(where_on_line, found, at, text=text))


@members_only
@form_page
def add_step(request: MemberRequest, path_id: int) -> HttpResponse:
    """Write a step: ?kind=reflection."""
    found = made_here(request, path_id)
    kind = request.GET.get("kind", "")
    start = {"kind": kind if kind in StepKind.values else StepKind.TASK, "whom": Whom.BUDDY if kind == "meet" else ""}
    form = StepForm(typed(request), path=found, reader=request.user, initial=start)
    return _write(request, found, form, None)


@members_only
@form_page
def change_step(request: MemberRequest, path_id: int, step_id: int) -> HttpResponse:
    """Write it otherwise."""
    found = made_here(request, path_id)
    step = _step_of(found, step_id)
    return _write(request, found, StepForm.of(step, request.user, typed(request)), step)


@members_only
@require_POST
def remove_step(request: MemberRequest, path_id: int, step_id: int) -> HttpResponse:
    """Take it off the line."""
    found = made_here(request, path_id)
    step = _step_of(found, step_id)
    at = names_on(found).index(name_on_line(step))
    act = partial(stepping.remove_step, step, by=request.user)
    return carry_out(request, found, act, _("Taken off."), at=partial(where_on_line, found, at))


def _write(request: MemberRequest, found: Path, form: StepForm, step: Step | None) -> HttpResponse:
    def written() -> Path:
        first = list(found.steps.filter(pk__in=form.cleaned_data["first"]))
        stepping.write_step(found, by=request.user, step=step, details=form.details(), first=first)
        return found

    said = _("On the line.") if step is None else _("Changed.")
    at = partial(where_on_line, found, None) if step is None else f"line/#{name_on_line(step)}"
    return fill_in(request, "journeys/step.html", form, written, said, at=at, path=found, step=step)


def _step_of(found: Path, step_id: int) -> Step:
    return get_object_or_404(found.steps.select_related("person"), pk=min(step_id, LARGEST_ID))


def _of_item(request: MemberRequest) -> StepDetails:
    item = get_object_or_404(Item.objects.visible_to(request.user), pk=number(request.POST["item"]))
    kind = KINDS.get(ItemKind(item.kind), StepKind.CHOICE)
    return StepDetails(kind=kind, items=[item], minutes=min(item.minutes, 6000))


def _of_person(request: MemberRequest) -> StepDetails:
    person = get_object_or_404(Person.objects.active(), pk=number(request.POST.get("person", "")))
    title = _("Meet %(name)s") % {"name": person.name}
    return StepDetails(kind=StepKind.MEET, title=title, whom=Whom.PERSON, person=person, minutes=30)
