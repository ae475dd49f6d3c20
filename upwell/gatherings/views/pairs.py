"""Doors to one mentoring, for the two of it: yes or no, goals, times to meet, the check halfway, the end."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.gatherings.actions.mentoring import ending, meeting, proposing
from upwell.gatherings.forms import MeetForm, ThanksForm
from upwell.gatherings.models import Mentoring
from upwell.gatherings.permissions import can_go_on
from upwell.gatherings.queries.mentoring import pair_page, seen_pair
from upwell.gatherings.views.showing import LARGEST_ID, done, fill_in, form_page, number, typed
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def pair(request: MemberRequest, mentoring_id: int) -> HttpResponse:
    """A mentoring, for the two of it."""
    return _page(request, seen(request, mentoring_id))


@members_only
@require_POST
def accept(request: MemberRequest, mentoring_id: int) -> HttpResponse:
    """Say yes."""
    found = seen(request, mentoring_id)
    begun = proposing.accept_mentoring(found, by=request.user).begun_at
    name = found.other(request.user).first_name
    told = _("It begins. Arrange a first time to meet.") if begun else _("Thank you. Now %(name)s is asked.")
    return done(request, found, told if begun else told % {"name": name})


@members_only
@require_POST
def decline(request: MemberRequest, mentoring_id: int) -> HttpResponse:
    """Say no, with a word or without."""
    found = seen(request, mentoring_id)
    word = request.POST.get("word", "")
    act = partial(proposing.decline_mentoring, found, by=request.user, word=word)
    return _again(request, found, act, _("That is all right. It stays between the two of you."), no=word)


@members_only
@require_POST
def goals(request: MemberRequest, mentoring_id: int) -> HttpResponse:
    """Say anew what it is for."""
    found, said = seen(request, mentoring_id), request.POST.get("goals", "")
    act = partial(meeting.change_goals, found, by=request.user, goals=said)
    return _again(request, found, act, _("Kept."), goals=said)


@members_only
@form_page
def meet(request: MemberRequest, mentoring_id: int) -> HttpResponse:
    """Put a time to meet into both calendars."""
    found = _going(request, mentoring_id)
    form = MeetForm(typed(request), person=request.user, initial={"minutes": 45})

    def act() -> Mentoring:
        said = form.cleaned_data
        return meeting.arrange_session(
            found, form.details(), by=request.user, day=said["day"], at=said["time"]
        ).mentoring

    told = _("Arranged. It is on its way to both calendars.")
    return fill_in(
        request, "gatherings/meet.html", form, act, told, at="#sessions", page=pair_page(found, request.user)
    )


@members_only
@require_POST
def met(request: MemberRequest, mentoring_id: int) -> HttpResponse:
    """Say that the two met: on a day, or on a planned date (`session`)."""
    found = seen(request, mentoring_id)
    planned = number(request.POST.get("session", ""))
    session = get_object_or_404(found.sessions.select_related("event"), pk=planned) if planned else None
    note = request.POST.get("note", "")
    if session is not None and session.event is not None and session.event.day is not None:
        day: date | None = session.event.day
    else:
        day = _day(request.POST.get("day", ""))
    if day is None:
        return _page(request, found, status=422, met_fault=_("Say the day on which you met."), met_note=note)
    act = partial(meeting.note_session, found, by=request.user, day=day, note=note, session=session)
    return _again(request, found, act, _("Noted."), at="#sessions", met_day=day, met_note=note)


@members_only
@require_POST
def check(request: MemberRequest, mentoring_id: int) -> HttpResponse:
    """Say whether it is still right."""
    found, word = seen(request, mentoring_id), request.POST.get("word", "")
    is_right = request.POST.get("is_right", "") == "yes"
    act = partial(meeting.check_mentoring, found, by=request.user, is_right=is_right, word=word)
    told = _("Thank you. Only the two of you read it.")
    return _again(request, found, act, told, at="#check", check_word=word)


@members_only
@form_page
def end_pair(request: MemberRequest, mentoring_id: int) -> HttpResponse:
    """End it, with thanks or without; thank where it has ended."""
    found = seen(request, mentoring_id)
    if found.begun_at is None:
        raise PermissionDenied
    page = pair_page(found, request.user)
    form = ThanksForm(typed(request), initial={"thanks": page.my_thanks.words if page.my_thanks else ""})

    def act() -> Mentoring:
        return ending.end_mentoring(found, by=request.user, thanks=form.cleaned_data["thanks"])

    told = _("Your thanks are said.") if found.closed_at else _("Ended. Thank you both.")
    return fill_in(request, "gatherings/end_pair.html", form, act, told, page=page)


def seen(request: MemberRequest, mentoring_id: int) -> Mentoring:
    """The mentoring of this address, if this person is one of the two; else it is not there."""
    found = seen_pair(request.user, mentoring_id) if mentoring_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def _going(request: MemberRequest, mentoring_id: int) -> Mentoring:
    found = seen(request, mentoring_id)
    if not can_go_on(request.user, found):
        raise PermissionDenied
    return found


def _again(
    request: MemberRequest,
    found: Mentoring,
    act: Callable[[], object],
    said: str,
    *,
    at: str = "",
    **typed_words: object,
) -> HttpResponse:
    """Do it and go back to the page; where it is refused, the page comes back with what was typed and why."""
    try:
        act()
    except ValidationError as refusal:
        return _page(request, found, status=422, fault=" ".join(refusal.messages), **typed_words)
    return done(request, found, said, at=at)


def _page(request: MemberRequest, found: Mentoring, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"page": pair_page(found, request.user), "today": timezone.localdate(), **more}
    return render(request, "gatherings/pair.html", context, status=status)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
