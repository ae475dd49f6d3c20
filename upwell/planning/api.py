"""Plans and recall, for programs: the same actions and the same permissions as the pages. Everything is one's own."""

from typing import Any, Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core import clock
from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.problems import REFUSALS
from upwell.people.bearer import ProgramRequest
from upwell.planning.actions import pieces
from upwell.planning.actions.making import make_plan
from upwell.planning.actions.recalling import Given, add_card, answer_card
from upwell.planning.actions.rhythm import set_rhythm
from upwell.planning.models import Card, Piece, Rhythm
from upwell.planning.queries.cards import asked, cards_of, cards_to_answer
from upwell.planning.queries.plan import this_week
from upwell.planning.schemas import CardIn, CardOut, RecallIn, RhythmIn, RhythmOut, WeekOut, week_values

router = Router(tags=["planning"])
DOORS = {
    "done": pieces.finish_piece,
    "undone": pieces.reopen_piece,
    "swap": pieces.swap_piece,
    "postpone": pieces.postpone_piece,
    "decline": pieces.decline_piece,
}


@router.get("/plan", response={200: WeekOut, **REFUSALS})
def plan(request: ProgramRequest) -> dict[str, Any]:
    """This week's plan; not there until it is made."""
    return _week(request)


@router.post("/plan", response={201: WeekOut, **REFUSALS})
def make(request: ProgramRequest) -> Status[dict[str, Any]]:
    """Have this week planned, or planned anew."""
    make_plan(request.auth, by=request.auth)
    return Status(201, _week(request))


@router.put("/plan/rhythm", response={200: RhythmOut, **REFUSALS})
def rhythm(request: ProgramRequest, body: RhythmIn) -> Rhythm:
    """Choose one's minutes and quiet weeks."""
    return set_rhythm(request.auth, by=request.auth, minutes=body.minutes, quiet_weeks=body.quiet_weeks)


@router.post("/plan/{piece_id}/{door}", response={200: WeekOut, **REFUSALS})
def piece(
    request: ProgramRequest, piece_id: Id, door: Literal["done", "undone", "swap", "postpone", "decline"]
) -> dict[str, Any]:
    """Say that a piece is done, or not; have something else in its place; leave it for next week; say it is not for oneself."""
    DOORS[door](get_object_or_404(Piece.objects.visible_to(request.auth), pk=piece_id), by=request.auth)
    return _week(request)


@router.get("/cards", response={200: Listing[CardOut], **REFUSALS})
def cards(
    request: ProgramRequest,
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """All one's cards that still come back, the newest first."""
    found = cards_of(request.auth, after=after, size=limit)
    return listing(found, lambda card: CardOut.of(asked(card)))


@router.get("/cards/due", response={200: list[CardOut], **REFUSALS})
def due(request: ProgramRequest, ahead: bool = False) -> list[dict[str, Any]]:
    """A session: the cards that are due now; `ahead` adds those of the rest of the week."""
    return [CardOut.of(one) for one in cards_to_answer(request.auth, ahead=ahead)]


@router.post("/cards", response={201: CardOut, **REFUSALS})
def card(request: ProgramRequest, body: CardIn) -> Status[dict[str, Any]]:
    """Write a card of one's own."""
    return Status(201, CardOut.of(asked(add_card(by=request.auth, front=body.front, back=body.back))))


@router.post("/cards/{card_id}/answers", response={201: CardOut, **REFUSALS})
def answer(request: ProgramRequest, card_id: Id, body: RecallIn) -> Status[dict[str, Any]]:
    """Say how well one remembered. Sent twice with one key, it counts once."""
    mine = Card.objects.visible_to(request.auth).select_related("prompt__item")
    given = Given(body.rating, body.key, body.at or clock.now())
    answer_card(get_object_or_404(mine, pk=card_id), given, by=request.auth)
    return Status(201, CardOut.of(asked(mine.get(pk=card_id))))


def _week(request: ProgramRequest) -> dict[str, Any]:
    found = this_week(request.auth)
    if found is None:
        raise Http404
    return week_values(found)
