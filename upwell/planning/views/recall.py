"""Doors to recall: a session of two minutes, answers from it, and one's cards."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core import clock
from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.people.requests import MemberRequest
from upwell.planning.actions.recalling import Given, add_card, answer_card, change_card, end_card
from upwell.planning.forms import CardForm
from upwell.planning.models import Card, Rating
from upwell.planning.queries.cards import asked, cards_of, cards_to_answer, next_due
from upwell.planning.queries.retention import retention_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@require_safe
def recall(request: MemberRequest) -> HttpResponse:
    """A session: the cards that are due; with ?ahead=1 those of the rest of the week, too."""
    ahead = request.GET.get("ahead") == "1"
    cards = [(one, uuid.uuid4().hex) for one in cards_to_answer(request.user, ahead=ahead)]
    context = {"cards": cards, "ratings": Rating.choices, "ahead": ahead}
    if not cards:
        context |= {"next": next_due(request.user), "retention": retention_of(request.user)}
    return render(request, "planning/recall.html", context)


@members_only
@require_POST
def answer(request: MemberRequest) -> HttpResponse:
    """Take an answer; sent by a page in the background, it is answered with a status alone."""
    in_background = request.headers.get("Accept") == "application/json"
    try:
        card = get_object_or_404(Card.objects.visible_to(request.user), pk=_number(request.POST.get("card", "")))
        answer_card(card, _given(request), by=request.user)
    except ValidationError as refusal:
        if in_background:
            return JsonResponse({"detail": " ".join(refusal.messages)}, status=422)
        messages.warning(request, " ".join(refusal.messages))
    if in_background:
        return HttpResponse(status=204)
    return redirect(f"{request.path.rsplit('answer/', 1)[0]}{'?ahead=1' if request.POST.get('ahead') else ''}")


@members_only
@require_safe
def cards(request: MemberRequest) -> HttpResponse:
    """All one's cards: ?after=<key>."""
    page = cards_of(request.user, after=request.GET.get("after", ""))
    rows = [asked(card) for card in page.rows]
    return render(request, "planning/cards.html", {"page": page, "rows": rows, "retention": retention_of(request.user)})


@members_only
@form_page
def new_card(request: MemberRequest) -> HttpResponse:
    """Make a card of one's own."""
    form = CardForm(request.POST if request.method == "POST" else None)
    return _fill_in(request, form, None)


@members_only
@form_page
def change(request: MemberRequest, card_id: int) -> HttpResponse:
    """Put a card of one's own into other words."""
    card = _seen(request, card_id)
    if card.prompt_id is not None:
        raise PermissionDenied
    return _fill_in(request, CardForm.of(card, request.POST if request.method == "POST" else None), card)


@members_only
@require_POST
def end(request: MemberRequest, card_id: int) -> HttpResponse:
    """Be asked this no more."""
    end_card(_seen(request, card_id), by=request.user)
    messages.success(request, _("It does not come back."))
    return redirect("planning:cards")


def _fill_in(request: MemberRequest, form: CardForm, card: Card | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            _keep(card, request, form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Kept. It comes tomorrow for the first time."))
            return redirect("planning:cards")
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/card.html", {"form": form, "card": card}, status=status)


def _keep(card: Card | None, request: MemberRequest, said: dict[str, Any]) -> None:
    if card is None:
        add_card(by=request.user, **said)
    else:
        change_card(card, by=request.user, **said)


def _seen(request: MemberRequest, card_id: int) -> Card:
    return get_object_or_404(Card.objects.visible_to(request.user).live(), pk=card_id)


def _given(request: MemberRequest) -> Given:
    """What a form says of an answer; without a moment it is given now."""
    return Given(
        rating=_number(request.POST.get("rating", "")),
        key=request.POST.get("key", ""),
        at=_moment(request.POST.get("at", "")) or clock.now(),
    )


def _moment(written: str) -> datetime | None:
    try:
        moment = parse_datetime(written)
    except ValueError:
        return None
    return moment if moment is not None and is_aware(moment) else None


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
