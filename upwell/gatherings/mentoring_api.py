"""Mentoring, for programs: the same actions as the pages, and as there only what is one's own."""

from functools import partial

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.paging import page
from upwell.core.problems import REFUSALS
from upwell.gatherings.actions.mentoring.ending import end_mentoring
from upwell.gatherings.actions.mentoring.meeting import note_session
from upwell.gatherings.actions.mentoring.proposing import accept_mentoring, decline_mentoring
from upwell.gatherings.actions.mentoring.wishing import offer_mentoring, wish_for_mentor
from upwell.gatherings.mentoring_schemas import (
    MentoringDeclineIn,
    MentoringEndIn,
    MentoringOfferIn,
    MentoringOfferOut,
    MentoringOut,
    MentoringSessionIn,
    MentoringSessionOut,
    MentoringWishIn,
    MentoringWishOut,
)
from upwell.gatherings.models import Mentoring, MentoringOffer, MentoringSession, MentoringWish
from upwell.gatherings.queries.reasons import reasons_for
from upwell.people.bearer import ProgramRequest

router = Router(tags=["mentoring"])


@router.get("/mentorings", response={200: Listing[MentoringOut], **REFUSALS})
def mentorings(
    request: ProgramRequest,
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """One's own mentorings, proposed, going on and over, the latest first."""
    mine = Mentoring.objects.visible_to(request.auth).with_pair()
    found = page(mine, by=("-proposed_at", "-id"), after=after, size=limit)
    return listing(found, partial(_shown, request))


@router.post("/mentorings/wish", response={201: MentoringWishOut, **REFUSALS})
def wish(request: ProgramRequest, body: MentoringWishIn) -> Status[MentoringWish]:
    """Wish for a mentor, or change the wish."""
    return Status(201, wish_for_mentor(by=request.auth, skill=body.skill, goals=body.goals))


@router.post("/mentorings/offer", response={201: MentoringOfferOut, **REFUSALS})
def offer(request: ProgramRequest, body: MentoringOfferIn) -> Status[MentoringOffer]:
    """Offer to mentor, or change the offer."""
    made = offer_mentoring(by=request.auth, skills=body.skills, most=body.most, rhythm=body.rhythm, word=body.word)
    return Status(201, made)


@router.get("/mentorings/{mentoring_id}", response={200: MentoringOut, **REFUSALS})
def mentoring(request: ProgramRequest, mentoring_id: Id) -> dict[str, object]:
    """One mentoring, for the two of it."""
    return _shown(request, _mine(request, mentoring_id))


@router.post("/mentorings/{mentoring_id}/accept", response={200: MentoringOut, **REFUSALS})
def accept(request: ProgramRequest, mentoring_id: Id) -> dict[str, object]:
    """Say yes to a proposal; with the second yes it begins."""
    accept_mentoring(_mine(request, mentoring_id), by=request.auth)
    return _shown(request, _mine(request, mentoring_id))


@router.post("/mentorings/{mentoring_id}/decline", response={200: MentoringOut, **REFUSALS})
def decline(request: ProgramRequest, mentoring_id: Id, body: MentoringDeclineIn) -> dict[str, object]:
    """Say no to a proposal."""
    decline_mentoring(_mine(request, mentoring_id), by=request.auth, word=body.word)
    return _shown(request, _mine(request, mentoring_id))


@router.post("/mentorings/{mentoring_id}/sessions", response={201: MentoringSessionOut, **REFUSALS})
def met(request: ProgramRequest, mentoring_id: Id, body: MentoringSessionIn) -> Status[MentoringSession]:
    """Say that the two met."""
    return Status(201, note_session(_mine(request, mentoring_id), by=request.auth, day=body.day, note=body.note))


@router.post("/mentorings/{mentoring_id}/end", response={200: MentoringOut, **REFUSALS})
def end(request: ProgramRequest, mentoring_id: Id, body: MentoringEndIn) -> dict[str, object]:
    """End it, with thanks or without."""
    end_mentoring(_mine(request, mentoring_id), by=request.auth, thanks=body.thanks)
    return _shown(request, _mine(request, mentoring_id))


def _mine(request: ProgramRequest, mentoring_id: int) -> Mentoring:
    return get_object_or_404(Mentoring.objects.visible_to(request.auth).with_pair(), pk=mentoring_id)


def _shown(request: ProgramRequest, found: Mentoring) -> dict[str, object]:
    names = ("id", "mentor", "mentee", "goals", "rhythm", "proposed_at", "begun_at", "closed_at", "outcome")
    said = {name: getattr(found, name) for name in names}
    return {
        **said,
        "skill": found.skill.name if found.skill else "",
        "reasons": reasons_for(found, request.auth),
    }
