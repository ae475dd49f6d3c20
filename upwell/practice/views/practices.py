"""Doors to practices: one's desk, asking, one practice, saying no, taking it back."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.library.models import Item
from upwell.people.queries.colleagues import colleagues_named
from upwell.people.requests import MemberRequest
from upwell.practice.actions import asking
from upwell.practice.actions.recording import take_back_practice
from upwell.practice.forms import AskForm, DeclineForm
from upwell.practice.models import Practice
from upwell.practice.queries.practices import desk_of, of_others
from upwell.practice.views.showing import carry_out, done, draw, form_page, seen, typed


@members_only
@require_safe
def practices(request: MemberRequest) -> HttpResponse:
    """What I am asked for, what waits for my look, what I practise: ?after=<key> for what was earlier."""
    return render(request, "practice/practices.html", {"desk": desk_of(request.user, after=_after(request))})


@members_only
@require_safe
def others(request: MemberRequest) -> HttpResponse:
    """What I asked colleagues for, and what they show me: ?after=<key>."""
    return render(request, "practice/others.html", {"found": of_others(request.user, after=_after(request))})


@members_only
@form_page
def new(request: MemberRequest) -> HttpResponse:
    """Ask a colleague, or oneself: ?who= fills in a name, ?title= and ?prompt= what it is about, ?item= a page it comes from."""
    asked = {"email": "who", "title": "title", "prompt": "prompt"}
    start = {name: request.GET.get(given, "")[:1000] for name, given in asked.items()}
    form, item = AskForm(typed(request), initial=start), _item(request)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["email"] or request.user
        try:
            made = asking.ask_for_practice(form.asked(), by=request.user, person=person, item=item)
        except ValidationError as refusal:
            show_refusal(refusal, form, aspects="aspect_1", aim_seconds="aim")
        else:
            told = _("Ready. Record it when you like.") if made.is_own else _("Asked. They hear of it.")
            return done(request, made.get_absolute_url(), told)
    people = colleagues_named(str(form["email"].value() or ""))
    context = {"form": form, "item": item, "people": people if form.errors else []}
    return render(request, "practice/new.html", context, status=422 if request.method == "POST" else 200)


@members_only
@require_safe
def practice(request: MemberRequest, practice_id: int) -> HttpResponse:
    """A practice, for the few."""
    return draw(request, seen(request, practice_id))


@members_only
@require_POST
def decline(request: MemberRequest, practice_id: int) -> HttpResponse:
    """Say no, with a word or without."""
    found, form = seen(request, practice_id), DeclineForm(request.POST)
    if form.is_valid():
        try:
            asking.decline_practice(found, by=request.user, word=form.cleaned_data["word"])
            return done(request, found.get_absolute_url(), _("That is all right. They are told."))
        except ValidationError as refusal:
            show_refusal(refusal, form)
    return draw(request, found, status=422, decline=form)


@members_only
@require_POST
def unask(request: MemberRequest, practice_id: int) -> HttpResponse:
    """Ask no longer."""
    asking.take_back_question(seen(request, practice_id), by=request.user)
    return done(request, "practice:others", _("Taken back."))


@members_only
@form_page
def take_back(request: MemberRequest, practice_id: int) -> HttpResponse:
    """Take away everything one recorded for it: opened, what that means; sent, done."""
    found: Practice = seen(request, practice_id)
    if found.person_id != request.user.pk:
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "practice/take_back.html", {"practice": found, "take": None})
    act = partial(take_back_practice, found, by=request.user)
    return carry_out(request, act, _("It is taken away, for everybody."), "practice:practices")


def _after(request: MemberRequest) -> str:
    return request.GET.get("after", "")


def _item(request: MemberRequest) -> Item | None:
    """The page that an address or a form names, if this person may see it."""
    named = request.POST.get("item") or request.GET.get("item", "")
    if not (named.isascii() and named.isdigit() and len(named) < 19):
        return None
    found: Item | None = Item.objects.visible_to(request.user).filter(pk=int(named)).first()
    return found
