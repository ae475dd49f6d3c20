"""Needs, for programs: the same actions and the same permissions as the pages."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.paging import page
from upwell.core.problems import REFUSALS
from upwell.library.actions.publishing import NeedsReview, publish_module
from upwell.library.actions.reviewing import ask_for_review
from upwell.library.models import Item, ItemQuerySet
from upwell.library.schemas import ModuleOut, PublishIn
from upwell.needs.actions.answering import answer_need, publish_answer
from upwell.needs.actions.confirming import confirm_answer, say_used
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import Answer, Confirmation, Need, NeedQuerySet, Offer, State, Voice
from upwell.needs.schemas import (
    AnswerIn,
    AnswerOut,
    ConfirmationIn,
    ConfirmationOut,
    NeedCard,
    NeedIn,
    NeedOut,
    OfferIn,
    OfferOut,
    VoiceIn,
    VoiceOut,
)
from upwell.people.bearer import ProgramRequest
from upwell.people.models import Person

router = Router(tags=["needs"])


@router.get("/needs", response={200: Listing[NeedCard], **REFUSALS})
def needs(
    request: ProgramRequest,
    state: State | None = None,
    after: After = "",
    limit: Limit = 20,
) -> dict[str, object]:
    """Needs one may see, the newest first; `state` picks those of which that has become."""
    rows = _in_state(Need.objects.visible_to(request.auth), state).with_card().select_related("asked_by__team")
    found = page(rows, by=("-asked_at", "-id"), after=after, size=limit)
    return listing(found)


@router.post("/needs", response={201: NeedOut, **REFUSALS})
def declare(request: ProgramRequest, body: NeedIn) -> Status[Need]:
    """Declare a need; a sentence is enough."""
    need = declare_need(
        body.title,
        by=request.auth,
        why=body.why,
        for_whom=body.for_whom,
        goal=body.goal,
        urgency=body.urgency,
        skills=body.skills,
        team=request.auth.team if body.team_only else None,
        nameless=body.nameless,
    )
    return Status(201, _needs(request).get(pk=need.pk))


@router.get("/needs/{need_id}", response={200: NeedOut, **REFUSALS})
def need(request: ProgramRequest, need_id: Id) -> Need:
    """One need, with what happened to it; `merged_into` says where one that was joined with another lives on."""
    return get_object_or_404(_needs(request), pk=need_id)


@router.post("/needs/{need_id}/voices", response={201: VoiceOut, **REFUSALS})
def voice(request: ProgramRequest, need_id: Id, body: VoiceIn) -> Status[Voice]:
    """Say me too; again changes how soon and why."""
    found = get_object_or_404(_needs(request), pk=need_id)
    return Status(201, voice_need(found, by=request.auth, urgency=body.urgency, why=body.why))


@router.post("/needs/{need_id}/offers", response={201: OfferOut, **REFUSALS})
def offer(request: ProgramRequest, need_id: Id, body: OfferIn) -> Status[Offer]:
    """Say that one can help, and how."""
    found = get_object_or_404(_needs(request), pk=need_id)
    named = _person(request, body.person)
    return Status(201, offer_help(found, by=request.auth, how=body.how, note=body.note, person=named))


@router.post("/needs/{need_id}/answers", response={201: AnswerOut, **REFUSALS})
def answer(request: ProgramRequest, need_id: Id, body: AnswerIn) -> Status[Answer]:
    """Answer with an item, a person, or words."""
    found = get_object_or_404(_needs(request), pk=need_id)
    item = get_object_or_404(Item.objects.visible_to(request.auth), pk=body.item) if body.item else None
    named = _person(request, body.person)
    return Status(201, answer_need(found, by=request.auth, item=item, person=named, text=body.text))


@router.post("/needs/{need_id}/confirmations", response={201: ConfirmationOut, **REFUSALS})
def confirm(request: ProgramRequest, need_id: Id, body: ConfirmationIn) -> Status[Confirmation]:
    """Say what an answer did for oneself, and, with `used`, whether one used it at work."""
    found = get_object_or_404(_needs(request), pk=need_id)
    given = get_object_or_404(found.answers, pk=body.answer)
    said = confirm_answer(given, by=request.auth, outcome=body.outcome, note=body.note)
    if body.used:
        said = say_used(said, by=request.auth, used=body.used, note=body.used_note)
    return Status(201, said)


@router.post("/modules/{item_id}/publish", response={200: ModuleOut, **REFUSALS}, tags=["modules"])
def publish(request: ProgramRequest, item_id: Id, body: PublishIn) -> Item:
    """Publish a module's draft as its next version; one written for a need answers it, and those who asked are told.

    What is about a topic that is regulated here is sent for review instead, as `review` of the answer says.
    """
    item = get_object_or_404(_modules(request), pk=item_id)
    waiting = Need.objects.visible_to(request.auth).filter(pk=item.module.for_need_id or 0).first()
    try:
        if waiting is None:
            publish_module(item, by=request.auth, note=body.note)
        else:
            publish_answer(waiting, item, by=request.auth, note=body.note)
    except NeedsReview:
        ask_for_review(item, by=request.auth, note=body.note)
    return _modules(request).get(pk=item.pk)


def _needs(request: ProgramRequest) -> NeedQuerySet:
    return Need.objects.visible_to(request.auth).with_card()


def _modules(request: ProgramRequest) -> ItemQuerySet:
    return Item.objects.modules().visible_to(request.auth).with_module()


def _person(request: ProgramRequest, person_id: int | None) -> Person | None:
    people: QuerySet[Person] = Person.objects.visible_to(request.auth)
    return get_object_or_404(people, pk=person_id) if person_id else None


def _in_state(needs: NeedQuerySet, state: State | None) -> NeedQuerySet:
    return needs.in_state(state) if state else needs.standing()
