"""Doors to circles: the list, one of them, starting and changing, coming in and leaving."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.discussion.actions import remove_comment
from upwell.gatherings.actions import circling
from upwell.gatherings.actions.talking import speak_in_circle
from upwell.gatherings.forms import BringForm, CircleForm, WordsForm
from upwell.gatherings.models import Circle
from upwell.gatherings.permissions import can_keep
from upwell.gatherings.queries.circles import VIEWS, circle_page, circles_of, seen_circle
from upwell.gatherings.views.showing import LARGEST_ID, done, fill_in, form_page, number, refused, typed
from upwell.library.models import Item
from upwell.people.models import Person
from upwell.people.queries.colleagues import colleagues_named
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def circles(request: MemberRequest) -> HttpResponse:
    """The circles there are: ?view=all|mine &after=<key>."""
    view = request.GET.get("view", "all")
    if view not in VIEWS:
        raise Http404
    labels = {"all": _("All"), "mine": _("Yours")}
    tabs = [{"url": f"?view={name}", "label": labels[name], "is_here": name == view} for name in VIEWS]
    page = circles_of(request.user, view=view, after=request.GET.get("after", ""))
    return render(request, "gatherings/circles.html", {"page": page, "view": view, "tabs": tabs})


@members_only
@require_safe
def circle(request: MemberRequest, circle_id: int) -> HttpResponse:
    """A circle: what is new, what comes, what is said, who is in it."""
    return _page(request, seen(request, circle_id))


@members_only
@form_page
def start(request: MemberRequest) -> HttpResponse:
    """Start a circle."""
    form = CircleForm(typed(request))

    def act() -> Circle:
        return circling.start_circle(by=request.user, **form.said())

    return fill_in(request, "gatherings/start.html", form, act, _("Started. Tell those who should be in it."))


@members_only
@form_page
def change_circle(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Change what a circle is about."""
    found = seen(request, circle_id)
    if not can_keep(request.user, found):
        raise PermissionDenied
    form = CircleForm.of(found, typed(request))

    def act() -> Circle:
        return circling.change_circle(found, by=request.user, **form.said())

    return fill_in(request, "gatherings/change_circle.html", form, act, _("Changed."), circle=found)


@members_only
@require_POST
def join(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Come in, or ask to."""
    found = seen(request, circle_id)
    try:
        member = circling.join_circle(found, by=request.user, word=request.POST.get("word", ""))
    except ValidationError as refusal:
        return refused(request, found, refusal)
    return done(
        request, found, _("You are in.") if member.since else _("Asked. You hear as soon as somebody lets you in.")
    )


@members_only
@require_POST
def leave_circle(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Leave, or ask no more."""
    found = seen(request, circle_id)
    circling.leave_circle(found, by=request.user)
    messages.success(request, _("You left ‘%(name)s’.") % {"name": found.name})
    return redirect("gatherings:circles")


@members_only
@require_POST
def let_in(request: MemberRequest, circle_id: int, person_id: int) -> HttpResponse:
    """Let in who asked, or, with `no`, not."""
    found = seen(request, circle_id)
    person = get_object_or_404(Person, pk=person_id, memberships__circle=found)
    if "no" in request.POST:
        circling.turn_away(found, person, by=request.user)
        return done(request, found, _("Not let in."))
    circling.let_in(found, person, by=request.user)
    return done(request, found, _("%(name)s is in.") % {"name": person.name})


@members_only
@require_POST
def bring(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Bring a colleague along."""
    found = seen(request, circle_id)
    form = BringForm(request.POST)
    named = request.POST.get("name", "").strip()
    alike = [one for one in colleagues_named(named) if named.casefold() in {one.name.casefold(), one.email.casefold()}]
    form.is_valid()
    if len(alike) != 1:
        form.add_error("name", _("Type the full name or the e-mail address of somebody who is here."))
        return _page(request, found, status=422, bring=form)
    circling.let_in(found, alike[0], by=request.user)
    return done(request, found, _("%(name)s is in.") % {"name": alike[0].name})


@members_only
@require_POST
def been(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Note that one has been here; the page sends it by itself."""
    circling.note_visit(seen(request, circle_id), by=request.user)
    return HttpResponse(status=204)


@members_only
@require_POST
def speak(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Say something in a circle."""
    found = seen(request, circle_id)
    form = WordsForm(request.POST)
    try:
        speak_in_circle(found, by=request.user, text=request.POST.get("text", ""))
    except ValidationError as refusal:
        form.is_valid()
        form.add_error("text", refusal.messages[0])
        return _page(request, found, status=422, form=form)
    return done(request, found, _("Said."), at="#talk")


@members_only
@require_POST
def unspeak(request: MemberRequest, circle_id: int, comment_id: int) -> HttpResponse:
    """Take back what one said."""
    found = seen(request, circle_id)
    remove_comment(get_object_or_404(found.thread.comments, pk=comment_id), by=request.user)
    return done(request, found, _("Taken back."), at="#talk")


@members_only
@require_POST
def pin(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Keep an item at hand, by its address here."""
    found = seen(request, circle_id)
    named = request.POST.get("item", "").rstrip("/").rsplit("/", 1)[-1]
    item = Item.objects.visible_to(request.user).published().filter(pk=number(named)).first()
    if item is None:
        return _page(request, found, status=422, pin_fault=_("Paste the address of a module or an event here."))
    circling.pin_item(found, by=request.user, item=item)
    return done(request, found, _("Kept at hand."), at="#pins")


@members_only
@require_POST
def unpin(request: MemberRequest, circle_id: int, item_id: int) -> HttpResponse:
    """Take it away."""
    found = seen(request, circle_id)
    circling.unpin_item(found, by=request.user, item=get_object_or_404(Item, pk=item_id, pins__circle=found))
    return done(request, found, _("Taken away."), at="#pins")


def seen(request: MemberRequest, circle_id: int) -> Circle:
    """The circle of this address, if this person may see it; else it is not there."""
    found = seen_circle(request.user, circle_id) if circle_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def _page(request: MemberRequest, found: Circle, *, status: int = 200, **more: Any) -> HttpResponse:
    page = circle_page(found, request.user, after=request.GET.get("after", ""))
    context = {"page": page, "circle": found, "form": WordsForm(), "bring": BringForm(), **more}
    return render(request, "gatherings/circle.html", context, status=status)
