"""Doors to the margin: what was said of which sentence, and saying something of one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event

from upwell.core.access import members_only
from upwell.library.actions.reading import comment_on_item, react_to_item, take_back_reaction
from upwell.library.actions.suggesting import answer_flags as give_answer
from upwell.library.actions.suggesting import suggest_change
from upwell.library.models import Item
from upwell.library.queries.margin import margin_of
from upwell.library.queries.responding import response_to
from upwell.library.views.pointing import address_of, spot_of
from upwell.library.views.seeing import seen_module
from upwell.people.requests import MemberRequest

TALK = {"question", "comment"}


@members_only
@require_safe
def margin(request: MemberRequest, item_id: int) -> HttpResponse:
    """What readers said of which sentence; a part of the module's page, or a page of its own."""
    item = _published(request, item_id)
    context = {"item": item, "margin": margin_of(item, request.user, after=request.GET.get("after", ""))}
    return render(request, "library/_margin_list.html" if request.htmx else "library/margin.html", context)


@members_only
@require_safe
def respond(request: MemberRequest, item_id: int) -> HttpResponse:
    """What one could say of a part, or of words in it."""
    return _form(request, _published(request, item_id), wish=request.GET.get("as", ""))


@members_only
@require_POST
def say(request: MemberRequest, item_id: int) -> HttpResponse:
    """Say it: a sign, a question or a comment."""
    item = _published(request, item_id)
    wish, words, spot = request.POST.get("as", ""), request.POST.get("words", ""), spot_of(request.POST)
    try:
        if wish in TALK:
            comment_on_item(item, by=request.user, text=words, spot=spot, is_question=wish == "question")
        else:
            named = request.POST.get("named") == "on"
            react_to_item(item, by=request.user, kind=wish, spot=spot, words=words, is_named=named)
    except ValidationError as refusal:
        return _form(request, item, wish=wish, fault=refusal)
    messages.success(request, _("Thank you. The authors see it."))
    return _said(request, item, spot.block)


@members_only
@require_POST
def unsay(request: MemberRequest, item_id: int) -> HttpResponse:
    """Take back a sign on a sentence or a part."""
    item = _published(request, item_id)
    anchor = request.POST.get("anchor", "")
    block = request.POST.get("block", "")
    place = int(anchor) if anchor.isascii() and anchor.isdigit() and len(anchor) < 19 else None
    take_back_reaction(item, by=request.user, kind=request.POST.get("kind", ""), block=block, anchor=place)
    return _said(request, item, block)


@members_only
@require_POST
def suggest(request: MemberRequest, item_id: int) -> HttpResponse:
    """Suggest other words for a sentence or a part."""
    item, spot = _published(request, item_id), spot_of(request.POST)
    before, after = request.POST.get("before", ""), request.POST.get("after", "")
    try:
        suggest_change(item, by=request.user, spot=spot, before=before, after=after, why=request.POST.get("why", ""))
    except ValidationError as refusal:
        return _form(request, item, wish="suggest", fault=refusal)
    messages.success(request, _("Thank you. The authors decide, and you are told."))
    return _said(request, item, spot.block)


@members_only
@require_POST
def answer_flags(request: MemberRequest, item_id: int) -> HttpResponse:
    """Answer the flags on a sentence, a part or the whole: it was changed, or stays for a reason."""
    item = _published(request, item_id)
    anchor, block, word = (request.POST.get(name, "") for name in ("anchor", "block", "word"))
    place = int(anchor) if anchor.isascii() and anchor.isdigit() and len(anchor) < 19 else None
    try:
        stays = "stays" in request.POST
        fix = give_answer(item, by=request.user, block=block, anchor=place or None, word=word, stays=stays)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Whoever flagged it is told.") if fix else _("Nothing waits there any more."))
    return redirect("library:suggestions", item.pk)


def _published(request: MemberRequest, item_id: int) -> Item:
    item = seen_module(request, item_id)
    if item.module.version is None:
        raise Http404
    return item


def _form(request: MemberRequest, item: Item, *, wish: str, fault: ValidationError | None = None) -> HttpResponse:
    """The form, with what was typed where something was at fault."""
    data = request.POST if fault else request.GET
    spot = spot_of(data)
    response = response_to(item, request.user, block=spot.block, said=spot.said)
    if response is None:
        raise Http404
    context: dict[str, Any] = {
        "item": item,
        "response": response,
        "wish": wish or ("useful" if response.may["react"] else "comment"),
        "spot": spot,
        "query": address_of(spot),
        "typed": data if fault else None,
        "fault": " ".join(fault.messages) if fault else "",
        "in_page": bool(request.htmx),
    }
    template = "library/_margin_respond.html" if request.htmx else "library/respond.html"
    return render(request, template, context, status=422 if fault else 200)


def _said(request: MemberRequest, item: Item, block: str) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('library:module', args=[item.pk])}#part-{block}" if block else item)
    item = _published(request, item.pk)
    page = {"item": item, "margin": margin_of(item, request.user)}
    response = render(request, "library/_margin_list.html", page)
    response = reswap(retarget(response, "#margin-list"), "outerHTML")
    return trigger_client_event(response, "said", after="swap")
