"""Doors to doing a step: having met, thought, recorded, tried; and taking it back."""

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.gatherings.views.showing import carry_out, done, numbers
from upwell.journeys.actions.walking import do_step as do
from upwell.journeys.actions.walking import undo_step as undo
from upwell.journeys.models import Enrolment, Path, Step
from upwell.journeys.queries.handed_in import own_file
from upwell.journeys.queries.walk import walk_on
from upwell.journeys.views.path_pages import path_of, show_path
from upwell.media.actions.files import add_file
from upwell.media.models import StoredFile
from upwell.people.models import Person
from upwell.people.requests import MemberRequest


@members_only
@require_POST
def do_step(request: MemberRequest, path_id: int, step_id: int) -> HttpResponse:
    """Say that one has done it, with what one leaves there."""
    found, step, walk = walked_step(request, path_id, step_id)
    file = _brought(request)
    words, share = request.POST.get("words", ""), request.POST.get("share") == "yes"
    met = list(Person.objects.active().filter(pk__in=numbers(request, "met")))
    try:
        do(walk, by=request.user, step=step, words=words, file=file, met=met, share=share)
    except ValidationError as refusal:
        kept = {"brought": file, "brought_to": step.pk} if file else {}
        said = {**kept, "faulty": step.pk, "fault": " ".join(refusal.messages), "typed": words, "typed_share": share}
        return show_path(request, found, status=422, **said)
    return done(request, found, _("Done."), at="#now")


@members_only
@require_POST
def undo_step(request: MemberRequest, path_id: int, step_id: int) -> HttpResponse:
    """Take it back."""
    found, step, walk = walked_step(request, path_id, step_id)
    return carry_out(request, found, partial(undo, walk, by=request.user, step=step), _("Open again."))


def walked_step(request: MemberRequest, path_id: int, step_id: int) -> tuple[Path, Step, Enrolment]:
    """The step of this address, on one's own walk; whoever does not walk the path is refused."""
    found = path_of(request, path_id)
    walk = walk_on(found, request.user)
    if walk is None:
        raise PermissionDenied
    if step_id > 2**63 - 1:
        raise Http404
    return found, get_object_or_404(found.steps.all(), pk=step_id), walk


def _brought(request: MemberRequest) -> StoredFile | None:
    file = request.FILES.get("file")
    if file is None:
        return own_file(request.user, request.POST.get("kept", ""))
    return add_file(file.chunks(), name=file.name or "", by=request.user)
