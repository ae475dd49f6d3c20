"""Doors to consent: where one can be seen, answering for oneself, and who is filmed in what one brought."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.paging import page
from upwell.core.refusals import show_refusal
from upwell.media.actions import consenting
from upwell.media.forms import ConsentForm, FilmedForm
from upwell.media.models import Consent, Reach, StoredFile
from upwell.media.permissions import can_answer_consent, can_name_filmed, can_play
from upwell.media.recordings.consent import NEWEST
from upwell.people.queries.colleagues import colleagues_named
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1


@members_only
@require_safe
def consents(request: MemberRequest) -> HttpResponse:
    """Every film in which I can be seen, the one I was asked about last first: ?after=<key>."""
    mine = Consent.objects.filter(person=request.user).select_related("file", "named_by")
    found = page(mine, by=NEWEST, after=request.GET.get("after", ""))
    return render(request, "media/consents.html", {"found": found})


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: MemberRequest, consent_id: int) -> HttpResponse:
    """Look at a film that I am seen in, and say whether it may be played, how far and how long; a `no` takes it down."""
    found = _mine(request, consent_id)
    typed = request.POST if request.method == "POST" else None
    # what somebody else wishes is said, never chosen beforehand for whoever is seen in it
    reach = Reach.INSIDE if found.is_asked else found.reach
    form = ConsentForm(typed, initial={"reach": reach, "until": found.until})
    if request.method == "POST" and form.is_valid():
        agrees = "no" not in request.POST
        try:
            consenting.answer_consent(found, by=request.user, agrees=agrees, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Kept.") if agrees else _("It is taken down, everywhere."))
            return redirect(found)
    context = {"consent": found, "form": form, "plays": can_play(request.user, found.file)}
    return render(request, "media/consent.html", context, status=422 if request.method == "POST" else 200)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def filmed(request: MemberRequest, file_id: int) -> HttpResponse:
    """Who is filmed in what I brought; sent, somebody is named and asked."""
    file, form = _brought(request, file_id), FilmedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = said.pop("email")
        try:
            consenting.name_filmed(file, by=request.user, person=person, **said)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            own = person == request.user
            messages.success(request, _("Kept.") if own else _("%(name)s is asked.") % {"name": person.name})
            return redirect("media:filmed", file.pk)
    people = colleagues_named(str(form["email"].value() or "")) if form.errors else []
    rows = file.consents.select_related("person__team").order_by("asked_at", "pk")
    context = {"file": file, "form": form, "people": people, "rows": rows, "plays": can_play(request.user, file)}
    return render(request, "media/filmed.html", context, status=422 if request.method == "POST" else 200)


@members_only
@require_POST
def unname(request: MemberRequest, consent_id: int) -> HttpResponse:
    """Take back that somebody is filmed, named by mistake."""
    rows = Consent.objects.visible_to(request.user).select_related("file")
    found = get_object_or_404(rows, pk=min(consent_id, LARGEST_ID))
    file = found.file_id
    consenting.unname_filmed(found, by=request.user)
    return redirect("media:filmed", file)


def _mine(request: MemberRequest, consent_id: int) -> Consent:
    """The consent of this address: only whoever it is about answers; who brought the film has a page of their own."""
    rows = Consent.objects.visible_to(request.user).select_related("file__recording", "named_by", "person")
    found = get_object_or_404(rows, pk=min(consent_id, LARGEST_ID))
    if not can_answer_consent(request.user, found):
        raise PermissionDenied
    return found


def _brought(request: MemberRequest, file_id: int) -> StoredFile:
    found = get_object_or_404(StoredFile.objects.select_related("recording"), pk=min(file_id, LARGEST_ID))
    if not can_name_filmed(request.user, found):
        raise Http404
    return found
