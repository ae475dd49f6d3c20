"""Doors to one take: showing it, ending that, watching it, and saying something of it."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.discussion.models import Comment
from upwell.library.queries.recorder import recorder, take_named
from upwell.library.said_forms import seconds_of
from upwell.library.templatetags.margin import clock
from upwell.people.queries.colleagues import colleagues_named
from upwell.people.requests import MemberRequest
from upwell.practice.actions import saying, showing
from upwell.practice.forms import MarkForm, SayForm, ShowForm
from upwell.practice.models import Take
from upwell.practice.permissions import can_say
from upwell.practice.queries.practices import whom_to_show
from upwell.practice.views.showing import LARGEST_ID, carry_out, done, draw, form_page, own_take, seen_take, typed


@members_only
@form_page
def show(request: MemberRequest, take_id: int) -> HttpResponse:
    """Show a take to somebody by name, as a peer, a coach or one's lead."""
    take = own_take(request, take_id)
    start = {"email": request.GET.get("who", "")[:254]}
    form = ShowForm(typed(request), initial=start)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["email"]
        try:
            showing.show_take(take, by=request.user, person=person, as_what=form.cleaned_data["as_what"])
            told = _("Shown to %(name)s, who is told.") % {"name": person.name}
            return done(request, take.get_absolute_url(), told)
        except ValidationError as refusal:
            show_refusal(refusal, form, person="email")
    people = colleagues_named(str(form["email"].value() or "")) if form.errors else []
    context = {"take": take, "form": form, "people": people, "near": whom_to_show(take)}
    return render(request, "practice/show.html", context, status=422 if request.method == "POST" else 200)


@members_only
@require_POST
def unshow(request: MemberRequest, take_id: int, person_id: int) -> HttpResponse:
    """Show it to somebody no longer."""
    take = own_take(request, take_id)
    shown = get_object_or_404(take.showings, person=person_id if person_id <= LARGEST_ID else 0)
    act = partial(showing.end_showing, shown, by=request.user)
    return carry_out(request, act, _("It is not there for them any more."), take.get_absolute_url())


@members_only
@require_POST
def watch(request: MemberRequest, take_id: int) -> HttpResponse:
    """Open a take that one is shown; whoever recorded it sees that one did."""
    take = seen_take(request, take_id)
    told = _("%(name)s sees that you watch it.") % {"name": take.practice.person.first_name}
    return carry_out(request, partial(showing.watch_take, take, by=request.user), told, take.get_absolute_url())


@members_only
@form_page
def say(request: MemberRequest, take_id: int) -> HttpResponse:
    """Say something of a take: of one second of it (?t=), or of the whole; in words, or (`voice`) aloud; or in reply."""
    take = _open_take(request, take_id)
    at = seconds_of(request.GET.get("t", ""))
    start = {"second": "" if at is None else clock(at)}
    form = SayForm(typed(request), initial=start, is_aloud="take" in request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            _said(request, take, form)
            return done(request, take.get_absolute_url(), _("Said."))
        except ValidationError as refusal:
            form.add_error("text", refusal.messages)
    context = {**recorder(), "take": take, "form": form, "is_aloud": "voice" in request.GET, "use_url": request.path}
    return render(request, "practice/say.html", context, status=422 if request.method == "POST" else 200)


@members_only
@require_POST
def unsay(request: MemberRequest, take_id: int, comment_id: int) -> HttpResponse:
    """Take back what one said."""
    take = seen_take(request, take_id)
    said = _comment(take, comment_id)
    if said.by_id != request.user.pk:
        raise PermissionDenied
    act = partial(saying.take_back_words, said, by=request.user)
    return carry_out(request, act, _("Taken back."), take.get_absolute_url())


@members_only
@require_POST
def mark(request: MemberRequest, take_id: int, place: int) -> HttpResponse:
    """Say of one thing that was looked for how far one sees it, and why."""
    take = _open_take(request, take_id)
    aspect = get_object_or_404(take.practice.aspects, place=min(place, 9))
    form = MarkForm(request.POST)
    if form.is_valid():
        try:
            saying.mark_take(take, by=request.user, aspect=aspect, **form.cleaned_data)
            return done(request, take.get_absolute_url(), _("Kept, for %(name)s alone.") % _owner(take))
        except ValidationError as refusal:
            show_refusal(refusal, form)
    return draw(request, take.practice, status=422, marked=form, marked_take=take.pk, marked_aspect=aspect.pk)


def _said(request: MemberRequest, take: Take, form: SayForm) -> None:
    second, upload = form.cleaned_data["second"], take_named(request.POST.get("take", ""), request.user)
    if upload is not None:
        saying.say_with_voice(take, by=request.user, upload=upload, second=second)
        return
    number = request.POST.get("reply_to", "")
    reply_to = _comment(take, int(number)) if number.isdecimal() and len(number) < 19 else None
    saying.comment_take(take, by=request.user, text=form.cleaned_data["text"], second=second, reply_to=reply_to)


def _open_take(request: MemberRequest, take_id: int) -> Take:
    """A take of which this person may say something: their own, or one that they watched."""
    take = seen_take(request, take_id)
    if not can_say(request.user, take):
        raise PermissionDenied
    return take


def _comment(take: Take, comment_id: int) -> Comment:
    if comment_id > LARGEST_ID:
        raise Http404
    return get_object_or_404(take.thread.comments.shown(), pk=comment_id)


def _owner(take: Take) -> dict[str, str]:
    return {"name": take.practice.person.first_name}
