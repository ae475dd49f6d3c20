"""Doors to attempts: trying a task, showing what came out, looking at it, telling what came of it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.journeys.actions.looking import look_at_attempt
from upwell.journeys.actions.trying import Shown, show_evidence, stop_trying, tell_what_came, try_task
from upwell.journeys.models import Attempt, Looker
from upwell.journeys.permissions import can_show
from upwell.journeys.queries.handed_in import own_file
from upwell.journeys.queries.trying import attempt_page, task_page, who_could_look
from upwell.journeys.task_forms import CameForm, GuessForm, LookForm, ShowForm
from upwell.journeys.views.showing import attempt_of, form_page, task_of
from upwell.media.actions import add_file, add_picture, check_picture_size
from upwell.media.models import Picture, StoredFile
from upwell.media.uploading import is_too_large, too_large
from upwell.people.models import Person
from upwell.people.queries.colleagues import colleague
from upwell.people.requests import MemberRequest

PIECE = 256 * 1024  # bytes in memory at once


@members_only
@require_POST
def try_it(request: MemberRequest, task_id: int) -> HttpResponse:
    """Begin to try a task."""
    found = task_of(request, task_id)
    form = GuessForm(request.POST)
    if form.is_valid() or not found.is_experiment:
        try:
            made = try_task(found, by=request.user, guess=request.POST.get("guess", ""))
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("It is among what you try. Come back here when you have done it."))
            return redirect(made)
    context = {"sheet": task_page(found, request.user), "task": found, "form": form}
    return render(request, "journeys/task.html", context, status=422)


@members_only
@require_safe
def attempt(request: MemberRequest, attempt_id: int) -> HttpResponse:
    """An attempt: what was shown, what was said of it, and what is to do next."""
    found = attempt_of(request, attempt_id)
    return _page(request, found)


@members_only
@form_page
def show(request: MemberRequest, attempt_id: int) -> HttpResponse:
    """Show what came out, and choose who looks."""
    found = attempt_of(request, attempt_id)
    if not can_show(request.user, found):
        raise PermissionDenied
    if request.method != "POST":
        return _show_page(
            request, found, ShowForm.of(found, recorded=own_file(request.user, request.GET.get("recording", "")))
        )
    form = ShowForm.of(found, request.POST, request.FILES)
    if is_too_large(request):
        form.add_error(None, too_large())
    form.is_valid()  # what was uploaded is kept even where something else does not fit
    shown, observer = _shown(form, request.user), _observer(form, found)
    if observer is not None and not form.errors:
        try:
            show_evidence(found, by=request.user, shown=shown, observer=observer, as_what=form.cleaned_data["as_what"])
        except ValidationError as refusal:
            show_refusal(refusal, form, name="email")
        else:
            return _done(request, found, _("Shown. %(name)s is asked to look at it.") % {"name": observer.name})
    return _show_page(request, found, form, shown, status=422)


@members_only
@require_POST
def look(request: MemberRequest, attempt_id: int) -> HttpResponse:
    """Say what one saw: accept it, or send it back."""
    found = attempt_of(request, attempt_id)
    accept = request.POST.get("say") == "accept"
    stamp = request.POST.get("stamp", "")
    form = LookForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, look=form, seen=request.POST.getlist("seen"))
    try:
        look_at_attempt(
            found,
            by=request.user,
            accept=accept,
            word=request.POST.get("word", ""),
            ticked=request.POST.getlist("seen"),
            stamp=int(stamp) if stamp.isascii() and stamp.isdigit() and len(stamp) < 10 else 0,
        )
    except ValidationError as refusal:
        show_refusal(refusal, form)
        return _page(request, attempt_of(request, attempt_id), status=422, look=form, seen=request.POST.getlist("seen"))
    name = {"name": found.person.first_name}
    said = _("Accepted. %(name)s is told.") if accept else _("Sent back with your word. %(name)s is told.")
    return _done(request, found, said % name)


@members_only
@require_POST
def stop(request: MemberRequest, attempt_id: int) -> HttpResponse:
    """Stop trying, and take away what one has shown."""
    found = attempt_of(request, attempt_id)
    stop_trying(found, by=request.user)
    messages.success(request, _("Stopped. What you showed is gone."))
    return redirect(found.task)


@members_only
@require_POST
def tell(request: MemberRequest, attempt_id: int) -> HttpResponse:
    """Say what came of it."""
    found = attempt_of(request, attempt_id)
    form = CameForm(request.POST)
    form.is_valid()
    act = partial(tell_what_came, found, by=request.user, text=request.POST.get("came_of_it", ""))
    try:
        act(tell="tell" in request.POST)
    except ValidationError as refusal:
        show_refusal(refusal, form)
        return _page(request, found, status=422, came=form)
    return _done(request, found, _("Kept."))


def _page(request: MemberRequest, found: Attempt, *, status: int = 200, **forms: Any) -> HttpResponse:
    came = {"came_of_it": found.came_of_it, "tell": found.told_at is not None or not found.came_of_it}
    context = {"page": attempt_page(found, request.user), "attempt": found, "look": LookForm(), "seen": None}
    return render(request, "journeys/attempt.html", {**context, "came": CameForm(initial=came), **forms}, status=status)


def _show_page(
    request: MemberRequest, found: Attempt, form: ShowForm, shown: Shown | None = None, *, status: int = 200
) -> HttpResponse:
    """The form, with what was uploaded already: nobody uploads twice because something else did not fit."""
    kept = shown or Shown(picture=_picture(form["kept_picture"].value()), file=_file(form["kept_recording"].value()))
    people = who_could_look(found)
    context = {"form": form, "attempt": found, "task": found.task, "people": people, "kept": kept}
    return render(request, "journeys/show.html", context, status=status)


def _shown(form: ShowForm, by: Person) -> Shown:
    """What the form brings, uploads kept already; what cannot be kept the form then says."""
    said = form.cleaned_data
    picture, file = _picture(said.get("kept_picture")), own_file(by, said.get("kept_recording") or "")
    try:
        if sent := said.get("picture"):
            check_picture_size(sent.size or 0)
            picture = add_picture(sent.read(), by=by)
    except ValidationError as refusal:
        form.add_error("picture", refusal)
    try:
        if sent := said.get("recording"):
            file = add_file(sent.chunks(PIECE), name=sent.name or "", by=by)
    except ValidationError as refusal:
        form.add_error("recording", refusal)
    return Shown(text=said.get("text", ""), picture=picture, file=file, result=said.get("result", ""))


def _observer(form: ShowForm, found: Attempt) -> Person | None:
    """Whom the form names; as lead, without a name, whom one reports to."""
    said = form.cleaned_data
    if said.get("as_what") == Looker.LEAD and not said["email"].strip():
        lead: Person | None = found.person.lead or (found.person.team.lead if found.person.team else None)
        if lead is not None:
            return lead
    person = colleague(said["email"]) if said["email"].strip() else None
    if person is None:
        form.add_error("email", _("Type the full name or the e-mail address of somebody who is here."))
    return person


def _picture(sha256: str | None) -> Picture | None:
    return Picture.objects.filter(sha256=sha256).first() if sha256 else None


def _file(sha256: str | None) -> StoredFile | None:
    return StoredFile.objects.filter(sha256=sha256).first() if sha256 else None


def _done(request: MemberRequest, found: Attempt, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(found)
